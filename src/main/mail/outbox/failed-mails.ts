import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import type { Database } from '../../db/open-database.ts';
import { FAILED_STATES, NEEDS_SOMEBODY } from './overtaken.ts';

/** Mails judged in one statement, each by its account: a few milliseconds. */
const CHUNK = 300;

/**
 * How many mails did not arrive and still matter, by why; an address in the words of a server is
 * “the address”. Others are served in between.
 */
export async function failedByReason(db: Database): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const state of FAILED_STATES) {
    let judged = CHUNK;
    for (let after = 0; judged === CHUNK; await nextTurn()) {
      const { rows } = await sql<{ reason: string | null; count: number; last: number }>`
        SELECT iif(${NEEDS_SOMEBODY},
            replace(coalesce(why, 'Without a reason.'), envelope_to, 'the address'), NULL) AS reason,
          count(*) AS count, max(id) AS last
        FROM (SELECT id, kind, account_id, operation_id, state, envelope_to, variables, why
          FROM gatehouse_outbox WHERE state = ${state} AND id > ${after}
          ORDER BY id LIMIT ${CHUNK}) AS gatehouse_outbox
        GROUP BY reason`.execute(db);
      judged = 0;
      for (const { reason, count, last } of rows) {
        judged += count;
        after = Math.max(after, last);
        if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + count);
      }
    }
  }
  return counts;
}

/** How many mails did not arrive and still matter. */
export async function countFailed(db: Database): Promise<number> {
  const counts = await failedByReason(db);
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
