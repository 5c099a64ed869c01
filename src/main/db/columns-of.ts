import { sql } from 'kysely';

import type { Database } from './open-database.ts';

/** The columns of a table as this database has it, in their order; none of one that is not there. */
export async function columnsOf(db: Database, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM pragma_table_info(${table}) ORDER BY cid`.execute(db);
  return rows.map(({ name }) => name);
}
