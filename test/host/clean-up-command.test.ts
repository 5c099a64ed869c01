import { readdir, rm } from 'node:fs/promises';

import { expect, it, onTestFinished } from 'vitest';

import { createSealedEnd } from '../../src/main/app/sealed-end.ts';
import { runCleanUpCommand } from '../../src/main/clean-up-command.ts';
import { writeChosenDatabase } from '../../src/main/db/chosen-database.ts';
import { lockDataDirectory } from '../../src/main/db/lock-data-directory.ts';
import { createFileSecrets } from '../../src/main/secrets/file-secrets.ts';
import { createAuditLog } from '../../src/main/operations/audit-log.ts';
import { createSecretStore } from '../../src/main/settings/secret-store.ts';
import { addAdministrator, createCore, register } from '../support/core.ts';
import { makeProject } from '../support/project-database.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

async function run(dataDirectory: string, options: { act?: boolean; json?: boolean } = {}) {
  let out = '';
  let err = '';
  const code = await runCleanUpCommand(
    { dataDirectory, act: false, json: false, ...options },
    {
      stdout: { write: (text) => (out += text) },
      stderr: { write: (text) => (err += text) },
    },
  );
  return { code, out, err };
}

/** Two who signed up long before this computer's clock, one of them staff by now. */
async function withEndedSignUps() {
  const core = await createCore();
  await addAdministrator(core);
  await register(core, 'anna');
  const boris = await register(core, 'boris');
  await core.db.updateTable('auth_user').set({ is_staff: 1 }).where('id', '=', boris).execute();
  const names = async () => {
    const rows = await core.db.selectFrom('auth_user').select('username').execute();
    return rows.map(({ username }) => username).toSorted();
  };
  return { core, names };
}

it('says who would go, and changes nothing', async () => {
  const { core, names } = await withEndedSignUps();
  const { code, out, err } = await run(core.folder);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('1 sign-up to go:\n  1  Never activated, and the link ended.\n');
  expect(out).toContain('1 sign-up to stay:\n  1  Is staff. (boris)\n');
  expect(out).toContain('Run this again with --yes');
  expect(await names()).toEqual(['anna', 'boris', 'eva']);
});

it('with --yes moves them to the trash and says so, in JSON if wanted', async () => {
  const { core, names } = await withEndedSignUps();
  const { code, out } = await run(core.folder, { act: true, json: true });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ count: 1, done: 1, leftOut: [{ names: ['boris'] }] });
  expect(await names()).toEqual(['boris', 'eva']);
  const act = await core.db
    .selectFrom('gatehouse_operation')
    .select('actor')
    .where('kind', '=', 'registrations.cleanUp')
    .executeTakeFirst();
  expect(act?.actor).toBe('the command line');
  expect((await run(core.folder, { act: true })).out).toContain('Nobody goes.');
});

it('refuses with a code of its own while Gatehouse is open, but for a rehearsal, and where there is no database', async () => {
  const { core, names } = await withEndedSignUps();
  onTestFinished(lockDataDirectory(core.folder));
  const busy = await run(core.folder, { act: true });
  expect(busy).toMatchObject({ code: 3, out: '' });
  expect(busy.err).toContain('Gatehouse is already open on');
  expect(await names()).toEqual(['anna', 'boris', 'eva']);
  const rehearsal = await run(core.folder);
  expect(rehearsal).toMatchObject({ code: 0, err: '' });
  expect(rehearsal.out).toContain('1 sign-up to go:');
  const empty = await run(await temporaryDirectory());
  expect(empty).toMatchObject({ code: 4, out: '' });
  expect(empty.err).toContain('There is no database of Gatehouse in');
});

it('works on the database that the folder names, unless that is only looked at or gone', async () => {
  const folder = await temporaryDirectory();
  const { file, trace } = await makeProject();
  writeChosenDatabase(folder, { file, looksOnly: true });
  const before = await trace();
  expect((await run(folder)).out).toContain('1 sign-up to go:');
  const looking = await run(folder, { act: true });
  expect(looking).toMatchObject({ code: 4, out: '' });
  expect(looking.err).toContain('You chose only to look');
  expect(await trace()).toEqual(before);
  writeChosenDatabase(folder, { file, looksOnly: false });
  expect((await run(folder, { act: true })).out).toContain('1 sign-up moved to the trash');
  expect(await readdir(folder)).not.toContain('gatehouse.sqlite3');
  await rm(file);
  expect((await run(folder)).err).toContain('is not there');
});

it.each([
  ['file:v1:AAAA', 'secret.key is missing. Put a backup in its place.'],
  ['os:v1:AAAA', null],
])(
  'says that the end of Audit could not be sealed, unless only the desktop can: %s',
  async (sealed, why) => {
    const { core, names } = await withEndedSignUps();
    const row = { name: 'audit.end', sealed, place: '' };
    await core.db.insertInto('gatehouse_secret').values(row).execute();
    await rm(`${core.folder}/secret.key`, { force: true });
    const { code, err } = await run(core.folder, { act: true });
    expect(code).toBe(0);
    expect(await names()).toEqual(['boris', 'eva']);
    if (why === null) expect(err).toBe('');
    else expect(err).toContain(`could not be sealed: ${core.folder}/${why}`);
  },
);

it('seals the end of the log, so that what it wrote can’t be cut off unseen', async () => {
  const { core } = await withEndedSignUps();
  const box = createFileSecrets({ directory: core.folder, randomBytes: core.randomBytes });
  const secrets = createSecretStore(core.db, box);
  const audit = createAuditLog({
    db: core.db,
    now: core.now,
    end: createSealedEnd({ secrets, box, folder: core.folder }),
    onError: () => {},
  });
  await audit.catchUp();
  await run(core.folder, { act: true });
  expect(await audit.verify()).toMatchObject({ state: 'unbroken' });
  const { id } = await core.db
    .selectFrom('gatehouse_audit_link')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  await core.db.deleteFrom('gatehouse_audit_link').where('id', '=', id).execute();
  audit.forget();
  expect(await audit.verify()).toMatchObject({ state: 'broken' });
});
