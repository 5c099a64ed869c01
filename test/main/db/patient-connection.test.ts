import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';

import { committedUnsynced } from '../../../src/main/db/later-on-disk.ts';
import { type Core, createCore } from '../../support/core.ts';

/** Another program that is writing, until it is told to end. */
function writeElsewhere({ file }: Core) {
  const other = new SQLite(file);
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  return () => void other.exec('COMMIT');
}

const addGroup = (db: Core['db'], name: string) =>
  db.insertInto('auth_group').values({ name }).execute();

const groups = async ({ db }: Core) =>
  (await db.selectFrom('auth_group').select('name').orderBy('name').execute()).map(
    ({ name }) => name,
  );

const synchronous = async ({ db }: Core) =>
  (await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(db)).rows[0]?.synchronous;

it('reads go on while another program writes, and what waits is written when it ends', async () => {
  const core = await createCore();
  const endIt = writeElsewhere(core);
  const waiting = Promise.all([
    core.db.transaction().execute((transaction) => addGroup(transaction, 'in a transaction')),
    addGroup(core.db, 'alone'),
  ]);
  expect(await groups(core)).toEqual([]);
  expect(await groups(core)).toEqual([]);
  endIt();
  await waiting;
  expect(await groups(core)).toEqual(['alone', 'in a transaction']);
});

it('whoever comes when the other program has ended is written after who waits', async () => {
  const core = await createCore();
  await core.db.insertInto('auth_group').values({ id: 1, name: 'zero' }).execute();
  const rename = (name: string) =>
    core.db.updateTable('auth_group').set({ name }).where('id', '=', 1).execute();
  const endIt = writeElsewhere(core);
  const first = rename('first');
  await groups(core);
  endIt();
  await Promise.all([first, rename('second')]);
  expect(await groups(core)).toEqual(['second']);
});

it('who waits without the disk lets nobody else commit without it', async () => {
  const core = await createCore();
  const endIt = writeElsewhere(core);
  let within: number | undefined;
  const waiting = committedUnsynced(core.db, async (transaction) => {
    within = await synchronous({ ...core, db: transaction });
    await addGroup(transaction, 'unsynced');
  });
  expect(await synchronous(core)).toBe(2);
  endIt();
  await waiting;
  expect(within).toBe(1);
  expect(await synchronous(core)).toBe(2);
  expect(await groups(core)).toEqual(['unsynced']);
});

it('after five seconds it gives up, and the next goes on', async () => {
  const core = await createCore();
  const endIt = writeElsewhere(core);
  const begun = performance.now();
  await expect(addGroup(core.db, 'late')).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
  expect(performance.now() - begun).toBeGreaterThan(4_900);
  endIt();
  await addGroup(core.db, 'next');
  expect(await groups(core)).toEqual(['next']);
}, 20_000);
