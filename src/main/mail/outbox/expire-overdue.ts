import { sql } from 'kysely';

import { toDjangoDatetime } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import { MAY_RUN_OUT } from './outbox-states.ts';
import { NEEDS_SOMEBODY } from './overtaken.ts';

/** Why a held mail was given up; by these words it is known if its link gets more time. */
export const HELD_TOO_LONG = 'The link inside had ended before the mail was released.';

/**
 * Gives up mails whose link has ended, those that are held too, and lets those wait again that were
 * given up by a clock which was ahead. @returns Whether there were any.
 */
export async function expireOverdue(db: Database, now: Date): Promise<boolean> {
  const at = toDjangoDatetime(now);
  const areRevived = await reviveTooEarly(db, at);
  const { numUpdatedRows } = await db
    .updateTable('gatehouse_outbox')
    .set({
      state: 'expired',
      next_attempt_at: null,
      finished_at: at,
      // Why it was held, for holding it again.
      problem: sql<string | null>`iif(state = 'held', why, problem)`,
      why: sql<string>`iif(state = 'held', ${HELD_TOO_LONG},
        'The link inside had ended before the mail could leave.')`,
      advice: 'Send a new mail from Pending.',
    })
    .where(MAY_RUN_OUT)
    .where('not_after', '<=', at)
    .executeTakeFirst();
  return areRevived || numUpdatedRows > 0n;
}

/**
 * What was given up later than now was given up by a wrong clock, if its link still lives. Not what
 * was written later than now: then the clock is wrong now.
 */
async function reviveTooEarly(db: Database, at: string): Promise<boolean> {
  const wasHeld = sql`why = ${HELD_TOO_LONG}`;
  const { numUpdatedRows } = await db
    .updateTable('gatehouse_outbox')
    .set({
      state: sql<string>`iif(${wasHeld}, 'held', 'queued')`,
      next_attempt_at: sql<string | null>`iif(${wasHeld}, NULL, ${at})`,
      finished_at: null,
      why: sql<string | null>`iif(${wasHeld}, problem, NULL)`,
      problem: null,
      advice: null,
    })
    .where('state', '=', 'expired')
    .where('finished_at', '>', at)
    .where('not_after', '>', at)
    .where('created_at', '<=', at)
    .where(NEEDS_SOMEBODY)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
