import { sql } from 'kysely';

import { foreignKeysTo } from '../db/foreign-keys.ts';
import type { Database } from '../db/open-database.ts';

/** Django's own tables that refer to groups: their rows go with the group and come back. */
const OWN_TABLES = new Set(['auth_user_groups', 'auth_group_permissions']);

/**
 * The site's own table that refers to a group, by any foreign key that Django does not bring itself,
 * or null. Such a group stays, with everybody in it.
 */
export async function tableReferringTo(db: Database, group: number): Promise<string | null> {
  for (const { table, column } of await foreignKeysTo(db, ['auth_group'])) {
    if (OWN_TABLES.has(table)) continue;
    const { rows } = await sql`SELECT 1 FROM ${sql.table(table)}
      WHERE ${sql.ref(column)} = ${group} LIMIT 1`.execute(db);
    if (rows.length > 0) return table;
  }
  return null;
}
