import { sql } from 'kysely';

import { userPermission } from '../../shared/rights.ts';
import type { Person } from '../accounts/account-guards.ts';
import type { Database } from '../db/open-database.ts';
import { STAFF_FOLLOW_PERMISSIONS } from '../settings/console-settings.ts';

/**
 * Reads who may be at the console, and what they may do there. It is asked with every call, and so
 * is one statement. Permissions are Django's (`ModelBackend.get_all_permissions`): one's own and
 * those of one's groups, by content type and codename, for the ids differ from site to site.
 *
 * @returns Null for whoever is not active staff.
 */
export async function readPerson(db: Database, id: number): Promise<Person | null> {
  const { rows } = await sql<Row>`
    SELECT username, is_superuser, CASE
      WHEN is_superuser = 1 OR NOT ${STAFF_FOLLOW_PERMISSIONS} THEN NULL
      ELSE (
        SELECT json_group_array('auth.' || codename)
        FROM django_content_type AS type
        JOIN auth_permission AS permission ON permission.content_type_id = type.id
        WHERE type.app_label = 'auth' AND type.model = 'user' AND (
          EXISTS (
            SELECT 1 FROM auth_user_user_permissions AS own
            WHERE own.user_id = auth_user.id AND own.permission_id = permission.id)
          OR EXISTS (
            SELECT 1 FROM auth_user_groups AS member
            JOIN auth_group_permissions AS given ON given.group_id = member.group_id
            WHERE member.user_id = auth_user.id AND given.permission_id = permission.id)))
      END AS permitted
    FROM auth_user WHERE id = ${id} AND is_active = 1 AND is_staff = 1`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const permitted = row.permitted === null ? null : (JSON.parse(row.permitted) as string[]);
  return {
    id,
    username: row.username,
    isSuperuser: row.is_superuser === 1,
    permissions: userPermission.options.filter((each) => permitted?.includes(each) ?? true),
  };
}

interface Row {
  readonly username: string;
  readonly is_superuser: number;
  /** A JSON array, or null for who may do everything. */
  readonly permitted: string | null;
}
