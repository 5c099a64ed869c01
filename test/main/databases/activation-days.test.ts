import { expect, it } from 'vitest';

import { layDaysOver } from '../../../src/main/databases/activation-days.ts';
import {
  chosenDatabase,
  readChosenDatabase,
  writeChosenDatabase,
} from '../../../src/main/db/chosen-database.ts';
import { openChosenDatabase } from '../../../src/main/db/open-chosen-database.ts';
import { readSetting } from '../../../src/main/settings/settings-store.ts';
import type { DatabaseMode } from '../../../src/shared/contract/database.ts';
import { createConsoleCore } from '../../support/console-core.ts';
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
