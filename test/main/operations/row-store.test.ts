import { sql } from 'kysely';
import { expect, it } from 'vitest';

import type { Database } from '../../../src/main/db/open-database.ts';
import { SYSTEM } from '../../../src/main/operations/actor.ts';
import { addRows, readRows, writeRows } from '../../../src/main/operations/row-store.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { createCore } from '../../support/core.ts';

function people(count: number, prefix: string) {
  return Array.from({ length: count }, (_, index) => ({
    password: '!',
    last_login: null,
    is_superuser: 0,
    username: `${prefix}${index}`,
    last_name: 'O’Neil',
    email: `${prefix}${index}@people.example`,
    is_staff: 0,
    is_active: index % 2,
    date_joined: '2026-01-02 03:04:05.000006',
    first_name: '',
  }));
}

it('gives back the rows that it has added as they are stored, with the keys that were given', async () => {
  const { db } = await createCore();
  await db.transaction().execute(async (transaction) => {
    const [gone] = await addRows(transaction, 'auth_user', people(1, 'gone'));
    await sql`DELETE FROM auth_user`.execute(transaction);
    const added = await addRows(transaction, 'auth_user', people(250, 'person'));
    const ids = added.map((row) => Number(row['id']));
    expect(ids[0]).toBe(Number(gone?.['id']) + 1);
    expect(new Set(ids).size).toBe(250);
    expect(await readRows(transaction, 'auth_user', ids)).toEqual(added);
  });
});

it('gives back columns that a row leaves out with what is stored in them', async () => {
  const { db } = await createCore();
  const [added] = await addRows(db, 'gatehouse_registration', [{ user_id: 7, key_hash: 'k' }]);
  expect(added).toMatchObject({ user_id: 7, reissued_at: null, join_reason: '', address: '' });
  expect(await readRows(db, 'gatehouse_registration', [7])).toEqual([added]);
});

it('adds nothing when there is nothing', async () => {
  const { db } = await createCore();
  expect(await addRows(db, 'auth_user', [])).toEqual([]);
});

it.each([
  ['adds', (db: Database, ids: readonly number[]) => addPeople(db, ids)],
  ['sets', (db: Database, ids: readonly number[]) => setNames(db, ids)],
])('leaves nothing of an act that %s some of its rows and can’t the next', async (_, act) => {
  const core = await createCore();
  const before = await everybody(core.db);
  const request = { kind: 'accounts.update', actor: SYSTEM, at: new Date(0) } as const;
  const done = runOperation(core.db, request, async ({ db }) => {
    const added = await addRows(db, 'auth_user', people(3, 'first'));
    await act(
      db,
      added.map((row) => Number(row['id'])),
    );
  });
  await expect(done).rejects.toThrow('UNIQUE');
  expect(await everybody(core.db)).toEqual(before);
});

function addPeople(db: Database, ids: readonly number[]) {
  return addRows(db, 'auth_user', [...people(2, 'new'), ...people(ids.length, 'first')]);
}

function setNames(db: Database, ids: readonly number[]) {
  const names = ['free', 'first2', 'other'];
  return writeRows(
    db,
    'auth_user',
    ids.map((id, index) => ({ id, username: names[index] ?? '' })),
  );
}

function everybody(db: Database) {
  return db.selectFrom('auth_user').selectAll().execute();
}
