import { describe, expect, it } from 'vitest';

import { describeAll } from '../../../src/main/operations/operation-log.ts';
import { checkChain, UNCHECKED } from '../../../src/main/operations/verify-chain.ts';
import { rejectRegistrations } from '../../../src/main/registrations/remove-registrations.ts';
import { erasePeople } from '../../../src/main/trash/erase-people.ts';
import { restorePeople } from '../../../src/main/trash/restore-people.ts';
import { listTrash } from '../../../src/main/trash/trash-list.ts';
import {
  actorOf,
  addAdministrator,
  type Core,
  createCore,
  register,
  undo,
} from '../../support/core.ts';

async function inTrash({ db }: Core): Promise<readonly string[]> {
  const { rows } = await listTrash(db, { search: '', offset: 0, limit: 500 });
  return rows.map(({ username, act }) => `${username}: ${act}`);
}

function mailOf({ db }: Core, id: number) {
  return db
    .selectFrom('gatehouse_outbox')
    .selectAll()
    .where('account_id', '=', id)
    .executeTakeFirstOrThrow();
}

async function site() {
  const core = await createCore();
  const person = await addAdministrator(core);
  const actor = actorOf(person);
  const bringBack = (ids: readonly number[]) =>
    restorePeople(core, { ids, actor, isSuperuser: true });
  const reject = (ids: readonly number[]) =>
    rejectRegistrations(core, { ids, actor, reason: 'other', note: '', tell: false });
  return { core, actor, bringBack, reject };
}

describe('for good before the time', () => {
  it('takes one person out of an act, tells it, and leaves the others and the chain whole', async () => {
    const { core, actor, bringBack, reject } = await site();
    const ids = await Promise.all(['anna', 'boris', 'clara'].map((name) => register(core, name)));
    const [anna = 0, boris = 0, clara = 0] = ids;
    const act = await reject(ids);
    expect(await erasePeople(core, { ids: [anna, 999], actor })).toMatchObject({
      done: 1,
      skipped: [{ id: 999, reason: 'Is not in the trash any more.' }],
    });
    await erasePeople(core, { ids: [clara], actor });
    expect(await inTrash(core)).toEqual(['boris: Rejected']);
    const images = await core.db
      .selectFrom('gatehouse_operation_change')
      .select('before')
      .where('account_id', 'in', [anna, clara])
      .where('after', 'is', null)
      .execute();
    expect(images.length).toBeGreaterThan(2);
    expect(images.every(({ before }) => before === null)).toBe(true);
    expect(await mailOf(core, anna)).toMatchObject({ envelope_to: '', raw: null, variables: null });
    expect(await mailOf(core, boris)).toMatchObject({ envelope_to: 'boris@people.example' });
    expect(await checkChain(core.db, UNCHECKED)).toMatchObject({ problem: null });
    const rows = await core.db
      .selectFrom('gatehouse_operation')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(1)
      .execute();
    expect(await describeAll(core.db, rows)).toMatchObject([
      {
        title: 'Deleted 1 account for good',
        actor: 'eva',
        undoBlocked: 'What was deleted for good can’t come back.',
      },
    ]);
    expect(await bringBack([anna])).toMatchObject({ done: 0 });
    const undone = await undo(core, act.operationId);
    expect(undone.refused.map(({ name, reason }) => `${name}: ${reason}`).toSorted()).toEqual([
      'anna: It was deleted for good.',
      'clara: It was deleted for good.',
    ]);
    expect(await inTrash(core)).toEqual([]);
    await core.db
      .updateTable('gatehouse_operation_change')
      .set({ before: null })
      .where('account_id', '=', boris)
      .where('after', 'is', null)
      .execute();
    expect((await checkChain(core.db, UNCHECKED)).problem?.operationId).toBe(act.operationId);
  });

  it('leaves the reason of a rejection in the list until then', async () => {
    const { core, reject } = await site();
    await reject([await register(core, 'anna')]);
    const { rows } = await listTrash(core.db, { search: '', offset: 0, limit: 1 });
    expect(rows[0]?.reason).toBe('Other');
  });
});
