import { sql } from 'kysely';

import { toDjangoDatetime } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import type { Operation } from '../../operations/operation.ts';
import { keySet } from '../../operations/row-store.ts';
import { IS_UNSENT } from './outbox-states.ts';

const TAKEN_BACK = 'Taken back before it left.';

/** Keeps mails that have not left yet from leaving, and lets them leave after all. */
export interface Recall {
  /**
   * Cancels what an operation queued and has not left yet.
   * @param accountIds About whom; null for mails about nobody whose rows the operation changed.
   */
  takeBack(
    db: Database,
    operationId: number,
    accountIds: readonly number[] | null,
  ): Promise<{ taken: number; gone: number }>;
  /**
   * Cancels waiting mails about accounts whose matter an act has ended. An undo of the act puts them
   * back.
   * @param which Activation mails of who was activated, or `replaced` by another key; all of who goes,
   *   or what an operation queued that is taken back for these accounts only.
   */
  cancelFor(operation: Operation, accountIds: readonly number[], which: Cancelled): Promise<void>;
  /** Puts back what an operation cancelled, for the accounts on which it is undone. */
  putBack(db: Database, operationId: number, accountIds: readonly number[]): Promise<void>;
}

type Cancelled = 'activation' | 'replaced' | 'all' | { readonly queuedBy: number };

/** @param now The time that an undo is done at. */
export function createRecall(now: () => Date): Recall {
  async function takeBack(db: Database, operationId: number, accountIds: readonly number[] | null) {
    // The pluses say which index finds the fewest (https://sqlite.org/optoverview.html#uplus).
    const about =
      accountIds === null
        ? sql<boolean>`operation_id = ${operationId} AND NOT EXISTS (
            SELECT 1 FROM gatehouse_operation_change AS change
            WHERE change.account_id = gatehouse_outbox.account_id
              AND +change.operation_id = ${operationId})`
        : sql<boolean>`+operation_id = ${operationId} AND account_id IN ${keySet(accountIds)}`;
    const cancelled = await db
      .updateTable('gatehouse_outbox')
      .set(cancelledAt(now()))
      .where(about)
      .where(IS_UNSENT)
      .executeTakeFirst();
    await callOff(db, TAKEN_BACK).where(about).execute();
    const gone = await db
      .selectFrom('gatehouse_outbox')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where(about)
      .where('state', 'not in', ['cancelled', 'failed', 'expired'])
      .executeTakeFirstOrThrow();
    return { taken: Number(cancelled.numUpdatedRows), gone: gone.count };
  }

  async function cancelFor(
    { db, id, at }: Operation,
    accountIds: readonly number[],
    which: Cancelled,
  ) {
    const finished_at = toDjangoDatetime(at);
    const { why, mails } = cancelled(which);
    const about = sql<boolean>`account_id IN ${keySet(accountIds)} AND ${mails}`;
    await db
      .updateTable('gatehouse_outbox')
      .set({
        state: 'cancelled',
        finished_at,
        why,
        cancelled_by: id,
        // Why it was held, for putting it back.
        problem: sql<string | null>`CASE state WHEN 'held' THEN why ELSE problem END`,
      })
      .where(about)
      .where(IS_UNSENT)
      .execute();
    await callOff(db, why).set({ cancelled_by: id }).where(about).execute();
  }

  async function putBack(db: Database, operationId: number, accountIds: readonly number[]) {
    await db
      .updateTable('gatehouse_outbox')
      .set({
        state: sql<string>`CASE WHEN next_attempt_at IS NULL THEN 'held'
          WHEN attempts > 0 THEN 'deferred' ELSE 'queued' END`,
        why: sql<string | null>`iif(next_attempt_at IS NULL, problem, (SELECT attempt.why
          FROM gatehouse_outbox_attempt AS attempt WHERE attempt.mail_id = gatehouse_outbox.id
          ORDER BY attempt.id DESC LIMIT 1))`,
        finished_at: null,
        cancelled_by: null,
        called_off: null,
      })
      .where('cancelled_by', '=', operationId)
      .where('account_id', 'in', keySet(accountIds))
      .where('state', '=', 'cancelled')
      .execute();
    // Those that are still under way, or have left after all.
    await db
      .updateTable('gatehouse_outbox')
      .set({ cancelled_by: null, called_off: null })
      .where('cancelled_by', '=', operationId)
      .where('account_id', 'in', keySet(accountIds))
      .execute();
  }

  return { takeBack, cancelFor, putBack };
}

function cancelled(which: Cancelled) {
  if (which === 'all') return { why: 'Its account was deleted before it left.', mails: sql`TRUE` };
  if (which === 'activation') {
    return { why: 'Its link ended before it left.', mails: sql`kind = 'activation'` };
  }
  if (which === 'replaced') {
    return { why: 'A newer link took its place.', mails: sql`kind = 'activation'` };
  }
  return { why: TAKEN_BACK, mails: sql`+operation_id = ${which.queuedBy}` };
}

/** Lets mails that are being tried not be tried again. */
function callOff(db: Database, why: string) {
  return db.updateTable('gatehouse_outbox').set({ called_off: why }).where('state', '=', 'sending');
}

function cancelledAt(instant: Date) {
  return {
    state: 'cancelled',
    next_attempt_at: null,
    finished_at: toDjangoDatetime(instant),
    why: TAKEN_BACK,
    advice: null,
  };
}
