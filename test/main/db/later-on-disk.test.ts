import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { committedEarly, putOnDisk } from '../../../src/main/db/later-on-disk.ts';
import type { Database } from '../../../src/main/db/open-database.ts';
import { createCore } from '../../support/core.ts';

const NORMAL = 1;
const FULL = 2;

async function level(db: Database): Promise<number | undefined> {
  const { rows } = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(db);
  return rows[0]?.synchronous;
}

/** How many KiB of pages are kept. */
async function kept(db: Database): Promise<number> {
  const { rows } = await sql<{ cache_size: number }>`PRAGMA cache_size`.execute(db);
  return -(rows[0]?.cache_size ?? 0);
}

async function groups(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('auth_group').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}

it('waits for the disk in all commits but those of the parts', async () => {
  const { db } = await createCore();
  const during = await committedEarly(db, async (transaction) => {
    await transaction.insertInto('auth_group').values({ name: 'Editors' }).execute();
    return level(transaction);
  });
  expect([during, await level(db)]).toEqual([NORMAL, FULL]);
  await putOnDisk(db);
  expect(await groups(db)).toEqual(['Editors']);
});

it('keeps the pages of a long work in memory until its end, each time anew', async () => {
  const { db } = await createCore();
  const usual = await kept(db);
  for (const round of [1, 2, 3]) {
    const during = await committedEarly(db, kept);
    expect([round, during, await kept(db)]).toEqual([round, during, during]);
    expect(during).toBeGreaterThan(usual);
    await putOnDisk(db);
    expect(await kept(db)).toBe(usual);
  }
});

it('does not wait for the disk in any of several parts', async () => {
  const { db } = await createCore();
  for (const round of [1, 2, 3]) {
    expect([round, await committedEarly(db, level)]).toEqual([round, NORMAL]);
    expect(await level(db)).toBe(FULL);
  }
});

it('takes a part back that fails, and waits for the disk again afterwards', async () => {
  const { db } = await createCore();
  const failing = committedEarly(db, async (transaction) => {
    await transaction.insertInto('auth_group').values({ name: 'Editors' }).execute();
    throw new Error('half-way');
  });
  await expect(failing).rejects.toThrow('half-way');
  expect(await groups(db)).toEqual([]);
  expect(await level(db)).toBe(FULL);
});

it('lets nobody else commit without the disk meanwhile', async () => {
  const { db } = await createCore();
  const levels: unknown[] = [];
  await Promise.all([
    committedEarly(db, async (transaction) => {
      levels.push(await level(transaction));
      await new Promise(setImmediate);
      levels.push(await level(transaction));
    }),
    db.transaction().execute(async (transaction) => levels.push(await level(transaction))),
  ]);
  expect(levels).toEqual([NORMAL, NORMAL, FULL]);
});
