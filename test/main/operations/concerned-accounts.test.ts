import { expect, it } from 'vitest';

import { readConcerned } from '../../../src/main/operations/concerned-accounts.ts';
import { listOperations } from '../../../src/main/operations/operation-log.ts';
import { activateRegistrations } from '../../../src/main/registrations/review-registrations.ts';
import { actorOf, addAdministrator, createCore, register } from '../../support/core.ts';

const NAMES = ['zoe', 'anna', 'mia', 'boris', 'carla', 'david'];

async function activateAll() {
  const core = await createCore();
  const actor = actorOf(await addAdministrator(core));
  const ids: number[] = [];
  for (const name of NAMES) ids.push(await register(core, name));
  const { operationId } = await activateRegistrations(core.context, { ids, actor });
  return { db: core.db, ids, id: operationId ?? 0 };
}

it.each([1, 5, 12, 100])(
  'finds each of whom an act concerned once, the first first, %i changes at a time',
  async (atOnce) => {
    const { db, ids, id } = await activateAll();
    expect(await readConcerned(db, id, atOnce)).toEqual(ids);
  },
);

it('knows that some rows are nobody’s, and that an unknown act concerned nobody', async () => {
  const { db, ids, id } = await activateAll();
  await db
    .insertInto('gatehouse_operation_change')
    .values({
      operation_id: id,
      account_id: null,
      account_name: '',
      table_name: 'gatehouse_setting',
      row_id: 'mail',
      before: null,
      after: null,
    })
    .execute();
  expect(await readConcerned(db, id, 4)).toEqual([...ids, null]);
  expect(await readConcerned(db, id + 1)).toEqual([]);
});

it('lists an act with the first five of its names', async () => {
  const { db } = await activateAll();
  const { rows } = await listOperations(db, { search: '', offset: 0, limit: 10, now: new Date() });
  expect(rows[0]?.names).toEqual(NAMES.slice(0, 5));
});
