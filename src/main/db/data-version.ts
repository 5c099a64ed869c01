import { sql } from 'kysely';

import type { Database } from './open-database.ts';

/** SQLite's count of the commits that came from other connections. */
export async function readDataVersion(db: Database): Promise<number> {
  const { rows } = await sql<{ data_version: number }>`PRAGMA data_version`.execute(db);
  return rows[0]?.data_version ?? 0;
}
