import { describe, expect, it } from 'vitest';

import { layDaysOver } from '../../../src/main/settings/activation-days.ts';
import {
  chosenDatabase,
  type DatabaseChoice,
  readChosenDatabase,
  writeChosenDatabase,
} from '../../../src/main/db/chosen-database.ts';
import { openChosenDatabase } from '../../../src/main/db/open-chosen-database.ts';
import { readSetting } from '../../../src/main/settings/settings-store.ts';
import type { ApplicationStatus } from '../../../src/shared/contract/application.ts';
import type { DatabaseMode } from '../../../src/shared/contract/database.ts';
import type { ProcedureName } from '../../../src/shared/contract/index.ts';
import type { Settings } from '../../../src/shared/contract/settings.ts';
import { openTestApplication } from '../../host/hosts.ts';
import { createConsoleCore } from '../../support/console-core.ts';
import { PASSWORD } from '../../support/core.ts';
import { makeProject } from '../../support/project-database.ts';

/** A project's database as it is chosen, with the days that its links are said to work. */
async function opened(mode: DatabaseMode) {
  const console = await createConsoleCore();
  const { file } = await makeProject();
  expect((await console.call('database.inspect', { file })).activationDays).toBe(7);
  await console.call('database.open', { file, mode, activationDays: 30 });
  const [restart] = console.restarts;
  if (!restart) throw new Error('It does not begin anew.');
  return { console, file, choice: restart.database };
}

it('are its setting from then on, and asked no more', async () => {
  const { console, file, choice } = await opened('write');
  const { db, close } = await openChosenDatabase(chosenDatabase(console.folder, choice));
  expect((await readSetting(db, 'registration')).activationDays).toBe(30);
  await close();
  expect((await console.call('database.inspect', { file })).activationDays).toBeNull();
});

it('are kept beside it while it is only looked at', async () => {
  const { console, choice } = await opened('look');
  writeChosenDatabase(console.folder, choice);
  const chosen = readChosenDatabase(console.folder);
  const { db, close } = await openChosenDatabase(chosen);
  await layDaysOver(db, chosen.activationDays ?? 0);
  expect((await readSetting(db, 'registration')).activationDays).toBe(30);
  await close();
});

/** A project's database that Gatehouse has worked on, without having been told its days. */
async function known() {
  const console = await createConsoleCore();
  const project = await makeProject();
  const chosen = chosenDatabase(console.folder, { file: project.file, looksOnly: false });
  await (await openChosenDatabase(chosen)).close();
  return { console, chosen, ...project };
}

it('are asked again where the opening was cut off before they were written down', async () => {
  const { console, chosen, file, change } = await known();
  expect(await console.call('database.inspect', { file })).toMatchObject({
    isKnown: true,
    activationDays: 7,
  });
  change(`CREATE TRIGGER stop BEFORE INSERT ON gatehouse_setting
    BEGIN SELECT RAISE(ABORT, 'cut off'); END`);
  const choice = { file, mode: 'write', activationDays: 30 } as const;
  await console.refusal('database.open', choice);
  expect(console.restarts).toEqual([]);
  change('DROP TRIGGER stop');
  await console.call('database.open', choice);
  const { db, close } = await openChosenDatabase(chosen);
  expect((await readSetting(db, 'registration')).activationDays).toBe(30);
  // What was cut off is in no log.
  expect(await db.selectFrom('gatehouse_operation').select('kind').execute()).toEqual([
    { kind: 'database.open' },
  ]);
  await close();
});

it('are laid over a database that Gatehouse has worked on, too, unless it has its own', async () => {
  const { chosen, change } = await known();
  const look = async () => {
    const { db, close } = await openChosenDatabase({ ...chosen, looksOnly: true });
    await layDaysOver(db, 30);
    const { activationDays } = await readSetting(db, 'registration');
    await close();
    return activationDays;
  };
  expect(await look()).toBe(30);
  change(`INSERT INTO gatehouse_setting VALUES ('registration', '{"activationDays":14}')`);
  expect(await look()).toBe(14);
});

describe('while they are unknown', () => {
  const told = async (application: Awaited<ReturnType<typeof openTestApplication>>) =>
    (await application.status()).notices
      .map(({ text }) => text)
      .filter((text) =>
        text.startsWith('How long links work in this project is not known: 7 days'),
      );

  it('a start says so, with where to give them, and no more once they are given', async () => {
    const { file } = await makeProject();
    const restarts: DatabaseChoice[] = [];
    const looking = await openTestApplication({
      database: file,
      restart: (database) => void restarts.push(database),
    });
    expect(await told(looking)).toEqual([expect.stringContaining('Settings → Database.')]);
    await looking.dispatch('session.signIn', { username: 'eva', password: PASSWORD });
    const choice = { file, mode: 'look', activationDays: 30 };
    expect(await looking.dispatch('database.open', choice)).toMatchObject({ ok: true });
    const again = await openTestApplication({ database: restarts[0] });
    expect(await told(again)).toEqual([]);
  });

  it('a start for writing names the page where they are changed', async () => {
    const { file } = await known();
    const application = await openTestApplication({ database: file });
    expect(await told(application)).toEqual([expect.stringContaining('Settings → Registration.')]);
  });

  it('they are given by a save of what is assumed, and are unknown again once that is taken back', async () => {
    const { file } = await known();
    const application = await openTestApplication({ database: file });
    const call = async (name: ProcedureName, input: object) => {
      const answer = await application.dispatch(name, input);
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value;
    };
    await call('session.signIn', { username: 'eva', password: PASSWORD });
    const settings = async () => (await call('settings.get', {})) as Settings;
    const { registration, daysAssumed } = await settings();
    expect(daysAssumed).toBe(true);
    const saved = await call('settings.saveRegistration', {
      ...registration,
      basedOn: registration,
    });
    expect((await settings()).daysAssumed).toBe(false);
    expect(await told(application)).toEqual([]);
    const { notices } = (await call('application.status', {})) as ApplicationStatus;
    expect(notices.filter(({ text }) => text.includes('is not known'))).toEqual([]);
    await call('operations.undo', { id: (saved as { operationId: number }).operationId });
    expect((await settings()).daysAssumed).toBe(true);
    expect(await told(application)).toHaveLength(1);
  });

  it('a database of Gatehouse’s own needs none', async () => {
    expect(await told(await openTestApplication())).toEqual([]);
  });
});
