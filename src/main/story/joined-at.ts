import { sql } from 'kysely';

import type { Database } from '../db/open-database.ts';

/**
 * When somebody signed up, as Django writes it: in a Django project's database the sign-up date moves
 * with the days of a link, and the log knows the first one.
 * @returns Null for nobody.
 */
export async function joinedAt(db: Database, id: number): Promise<string | null> {
  const { rows } = await sql<{ joined: string }>`
    SELECT coalesce((SELECT before ->> '$.date_joined' FROM gatehouse_operation_change
      WHERE account_id = ${id} AND table_name = 'auth_user'
        AND before ->> '$.date_joined' IS NOT NULL ORDER BY id LIMIT 1), date_joined) AS joined
    FROM auth_user WHERE id = ${id}`.execute(db);
  return rows[0]?.joined ?? null;
}
