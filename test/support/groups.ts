import type { ConsoleCore } from './console-core.ts';

/** A group with two permissions and, when there is somebody, with members. */
export async function makeGroup(
  console: ConsoleCore,
  name: string,
  members: readonly number[] = [],
) {
  const { groupId: id } = await console.call('groups.create', { name });
  const { permissions } = await console.call('accounts.rightsOffered', {});
  const add = permissions.slice(0, 2).map((permission) => permission.id);
  await console.call('groups.setPermissions', { id, add, remove: [] });
  if (members.length > 0) {
    await console.call('accounts.setGroups', { ids: [...members], add: [id], remove: [] });
  }
  return id;
}

/** What the tables of groups hold. */
export async function groupTables({ db }: ConsoleCore) {
  return {
    groups: await db.selectFrom('auth_group').selectAll().orderBy('id').execute(),
    given: await db.selectFrom('auth_group_permissions').selectAll().orderBy('id').execute(),
    members: await db.selectFrom('auth_user_groups').selectAll().orderBy('id').execute(),
  };
}
