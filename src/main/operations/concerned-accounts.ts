import { setImmediate } from 'node:timers/promises';

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
    const some = await db
      .selectFrom('gatehouse_operation_change')
      .select(['id', 'account_id'])
      .where('operation_id', '=', operationId)
      .where('id', '>', last)
      .orderBy('id')
      .limit(atOnce)
      .execute();
    for (const { account_id } of some) found.add(account_id);
    last = some.at(-1)?.id ?? last;
    if (some.length < atOnce) return [...found];
    await setImmediate();
  }
}
