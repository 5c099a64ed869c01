import { sql } from 'kysely';

import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { UNSENT_STATES } from './outbox-states.ts';

/** Why a held mail was given up; by these words it is known if its link gets more time. */
export const HELD_TOO_LONG = 'The link inside had ended before the mail was released.';

/** Gives up mails whose link has ended, those that are held too. @returns Whether there were any. */
export async function expireOverdue(db: Database, now: Date): Promise<boolean> {
  const at = toDjangoDatetime(now);
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
    .where('state', 'in', UNSENT_STATES)
    .where('not_after', '<=', at)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
