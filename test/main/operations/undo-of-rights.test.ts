import { describe, expect, it } from 'vitest';

import { deleteAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { setGroups } from '../../../src/main/accounts/set-rights.ts';
import { restorePeople } from '../../../src/main/trash/restore-people.ts';
import { actorOf, addAccount, addAdministrator, createCore, undo } from '../../support/core.ts';
import { addGroup } from '../../support/person.ts';

/** An account in a group, and what takes it out. */
async function withMember() {
  const core = await createCore();
  const person = await addAdministrator(core);
  const id = await addAccount(core, { username: 'anna', isActive: true });
  const group = await addGroup(core, 'editors');
  const put = { ids: [id], add: [group], remove: [], person };
  const take = { ids: [id], add: [], remove: [group], person };
  await setGroups(core.context, put);
  const memberships = () => core.db.selectFrom('auth_user_groups').selectAll().execute();
  return { core, person, id, group, put, take, memberships };
}

describe('undoing what took somebody out of a group', () => {
  it('refuses when somebody has put them into it again', async () => {
    const { core, person, put, take, memberships } = await withMember();
    const taken = await setGroups(core.context, take);
    await setGroups(core.context, put);
    const undone = await undo(core, taken.operationId, actorOf(person));
    expect(undone).toMatchObject({
      undone: 0,
      refused: [{ name: 'anna', reason: 'It exists again.' }],
    });
    expect(await memberships()).toHaveLength(1);
  });

  it('refuses when the group is gone', async () => {
    const { core, person, group, take, memberships } = await withMember();
    const taken = await setGroups(core.context, take);
    await core.db.deleteFrom('auth_group').where('id', '=', group).execute();
    const undone = await undo(core, taken.operationId, actorOf(person));
    expect(undone.refused).toEqual([{ name: 'anna', reason: 'The group was deleted since.' }]);
    expect(await memberships()).toEqual([]);
  });

  it('refuses when the account is gone', async () => {
    const { core, person, id, take, memberships } = await withMember();
    const taken = await setGroups(core.context, take);
    await deleteAccounts(core.context, { ids: [id], person, includeSelf: false });
    const undone = await undo(core, taken.operationId, actorOf(person));
    expect(undone.refused).toEqual([{ name: 'anna', reason: 'The account was deleted since.' }]);
    expect(await memberships()).toEqual([]);
  });
});

it('somebody comes back from the trash without a group that was deleted meanwhile', async () => {
  const { core, person, id, group, memberships } = await withMember();
  const readers = await addGroup(core, 'readers');
  await setGroups(core.context, { ids: [id], add: [readers], remove: [], person });
  await deleteAccounts(core.context, { ids: [id], person, includeSelf: false });
  await core.db.deleteFrom('auth_group').where('id', '=', group).execute();
  const actor = actorOf(person);
  const back = await restorePeople(core.context, { ids: [id], actor, isSuperuser: true });
  expect(back).toMatchObject({ done: 1, skipped: [] });
  expect(await memberships()).toMatchObject([{ user_id: id, group_id: readers }]);
});
