import { randomBytes } from 'node:crypto';

import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { insertAccounts } from '../../../src/main/demo/insert-accounts.ts';
import { generatePeople } from '../../../src/main/demo/people.ts';
import { activateByKey } from '../../../src/main/registrations/activate-by-key.ts';
import { createCore, keyOf } from '../../support/core.ts';
import { pendingRows } from '../../support/people-lists.ts';

async function withAccounts(count: number) {
  const core = await createCore();
  const people = generatePeople({ seed: 1, count });
  await insertAccounts(core.db, people, { now: core.now(), randomBytes });
  return core;
}

test('of many accounts put in at once every fifth waits, and no link has ended', async () => {
  const core = await withAccounts(1_000);
  const rows = await pendingRows(core.context);
  expect(rows).toHaveLength(200);
  expect(rows.filter(({ expired }) => expired)).toEqual([]);
});

test('the key of an account put in works', async () => {
  const core = await withAccounts(10);
  const [first] = await pendingRows(core.context);
  const key = await keyOf(core, first?.id ?? 0);
  expect(await activateByKey(core.context, key)).toMatchObject({
    state: 'valid',
    username: first?.username,
  });
});

test('accounts put in leave no foreign key dangling and nothing in the log or the outbox', async () => {
  const { db } = await withAccounts(100);
  expect((await sql`PRAGMA foreign_key_check`.execute(db)).rows).toEqual([]);
  expect(await db.selectFrom('gatehouse_operation').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('gatehouse_outbox').selectAll().execute()).toEqual([]);
});
