import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { signIn } from '../../support/console-core.ts';
import { addAccount } from '../../support/core.ts';
import { addGroup, withAnna } from '../../support/person.ts';

describe('groups and permissions', () => {
  it('are given to many, told with their names, and taken back', async () => {
    const { console, anna, story } = await withAnna();
    const boris = await addAccount(console, { username: 'boris' });
    const editors = await addGroup(console, 'editors');
    const first = await console.call('accounts.setGroups', {
      ids: [boris],
      add: [editors],
      remove: [],
    });
    expect(first).toMatchObject({ done: 1, skipped: [] });
    const both = { ids: [anna, boris], add: [editors], remove: [] };
    const outcome = await console.call('accounts.setGroups', both);
    expect(outcome).toMatchObject({
      done: 1,
      skipped: [{ name: 'boris', reason: 'Has it so already.' }],
    });
    const { groups } = await console.call('accounts.rights', { id: anna });
    expect(groups).toEqual([{ id: editors, name: 'editors', permissions: 0 }]);
    expect((await story())[0]).toMatchObject({
      title: 'Groups changed',
      by: 'eva',
      changes: [{ field: 'group', before: null, after: 'editors' }],
    });
    await console.call('operations.undo', { id: outcome.operationId ?? 0 });
    expect((await console.call('accounts.rights', { id: anna })).groups).toEqual([]);
  });

  it('are written into Django’s own history as its admin writes them', async () => {
    const { console, anna } = await withAnna();
    const editors = await addGroup(console, 'editors');
    await console.call('accounts.setGroups', {
      ids: [anna],
      add: [editors],
      remove: [],
    });
    const { permissions } = await console.call('accounts.rightsOffered', {});
    const [first] = permissions;
    await console.call('accounts.setPermissions', {
      id: anna,
      add: [first?.id ?? 0],
      remove: [],
    });
    const log = await console.db
      .selectFrom('django_admin_log')
      .select(['object_repr', 'change_message', 'action_flag'])
      .orderBy('id', 'desc')
      .limit(2)
      .execute();
    expect(log).toEqual([
      {
        object_repr: 'anna',
        change_message: '[{"changed": {"fields": ["User permissions"]}}]',
        action_flag: 2,
      },
      {
        object_repr: 'anna',
        change_message: '[{"changed": {"fields": ["Groups"]}}]',
        action_flag: 2,
      },
    ]);
  });

  it('say which permissions come through which group', async () => {
    const { console, anna } = await withAnna();
    const editors = await addGroup(console, 'editors');
    const { permissions } = await console.call('accounts.rightsOffered', {});
    const add = permissions.find(({ codename }) => codename === 'add_user');
    await sql`INSERT INTO auth_group_permissions (group_id, permission_id)
      VALUES (${editors}, ${add?.id})`.execute(console.db);
    await console.call('accounts.setGroups', {
      ids: [anna],
      add: [editors],
      remove: [],
    });
    expect(await console.call('accounts.rights', { id: anna })).toEqual({
      groups: [{ id: editors, name: 'editors', permissions: 1 }],
      permissions: [],
      throughGroups: [{ ...add, groups: ['editors'] }],
    });
  });

  it('are a superuser’s to give, and to take back', async () => {
    const { console, anna } = await withAnna();
    const editors = await addGroup(console, 'editors');
    const request = { ids: [anna], add: [editors], remove: [] };
    const { operationId } = await console.call('accounts.setGroups', request);
    console.services.session.signOut();
    await signIn(console, 'staff');
    expect(await console.refusal('accounts.setGroups', request)).toMatchObject({
      code: 'not-allowed',
    });
    expect(await console.refusal('operations.undo', { id: operationId })).toMatchObject({
      code: 'not-allowed',
    });
  });

  it('that have gone meanwhile are refused by name', async () => {
    const { console, anna } = await withAnna();
    const request = { ids: [anna], add: [99], remove: [] };
    expect(await console.refusal('accounts.setGroups', request)).toMatchObject({
      code: 'not-found',
      message: 'This group no longer exists. Nothing was changed.',
    });
  });
});
