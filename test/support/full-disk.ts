import { sql } from 'kysely';

import type { Database } from '../../src/main/db/open-database.ts';

/** The database meets SQLITE_FULL from now on, as on a full disk, until there is room again. */
export async function fillDisk(db: Database): Promise<{ readonly makeRoom: () => Promise<void> }> {
  const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(db);
  await sql`PRAGMA max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(db);
  return {
    makeRoom: async () => {
      await sql`PRAGMA max_page_count = 4294967294`.execute(db);
    },
  };
}
