import { expect, test } from 'vitest';

import { deleteAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { insertAccount } from '../../../src/main/accounts/account-store.ts';
import { readFunnel } from '../../../src/main/dashboard/funnel.ts';
import { readLeavers } from '../../../src/main/dashboard/leavers.ts';
import { readSignUps } from '../../../src/main/dashboard/sign-ups.ts';
import { SYSTEM } from '../../../src/main/operations/actor.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { createSqlPeople } from '../../../src/main/people/sql-people.ts';
import { activateByKey } from '../../../src/main/registrations/activate-by-key.ts';
import { cleanUp } from '../../../src/main/registrations/clean-up.ts';
import { rejectRegistrations } from '../../../src/main/registrations/remove-registrations.ts';
import { activateRegistrations } from '../../../src/main/registrations/review-registrations.ts';
import { expireTrash } from '../../../src/main/trash/expire-trash.ts';
import { listTrash } from '../../../src/main/trash/trash-list.ts';
import { restorePeople } from '../../../src/main/trash/restore-people.ts';
import {
  addAdministrator,
  type Core,
  createCore,
  keyOf,
  register,
  undo,
} from '../../support/core.ts';
import { inZone } from '../../support/in-zone.ts';

const NOBODY = { cleanedUp: 0, rejected: 0, deleted: 0, inTrash: 0, mailed: 0, activated: 0 };
const SPAN = { from: '2026-02-20', to: '2026-03-20' };

/** Everybody's mail has left. */
async function send({ db }: Core): Promise<void> {
  await db.updateTable('gatehouse_outbox').set({ state: 'sent' }).execute();
}

async function open() {
  const core = await createCore();
  const person = await addAdministrator(core);
  const remove = async (...ids: number[]) =>
    deleteAccounts(core, { ids, person: { ...person, isSuperuser: true }, includeSelf: false });
  const reject = async (...ids: number[]) =>
    rejectRegistrations(core.context, {
      ids,
      actor: SYSTEM,
      reason: 'spam',
      note: '',
      tell: false,
    });
  return { core, remove, reject };
}

test('who was rejected, cleaned up or deleted is counted with how far they had come', async () => {
  const { core, remove, reject } = await open();
  const ended = await register(core, 'ended');
  core.clock.advance({ days: 8 });
  const active = await register(core, 'active');
  await activateByKey(core.context, await keyOf(core, active));
  await send(core);
  const unmailed = await register(core, 'unmailed');
  await register(core, 'stays');
  expect(await readLeavers(core.db, SPAN)).toEqual(NOBODY);
  expect((await cleanUp(core.context, { ids: [ended], actor: SYSTEM, endedDays: 0 })).done).toBe(1);
  await remove(active);
  await reject(unmailed);
  const gone = { cleanedUp: 1, rejected: 1, deleted: 1, mailed: 2, activated: 1 };
  expect(await readLeavers(core.db, SPAN)).toEqual({ ...gone, inTrash: 3 });
  const search = `joined:${SPAN.from}..${SPAN.to}`;
  const page = { offset: 0, limit: 10 };
  expect((await listTrash(core.db, { search, ...page })).total).toBe(3);
  expect((await listTrash(core.db, { search: `${search} act`, ...page })).total).toBe(1);
  expect(
    (await listTrash(core.db, { search: 'joined:2026-01-01..2026-02-01', ...page })).total,
  ).toBe(0);
  core.clock.advance({ days: 31 });
  expect(await expireTrash(core)).toBe(3);
  expect(await readLeavers(core.db, SPAN)).toEqual({ ...gone, inTrash: 0 });
});

test('who was activated counts so while the undo of that is taken back', async () => {
  const { core, remove } = await open();
  const ada = await register(core, 'ada');
  const { operationId } = await activateRegistrations(core, { ids: [ada], actor: SYSTEM });
  const undone = await undo(core, operationId);
  await undo(core, undone.operationId);
  await remove(ada);
  core.clock.advance({ days: 31 });
  await expireTrash(core);
  expect(await readLeavers(core.db, SPAN)).toMatchObject({ deleted: 1, activated: 1 });
});

test('they are counted by the day on which they joined', async () => {
  const { core, reject } = await open();
  const early = await register(core, 'early');
  core.clock.advance({ days: 40 });
  const late = await register(core, 'late');
  const day = core.now().toISOString().slice(0, 10);
  await reject(early, late);
  expect(await readLeavers(core.db, { from: day, to: day })).toMatchObject({ rejected: 1 });
  expect(await readLeavers(core.db, SPAN)).toMatchObject({ rejected: 1 });
  core.clock.advance({ days: 31 });
  await expireTrash(core);
  expect(await readLeavers(core.db, { from: day, to: day })).toMatchObject({ rejected: 1 });
});

test('their day is that on which the list had them', async () => {
  const { core, reject } = await open();
  const ada = await register(core, 'ada');
  await inZone('Pacific/Auckland', async () => {
    const asked = { people: createSqlPeople(core), db: core.db };
    const { days } = await readSignUps(asked, SPAN);
    await reject(ada);
    const here = days.map((each) => ({ ...each, here: each.here - 1 }));
    expect(days.map(({ day }) => day)).toEqual(['2026-03-02']);
    expect(await readSignUps(asked, SPAN)).toEqual({ days: here });
  });
});

test('who came back is not gone, and who left twice is counted once, by the last time', async () => {
  const { core, remove, reject } = await open();
  const id = await register(core, 'ada');
  await reject(id);
  core.clock.advance({ days: 1 });
  await restorePeople(core.context, { ids: [id], actor: SYSTEM, isSuperuser: true });
  expect(await readLeavers(core.db, SPAN)).toEqual(NOBODY);
  core.clock.advance({ days: 1 });
  await remove(id);
  expect(await readLeavers(core.db, SPAN)).toMatchObject({ rejected: 0, deleted: 1 });
});

test('who came back is gone again once that is taken back, by the act of before', async () => {
  const { core, reject } = await open();
  const [ada, ben] = [await register(core, 'ada'), await register(core, 'ben')];
  const { operationId } = await reject(ada, ben);
  const undone = await undo(core, operationId);
  expect(await readLeavers(core.db, SPAN)).toEqual(NOBODY);
  await undo(core, undone.operationId);
  expect(await readLeavers(core.db, SPAN)).toMatchObject({ rejected: 2 });
  const back = await restorePeople(core.context, { ids: [ben], actor: SYSTEM, isSuperuser: true });
  expect(await readLeavers(core.db, SPAN)).toMatchObject({ rejected: 1 });
  await undo(core, back.operationId);
  expect(await readLeavers(core.db, SPAN)).toMatchObject({ rejected: 2 });
});

test('whom the undo of an import takes away has not left', async () => {
  const { core } = await open();
  const { operationId } = await runOperation(
    core.db,
    { kind: 'accounts.import', actor: SYSTEM, at: core.now(), detail: { filename: 'a.csv' } },
    (operation) => insertAccount(operation, { username: 'boris', email: '', password: '!' }),
  );
  await undo(core, operationId);
  expect(await readLeavers(core.db, SPAN)).toEqual(NOBODY);
});

test.each(['2024-3-05 ', '2025-02-30'])(
  'whoever left with %j in the place of a day is on no chart',
  async (joined) => {
    const { core, reject } = await open();
    await reject(await register(core, 'odd'), await register(core, 'ada'));
    await core.db
      .updateTable('gatehouse_leaver')
      .set({ joined })
      .where('joined', '=', '2026-03-01')
      .limit(1)
      .execute();
    const board = { db: core.db, people: createSqlPeople(core) };
    const span = { from: '2024-01-01', to: '2026-12-31' };
    expect((await readSignUps(board, span)).days).toEqual([
      { day: '2026-03-01', count: 1, here: 0 },
    ]);
    expect(await readLeavers(core.db, span)).toMatchObject({ rejected: 1 });
  },
);

test('sign-ups per day are those of the funnel, whether or not they are still here', async () => {
  const { core, reject } = await open();
  const board = { db: core.db, people: createSqlPeople(core) };
  const [ada] = [await register(core, 'ada'), await register(core, 'ben')];
  core.clock.advance({ days: 1 });
  const clara = await register(core, 'clara');
  await reject(ada, clara);
  const { days } = await readSignUps(board, SPAN);
  expect(days).toEqual([
    // Without the administrator.
    { day: '2026-03-01', count: 2, here: 1 },
    { day: '2026-03-02', count: 1, here: 0 },
  ]);
  const { stages, gone } = await readFunnel(board, SPAN);
  const total = days.reduce((sum, { count }) => sum + count, 0);
  expect(total).toBe((stages[0]?.count ?? 0) + gone.rejected);
});
