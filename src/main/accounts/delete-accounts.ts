import { sql } from 'kysely';

import { keySet } from '../db/key-set.ts';
import type { Operation } from '../operations/operation.ts';
import { RECORDED_TABLES } from '../operations/recorded-tables.ts';
import { liftSupervision } from './registration-window.ts';

/** Tables whose rows go with their account, in the order in which they go. */
export const OWNED_TABLES = [
  'registration_registrationprofile',
  'auth_user_groups',
  'auth_user_user_permissions',
  'django_admin_log',
  'gatehouse_registration',
  'gatehouse_note',
] as const;

/**
 * Deletes accounts with everything of theirs in Django's own tables, in the order in which Django
 * cascades: its foreign keys have no ON DELETE. All of it is kept for the undo.
 */
export async function deleteAccountRows(
  operation: Operation,
  ids: readonly number[],
): Promise<void> {
  await liftSupervision(operation, ids);
  for (const table of OWNED_TABLES) {
    await operation.delete(table, await keysOf(operation, table, ids));
  }
  await operation.delete('auth_user', ids);
}

async function keysOf(
  operation: Operation,
  table: (typeof OWNED_TABLES)[number],
  ids: readonly number[],
): Promise<readonly number[]> {
  const { key, account } = RECORDED_TABLES[table];
  const { rows } = await sql<{ key: number }>`
    SELECT ${sql.ref(key)} AS key FROM ${sql.table(table)}
    WHERE ${sql.ref(account)} IN ${keySet(ids)}`.execute(operation.db);
  return rows.map((row) => row.key);
}
