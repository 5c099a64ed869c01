import { setImmediate } from 'node:timers/promises';

import { sql } from 'kysely';

import type { Database } from '../db/open-database.ts';

/** How many changes are looked at before others are served. */
const AT_ONCE = 20_000;

/**
 * Whom an operation concerned, the first first; null stands for rows that are nobody's. Others are
 * served in between: an act may have been on everybody.
 *
 * @param atOnce How many changes are looked at in one piece.
 */
export async function readConcerned(
  db: Database,
  operationId: number,
  atOnce = AT_ONCE,
): Promise<readonly (number | null)[]> {
  const found = new Set<number | null>();
  let last = 0;
  for (;;) {
    const { rows } = await sql<{ looked: number; last: number; ids: string }>`
      SELECT count(*) AS looked, max(id) AS last, json_group_array(account_id) AS ids
      FROM (SELECT id, account_id FROM gatehouse_operation_change
        WHERE operation_id = ${operationId} AND id > ${last} ORDER BY id LIMIT ${atOnce})`.execute(
      db,
    );
    const [piece] = rows;
    for (const id of JSON.parse(piece?.ids ?? '[]') as (number | null)[]) found.add(id);
    last = piece?.last ?? last;
    if ((piece?.looked ?? 0) < atOnce) return [...found];
    await setImmediate();
  }
}
