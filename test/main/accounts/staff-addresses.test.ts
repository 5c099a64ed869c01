import { join } from 'node:path';

import SQLite from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';

import { createStaffAddresses } from '../../../src/main/accounts/staff-addresses.ts';
import { onAccountsChanged } from '../../../src/main/operations/changed-accounts.ts';
import { change, insert, person, play } from '../../support/changing-people.ts';
import { type Core, createCore } from '../../support/core.ts';

function open(core: Core) {
  const other = new SQLite(join(core.folder, 'gatehouse.sqlite3'));
  onTestFinished(() => void other.close());
  const staff = createStaffAddresses(core.db);
  onAccountsChanged(core.db, staff.changed);
  const truth = () =>
    new Map(
      other
        .prepare(
          `SELECT id, email FROM auth_user WHERE (is_staff = 1 OR is_superuser = 1) AND email != ''`,
        )
        .raw()
        .all() as [number, string][],
    );
  return { other, staff, truth };
}

test('the addresses of the staff are as stored, whoever has changed them', async () => {
  const core = await createCore();
  const { other, staff, truth } = open(core);
  other.exec(`INSERT INTO auth_group (name) VALUES ('Editors')`);
  for (const each of fc.sample(person, { numRuns: 40, seed: 5 })) insert(other, each);
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 4 }), fc.boolean(), async (changes, isLeft) => {
      if (isLeft) staff.clear();
      for (const each of changes) await play(core, other, each);
      expect(await staff.read()).toEqual(truth());
    }),
    { numRuns: 60 },
  );
});

test('more accounts than are read at once, changed while they are read', async () => {
  const core = await createCore();
  const { other, staff, truth } = open(core);
  other.exec(`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 25000)
    INSERT INTO auth_user (id, password, username, first_name, last_name, email, is_active,
      is_staff, is_superuser, date_joined)
    SELECT n * 7, '!', 'p' || n, '', '', 'p' || n || '@web.example', 1, n % 1000 = 0, 0,
      '2026-01-01 00:00:00' FROM n`);
  const reading = staff.read();
  await new Promise((resolve) => setImmediate(resolve));
  // As an operation does: others are told after the commit.
  await core.db
    .updateTable('auth_user')
    .set({ is_staff: 1 })
    .where('id', 'in', [7, 20_000 * 7 + 7])
    .execute();
  staff.changed(new Set([7, 20_000 * 7 + 7]));
  await reading;
  expect(await staff.read()).toEqual(truth());
  expect(truth().size).toBe(27);
  const many = Array.from({ length: 12_000 }, (_, index) => (index + 1) * 7);
  await core.db.updateTable('auth_user').set({ is_staff: 0 }).where('id', '<=', 84_000).execute();
  staff.changed(new Set(many));
  expect(await staff.read()).toEqual(truth());
});
