import type SQLite from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

import { keepNewest } from '../../../shared/keep-newest.ts';

/** A database that also tells what Kysely does not ask. */
export interface PreparedDatabase extends SqliteDatabase {
  readonly inTransaction: boolean;
  prepare(text: string): SqliteStatement & { readonly readonly: boolean };
}

/** How many statements are kept; the least lately used one goes first. */
const KEPT = 200;

/**
 * A database that prepares each statement once: Kysely prepares anew for every query, which costs
 * more than most of the queries. SQLite itself prepares again when the schema has changed.
 */
export function prepareOnce(database: SQLite.Database): PreparedDatabase {
  const statements = new Map<string, ReturnType<PreparedDatabase['prepare']>>();
  return {
    get inTransaction() {
      return database.inTransaction;
    },
    close: () => void database.close(),
    prepare(text) {
      const statement = statements.get(text) ?? database.prepare(text);
      statements.delete(text);
      statements.set(text, statement);
      keepNewest(statements, KEPT);
      return statement;
    },
  };
}
