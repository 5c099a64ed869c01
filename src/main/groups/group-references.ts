import { sql } from 'kysely';

import { RefusedError } from '../../shared/errors.ts';
import type { Database } from '../db/open-database.ts';

/** Django's own tables that refer to groups: their rows go with the group and come back. */
const OWN_TABLES = ['auth_user_groups', 'auth_group_permissions'];

/**
 * Keeps groups that the site's own tables refer to, by any foreign key that Django does not bring
 * itself, before anybody is taken out of them.
 *
 * @throws RefusedError `conflict` that names the table.
 */
export async function guardUnreferenced(db: Database, group: number): Promise<void> {
  const { rows: keys } = await sql<{ table: string; column: string }>`
    SELECT sqlite_schema.name AS "table", foreign_key."from" AS "column"
    FROM sqlite_schema, pragma_foreign_key_list(sqlite_schema.name) AS foreign_key
    WHERE sqlite_schema.type = 'table' AND lower(foreign_key."table") = 'auth_group'
      AND sqlite_schema.name NOT IN (${sql.join(OWN_TABLES)})`.execute(db);
  for (const { table, column } of keys) {
    const { rows } = await sql`SELECT 1 FROM ${sql.table(table)}
      WHERE ${sql.ref(column)} = ${group} LIMIT 1`.execute(db);
    if (rows.length === 0) continue;
    throw new RefusedError({
      code: 'conflict',
      message: `The table ${table} of this site refers to the group. Nothing was changed.`,
      advice: 'Delete there first what refers to it.',
    });
  }
}
