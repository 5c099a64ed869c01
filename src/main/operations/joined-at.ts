import { sql } from 'kysely';

import type { Database } from '../db/open-database.ts';

/**
 * SQL for when somebody signed up, as Django writes it; needs `auth_user`. In a Django project's
 * database the sign-up date moves with the days of a link, and the log knows the first one.
 */
export const firstJoined = sql<string>`coalesce((SELECT before ->> '$.date_joined'
  FROM gatehouse_operation_change
  WHERE account_id = auth_user.id AND table_name = 'auth_user'
    AND before ->> '$.date_joined' IS NOT NULL ORDER BY id LIMIT 1), auth_user.date_joined)`;

/** When somebody signed up at first. @returns Null for nobody. */
export async function joinedAt(db: Database, id: number): Promise<string | null> {
  const row = await db
    .selectFrom('auth_user')
    .select(firstJoined.as('joined'))
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.joined ?? null;
}
