import { sql } from 'kysely';

import type { AccountRights, Group, Permission } from '../../shared/contract/person.ts';
import type { Database } from '../db/open-database.ts';

/** What somebody may do: groups, permissions of their own, and those that the groups give. */
export async function readRights(db: Database, accountId: number): Promise<AccountRights> {
  const mine = new Set(await keysOf(db, 'auth_user_groups', 'group_id', accountId));
  const own = new Set(await keysOf(db, 'auth_user_user_permissions', 'permission_id', accountId));
  const { groups, permissions } = await rightsOffered(db);
  const { rows: through } = await sql<{ permission_id: number; name: string }>`
    SELECT given.permission_id, auth_group.name FROM auth_user_groups AS membership
    JOIN auth_group ON auth_group.id = membership.group_id
    JOIN auth_group_permissions AS given ON given.group_id = membership.group_id
    WHERE membership.user_id = ${accountId} ORDER BY auth_group.name`.execute(db);
  const givers = Map.groupBy(through, (row) => row.permission_id);
  return {
    groups: groups.filter(({ id }) => mine.has(id)),
    permissions: permissions.filter(({ id }) => own.has(id)),
    throughGroups: permissions
      .filter(({ id }) => givers.has(id))
      .map((each) => ({
        ...each,
        groups: (givers.get(each.id) ?? []).map(({ name }) => name),
      })),
  };
}

/** Every group and permission, in the order of Django's admin. */
export async function rightsOffered(
  db: Database,
): Promise<{ groups: Group[]; permissions: Permission[] }> {
  const groups = await sql<Group>`
    SELECT auth_group.id, auth_group.name, count(given.id) AS permissions FROM auth_group
    LEFT JOIN auth_group_permissions AS given ON given.group_id = auth_group.id
    GROUP BY auth_group.id ORDER BY auth_group.name`.execute(db);
  const permissions = await sql<Permission>`
    SELECT auth_permission.id, type.app_label AS app, type.model, auth_permission.codename,
      auth_permission.name
    FROM auth_permission
    JOIN django_content_type AS type ON type.id = auth_permission.content_type_id
    ORDER BY type.app_label, type.model, auth_permission.codename`.execute(db);
  return { groups: groups.rows, permissions: permissions.rows };
}

async function keysOf(
  db: Database,
  table: 'auth_user_groups' | 'auth_user_user_permissions',
  column: 'group_id' | 'permission_id',
  accountId: number,
): Promise<number[]> {
  const { rows } = await sql<{ key: number }>`
    SELECT ${sql.ref(column)} AS key FROM ${sql.table(table)}
    WHERE user_id = ${accountId}`.execute(db);
  return rows.map(({ key }) => key);
}
