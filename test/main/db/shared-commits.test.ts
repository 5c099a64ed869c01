import { expect, test } from 'vitest';

import { createSharedCommits } from '../../../src/main/db/shared-commits.ts';
import type { Database } from '../../../src/main/db/open-database.ts';
import { createCore } from '../../support/core.ts';

async function sharing() {
  const { db } = await createCore();
  const transactions = new Set<Database>();
  const inSharedCommit = createSharedCommits(db);
  const name = (label: string) =>
    inSharedCommit(async (transaction) => {
      transactions.add(transaction);
      await transaction.insertInto('auth_group').values({ name: label }).execute();
      return label;
    });
  const names = async () => {
    const rows = await db.selectFrom('auth_group').select('name').orderBy('id').execute();
    return rows.map((row) => row.name);
  };
  return { name, names, transactions };
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
