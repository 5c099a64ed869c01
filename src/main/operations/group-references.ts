import { sql } from 'kysely';

import type { Database } from '../db/open-database.ts';

/** Django's own tables that refer to groups: their rows go with the group and come back. */
const OWN_TABLES = ['auth_user_groups', 'auth_group_permissions'];

/**
 * The site's own table that refers to a group, by any foreign key that Django does not bring itself,
 * or null. Such a group stays, with everybody in it.
 */
export async function tableReferringTo(db: Database, group: number): Promise<string | null> {
  const { rows: keys } = await sql<{ table: string; column: string }>`
    SELECT sqlite_schema.name AS "table", foreign_key."from" AS "column"
    FROM sqlite_schema, pragma_foreign_key_list(sqlite_schema.name) AS foreign_key
    WHERE sqlite_schema.type = 'table' AND lower(foreign_key."table") = 'auth_group'
      AND sqlite_schema.name NOT IN (${sql.join(OWN_TABLES)})`.execute(db);
  for (const { table, column } of keys) {
    const { rows } = await sql`SELECT 1 FROM ${sql.table(table)}
      WHERE ${sql.ref(column)} = ${group} LIMIT 1`.execute(db);
    if (rows.length > 0) return table;
  }
  return null;
}
