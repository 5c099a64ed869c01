import { expect, it } from 'vitest';

import type { Database } from '../../../src/main/db/open-database.ts';
import { watchWrites } from '../../../src/main/db/write-trouble.ts';
import { createCore } from '../../support/core.ts';
import { fillDisk } from '../../support/full-disk.ts';

async function watched() {
  const core = await createCore();
  let changes = 0;
  const trouble = watchWrites({ ...core, onChange: () => (changes += 1) });
  const write = (name: string) =>
    core.db.transaction().execute((transaction) =>
      transaction
        .insertInto('auth_group')
        .values({ name: name.padEnd(100_000) })
        .execute(),
    );
  return { core, trouble, write, changes: () => changes };
}

it('a write that failed is known with its cause and time, until one succeeds', async () => {
  const { core, trouble, write, changes } = await watched();
  const { makeRoom } = await fillDisk(core.db);
  await expect(write('one')).rejects.toThrow('full');
  expect(trouble()).toEqual({ title: 'The disk is full.', at: core.now() });
  await core.db.transaction().execute(async () => {});
  await core.db.selectFrom('auth_group').selectAll().execute();
  expect(trouble()).not.toBeNull();
  await makeRoom();
  await write('two');
  expect(trouble()).toBeNull();
  expect(changes()).toBe(2);
});

it.each([
  {
    how: 'alone',
    write: (db: Database) => db.insertInto('auth_group').values({ name: 'two' }).execute(),
  },
  {
    how: 'and gives rows back',
    write: (db: Database) =>
      db.insertInto('auth_group').values({ name: 'two' }).returning('id').execute(),
  },
])('a full disk takes a transaction back, and the next that writes $how ends it', async (next) => {
  const { core, trouble, write } = await watched();
  const { makeRoom } = await fillDisk(core.db);
  await expect(write('one')).rejects.toThrow('full');
  await makeRoom();
  await next.write(core.db);
  expect(trouble()).toBeNull();
});

it('what another row stands in the way of is no trouble of the disk', async () => {
  const { trouble, write } = await watched();
  await write('one');
  await expect(write('one')).rejects.toThrow('UNIQUE');
  expect(trouble()).toBeNull();
});
