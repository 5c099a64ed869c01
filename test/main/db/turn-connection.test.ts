import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import SQLite from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';

import { ImmediateSqliteDialect } from '../../../src/main/db/dialects/immediate-sqlite.ts';
import { prepareOnce } from '../../../src/main/db/dialects/prepare-once.ts';
import { type Core, createCore } from '../../support/core.ts';

const addGroup = (db: Core['db'], name: string) =>
  db.insertInto('auth_group').values({ name }).execute();

const groups = async (db: Core['db']) =>
  (await db.selectFrom('auth_group').select('name').orderBy('name').execute()).map(
    ({ name }) => name,
  );

/** A statement that takes so many milliseconds of its thread at least. */
async function keepThread(db: Core['db'], ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (performance.now() < end) await sql`SELECT 1`.execute(db);
}

it('others read what was committed before while a transaction is open, which reads its own', async () => {
  const { db } = await createCore();
  await addGroup(db, 'before');
  const read = await db.transaction().execute(async (transaction) => {
    await addGroup(transaction, 'within');
    return { beside: await groups(db), within: await groups(transaction) };
  });
  expect(read).toEqual({ beside: ['before'], within: ['before', 'within'] });
  expect(await groups(db)).toEqual(['before', 'within']);
});

it('what others write waits for the end of a transaction, in the order in which it was asked for', async () => {
  const { db } = await createCore();
  const ended: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const open = db.transaction().execute(async (transaction) => {
    await addGroup(transaction, 'within');
    await promise;
    ended.push('within');
  });
  const note = (name: string) => addGroup(db, name).then(() => void ended.push(name));
  const written = Promise.all([note('first'), note('second')]);
  await setImmediate();
  expect(await groups(db)).toEqual([]);
  resolve();
  await Promise.all([open, written]);
  expect(ended).toEqual(['within', 'first', 'second']);
  expect(await groups(db)).toEqual(['first', 'second', 'within']);
});

it('a statement that changes rows and gives them back is not read beside', async () => {
  const { db } = await createCore();
  let given: unknown;
  let asked: Promise<unknown> = Promise.resolve();
  await db.transaction().execute(async (transaction) => {
    await addGroup(transaction, 'within');
    asked = db
      .updateTable('auth_group')
      .set({ name: 'after' })
      .returning('name')
      .execute()
      .then((rows) => (given = rows));
    await setImmediate();
    expect(given).toBeUndefined();
  });
  await asked;
  expect(given).toEqual([{ name: 'after' }]);
});

it('a long transaction lets others at the thread between its statements, a short one does not', async () => {
  const { db } = await createCore();
  const turnsDuring = async (ms: number) => {
    let turns = 0;
    let isDone = false;
    const count = async () => {
      for (; !isDone; turns += 1) await setImmediate();
    };
    const counted = count();
    const before = turns;
    await db.transaction().execute((transaction) => keepThread(transaction, ms));
    const within = turns - before;
    isDone = true;
    await counted;
    return within;
  };
  expect(await turnsDuring(100)).toBeGreaterThan(3);
  expect(await turnsDuring(1)).toBeLessThan(3);
});

it('while no second connection can be opened, who reads waits for who writes', async () => {
  const { folder } = await createCore();
  const database = new SQLite(join(folder, 'own.sqlite3'));
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE auth_group (name TEXT)');
  let opened = 0;
  const beside = () => {
    opened += 1;
    if (opened === 1) throw new Error('unable to open database file');
    return prepareOnce(new SQLite(join(folder, 'own.sqlite3'), { readonly: true }));
  };
  const dialect = new ImmediateSqliteDialect({ database: prepareOnce(database), beside });
  const db: Core['db'] = new Kysely({ dialect });
  const readWithin = async (name: string) => {
    let read: Promise<string[]> = Promise.resolve([]);
    await db.transaction().execute(async (transaction) => {
      await addGroup(transaction, name);
      read = groups(db);
      await setImmediate();
    });
    return read;
  };
  expect(await readWithin('first')).toEqual(['first']);
  expect(await readWithin('second')).toEqual(['first']);
  await db.destroy();
});

it('the connection for reading is closed too: the last one takes the log with it', async () => {
  const { db, file } = await createCore();
  await db.transaction().execute(async (transaction) => {
    await addGroup(transaction, 'within');
    await groups(db);
  });
  expect(existsSync(`${file}-wal`)).toBe(true);
  await db.destroy();
  expect(existsSync(`${file}-wal`)).toBe(false);
});
