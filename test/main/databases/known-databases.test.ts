import SQLite from 'better-sqlite3';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';

import { inspectDatabase } from '../../../src/main/databases/inspect-database.ts';
import { chosenDatabase } from '../../../src/main/db/chosen-database.ts';
import { ImmediateSqliteDialect } from '../../../src/main/db/dialects/immediate-sqlite.ts';
import { migrations } from '../../../src/main/db/migrations/index.ts';
import { openChosenDatabase } from '../../../src/main/db/open-chosen-database.ts';
import type { DatabaseReport } from '../../../src/shared/contract/database.ts';
import { Clock } from '../../support/core.ts';
import { makeProject } from '../../support/project-database.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

async function inspect(file: string): Promise<DatabaseReport> {
  const { now } = new Clock();
  return inspectDatabase(file, { now, dataDirectory: await temporaryDirectory(), current: null });
}

it('that an older Gatehouse wrote can’t be shown before it is brought up to date', async () => {
  const { file, folder } = await makeProject();
  const database = new SQLite(file);
  const db = new Kysely<unknown>({ dialect: new ImmediateSqliteDialect({ database }) });
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'gatehouse_migration',
    migrationLockTableName: 'gatehouse_migration_lock',
  });
  await migrator.migrateTo('0021-emptied-parts');
  await db.destroy();
  const { blocked, additions } = await inspect(file);
  expect(blocked).toEqual({ write: null, look: expect.stringContaining('up to date') });
  const columns = additions.find(({ kind }) => kind === 'columns');
  expect(columns?.names).toContain('gatehouse_note.edited_by');
  const looked = chosenDatabase(folder, { file, looksOnly: true });
  await expect(openChosenDatabase(looked)).rejects.toThrow('"looksOnly" to false');
});

it('whose first opening was cut off is one that was never opened', async () => {
  const { file, folder, change } = await makeProject();
  const chosen = chosenDatabase(folder, { file, looksOnly: false });
  change(`CREATE TRIGGER stop BEFORE INSERT ON django_migrations
    BEGIN SELECT RAISE(ABORT, 'cut off'); END; DROP TABLE IF EXISTS django_admin_log`);
  await expect(openChosenDatabase(chosen)).rejects.toThrow('cut off');
  change('DROP TRIGGER stop');
  expect(await inspect(file)).toMatchObject({
    isKnown: false,
    blocked: { write: null, look: null },
  });
  await (await openChosenDatabase({ ...chosen, looksOnly: true })).close();
  let isFirst = false;
  const onFirst = async () => void (isFirst = true);
  await (await openChosenDatabase(chosen, onFirst)).close();
  expect(isFirst).toBe(true);
  expect((await inspect(file)).isKnown).toBe(true);
});
