import { sql } from 'kysely';

import type { AccountReference } from '../../shared/contract/person.ts';
import type { Database } from '../db/open-database.ts';
import { OWNED_TABLES } from './delete-accounts.ts';
import { foreignKeysToAccounts, keysOf } from './site-references.ts';

/**
 * The rows of any table that point to an account or its registration by a foreign key, as SQLite
 * declares them: what a deletion would take along, and what would stand in its way.
 * @returns Only tables with such rows, Django's own first.
 */
export async function readReferences(db: Database, accountId: number): Promise<AccountReference[]> {
  const keys = await foreignKeysToAccounts(db);
  const owned = new Set<string>(OWNED_TABLES);
  const references: AccountReference[] = [];
  for (const key of keys) {
    const { table, column } = key;
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM ${sql.table(table)}
      WHERE ${sql.ref(column)} IN ${keysOf(key, [accountId])}`.execute(db);
    const count = rows[0]?.count ?? 0;
    if (count > 0) {
      references.push({ table, column, count, goesWithAccount: owned.has(table) });
    }
  }
  return references.toSorted((a, b) => Number(b.goesWithAccount) - Number(a.goesWithAccount));
}
