import { sql } from 'kysely';

import type { Database } from './open-database.ts';

/**
 * How large the database's file is, in bytes, with pages that are free and without its write-ahead
 * log (https://sqlite.org/pragma.html#pragma_page_count).
 */
export async function databaseBytes(db: Database): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size`.execute(db);
  return rows[0]?.bytes ?? 0;
}
