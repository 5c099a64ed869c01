import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { createSharedCommits } from '../../../src/main/db/shared-commits.ts';
import type { Database } from '../../../src/main/db/open-database.ts';
import { createCore } from '../../support/core.ts';
import { slowDisk } from '../../support/slow-disk.ts';

async function sharing() {
  const { db } = await createCore();
  const transactions = new Set<Database>();
  const { commit, onDisk } = createSharedCommits(db);
  const name = (label: string) =>
    commit(async (transaction) => {
      transactions.add(transaction);
      await transaction.insertInto('auth_group').values({ name: label }).execute();
      return label;
    });
  const names = async () => {
    const rows = await db.selectFrom('auth_group').select('name').orderBy('id').execute();
    return rows.map((row) => row.name);
  };
  return { db, name, names, transactions, onDisk };
}

test('works asked for together share a transaction, in their order', async () => {
  const { name, names, transactions } = await sharing();
  const labels = ['one', 'two', 'three'];
  expect(await Promise.all(labels.map(name))).toEqual(labels);
  expect(await names()).toEqual(labels);
  expect(transactions.size).toBe(1);
});

test('whoever is told may ask for the next at once', async () => {
  const { name, names, transactions } = await sharing();
  await Promise.all([name('one').then(() => name('three')), name('two')]);
  expect(await names()).toEqual(['one', 'two', 'three']);
  expect(transactions.size).toBe(2);
});

test('when one fails none of its transaction was done, all are told, and the next is done', async () => {
  const { name, names } = await sharing();
  const results = await Promise.allSettled(['one', 'one', 'two'].map(name));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(await names()).toEqual([]);
  await name('one');
  expect(await names()).toEqual(['one']);
});

test('who waits for the disk waits for a sync that began afterwards, and shares it', async () => {
  const { name, onDisk } = await sharing();
  const { asked, count } = slowDisk();
  await name('one');
  const first = onDisk();
  const endFirst = await asked;
  await name('two');
  const later = [onDisk(), onDisk()];
  expect(count()).toBe(1);
  endFirst(new Error('EIO'));
  await expect(first).rejects.toThrow('EIO');
  await Promise.all(later);
  expect(count()).toBe(2);
});

test('other commits wait for the disk as ever', async () => {
  const { name, db } = await sharing();
  await name('one');
  const { rows } = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(db);
  expect(rows).toEqual([{ synchronous: 2 }]);
});
