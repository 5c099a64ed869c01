import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';

/** So many rejections are looked up in one statement; others are served in between. */
const REJECTIONS_AT_ONCE = 1_000;

/**
 * Who is not active and has the user name or the address of somebody who was rejected before.
 * @param ids Of these alone; of everybody when left out.
 */
export async function rejectedBefore(
  db: Database,
  ids?: readonly number[],
): Promise<readonly number[]> {
  if (ids) return rejectedAmong(db, ids);
  const found = new Set<number>();
  const newest = await db
    .selectFrom('gatehouse_rejection')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirst();
  for (let after = 0; after < (newest?.id ?? 0); after += REJECTIONS_AT_ONCE) {
    const some = sql`gatehouse_rejection AS earlier CROSS JOIN auth_user
      ON auth_user.is_active = 0 AND earlier.id > ${after}
      AND earlier.id <= ${after + REJECTIONS_AT_ONCE}`;
    const { rows } = await sql<{ id: number }>`
      SELECT auth_user.id FROM ${some} AND ${HAS_NAME}
      UNION SELECT auth_user.id FROM ${some} AND ${HAS_ADDRESS}`.execute(db);
    for (const { id } of rows) found.add(id);
    await nextTurn();
  }
  return [...found];
}

async function rejectedAmong(db: Database, ids: readonly number[]): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT auth_user.id FROM auth_user WHERE auth_user.id IN ${keySet(ids)}
      AND auth_user.is_active = 0
      AND (EXISTS (SELECT 1 FROM gatehouse_rejection AS earlier WHERE ${HAS_NAME})
        OR EXISTS (SELECT 1 FROM gatehouse_rejection AS earlier WHERE ${HAS_ADDRESS}))`.execute(db);
  return rows.map(({ id }) => id);
}

const HAS_NAME = sql`auth_user.username = earlier.username COLLATE NOCASE`;
const HAS_ADDRESS = sql`earlier.email != '' AND auth_user.email = earlier.email COLLATE NOCASE`;
