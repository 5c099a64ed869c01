import { type RawBuilder, sql } from 'kysely';

import type { Operation } from '../operations/operation.ts';
import type { RecordedTableName } from '../operations/recorded-tables.ts';
import { keySet } from '../operations/row-store.ts';
import { liftSupervision } from './registration-window.ts';

/**
 * Deletes accounts with everything of theirs in Django's own tables, in the order in which Django
 * cascades: its foreign keys have no ON DELETE. All of it is kept for the undo.
 */
export async function deleteAccounts(operation: Operation, ids: readonly number[]): Promise<void> {
  await liftSupervision(operation, ids);
  const owned: readonly RecordedTableName[] = [
    'registration_registrationprofile',
    'auth_user_groups',
    'auth_user_user_permissions',
    'django_admin_log',
    'gatehouse_registration',
  ];
  for (const table of owned) {
    const key = table === 'gatehouse_registration' ? 'user_id' : 'id';
    await operation.delete(table, await keysOf(operation, sql`${sql.table(table)}`, ids, key));
  }
  await operation.delete('auth_user', ids);
}

async function keysOf(
  operation: Operation,
  table: RawBuilder<unknown>,
  ids: readonly number[],
  key: string,
): Promise<readonly number[]> {
  const { rows } = await sql<{ key: number }>`
    SELECT ${sql.ref(key)} AS key FROM ${table}
    WHERE user_id IN ${keySet(ids)}`.execute(operation.db);
  return rows.map((row) => row.key);
}
