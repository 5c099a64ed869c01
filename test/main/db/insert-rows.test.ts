import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { insertRows } from '../../../src/main/db/insert-rows.ts';
import { createCore } from '../../support/core.ts';

const TARGET = { table: 'gatehouse_trial', columns: ['name', 'kind', 'note'] };

async function inserted(rows: readonly (readonly unknown[])[]) {
  const { db } = await createCore();
  await sql`CREATE TABLE gatehouse_trial
    (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, kind INTEGER, note)`.execute(db);
  await insertRows(db, TARGET, rows);
  const stored = await sql<{ id: number; name: string; kind: number; note: unknown }>`
    SELECT * FROM gatehouse_trial ORDER BY id`.execute(db);
  return stored.rows.map(({ name, kind, note }) => [name, kind, note]);
}

it.each([
  ['are alike in the first of them only', (index: number) => (index < 100 ? null : index)],
  ['are alike in each hundred, and other ones in the next', (index: number) => (index / 100) | 0],
  ['are alike in all', () => 'same'],
])('keeps the order and the values of rows whose columns %s', async (_, noteOf) => {
  const rows = Array.from({ length: 250 }, (__, index) => [`n${index}`, 1, noteOf(index)]);
  expect(await inserted(rows)).toEqual(rows);
});

it('keeps rows that are alike in everything', async () => {
  const rows = Array.from({ length: 200 }, () => ['same', 1, null]);
  expect(await inserted(rows)).toEqual(rows);
});
