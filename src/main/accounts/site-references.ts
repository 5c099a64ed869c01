import { sql } from 'kysely';

import type { Database } from '../db/open-database.ts';
import { keySet } from '../operations/row-store.ts';

/** Django's own tables that refer to accounts: their rows go with the account and come back. */
const OWN_TABLES = new Set([
  'auth_user_groups',
  'auth_user_user_permissions',
  'django_admin_log',
  'registration_registrationprofile',
]);

/** The foreign keys of any table that point to accounts, as SQLite declares them. */
export async function foreignKeysToAccounts(
  db: Database,
): Promise<readonly { readonly table: string; readonly column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    SELECT sqlite_schema.name AS "table", foreign_key."from" AS "column"
    FROM sqlite_schema, pragma_foreign_key_list(sqlite_schema.name) AS foreign_key
    WHERE sqlite_schema.type = 'table' AND lower(foreign_key."table") = 'auth_user'
    ORDER BY "table", "column"`.execute(db);
  return rows;
}

/**
 * Which of these accounts can't be deleted because the site's own tables refer to them: every table
 * with a foreign key to auth_user that Django does not bring itself.
 *
 * @returns Why not, by the account's id; who is not named is free.
 */
export async function referenceRefusals(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const keys = await foreignKeysToAccounts(db);
  const found = new Map<number, string>();
  for (const { table, column } of keys) {
    if (OWN_TABLES.has(table)) continue;
    const { rows } = await sql<{ readonly id: number }>`
      SELECT DISTINCT ${sql.ref(column)} AS id FROM ${sql.table(table)}
      WHERE ${sql.ref(column)} IN ${keySet(ids)}`.execute(db);
    for (const { id } of rows) found.set(id, `The table ${table} refers to it.`);
  }
  return found;
}
