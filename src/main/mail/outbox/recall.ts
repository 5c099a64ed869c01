import { type RawBuilder, sql } from 'kysely';

import { toDjangoDatetime } from '../../db/django-datetime.ts';
import { keySet } from '../../db/key-set.ts';
import type {
  Acting,
  LostMail,
  MailOfAct,
  MailsOfAnAct,
} from '../../operations/mails-of-an-act.ts';
import { mailsOfAct } from './mails-of-act.ts';
import { IS_OPEN, IS_UNSENT, OPEN_STATES } from './outbox-states.ts';
import { OVERTAKEN } from './overtaken.ts';

const TAKEN_BACK = 'Taken back before it left.';
/** States of mails that an undo comes too late for; of one that is being sent it may. */
const HAS_GONE: ReadonlySet<string> = new Set(['sending', 'sent', 'uncertain']);
const MAY_LEAVE: ReadonlySet<string> = new Set(OPEN_STATES);
const RUN_OUT = 'The link inside has run out.';

/**
 * Keeps mails that have not left yet from leaving, and lets them leave after all. Each mail knows
 * the operation that did either last, so that an undo of that does the opposite. What has left is
 * never touched.
 */
export interface Recall extends MailsOfAnAct {
  /**
   * Cancels waiting mails about accounts whose matter an act has ended. An undo of the act puts them
   * back.
   * @param which Activation mails of who was activated, or `replaced` by another key; all of who goes;
   *   those that the act has made untrue; or what an operation queued that is taken back for these
   *   accounts only.
   */
  cancelFor(by: Acting, accountIds: readonly number[], which: Cancelled): Promise<void>;
}

type Cancelled = 'activation' | 'replaced' | 'all' | 'overtaken' | { readonly queuedBy: number };

export function createRecall(): Recall {
  async function takeBack(by: Acting, mails: readonly MailOfAct[]) {
    // What it called off while it was under way is let go on by `putBack`, if it has not left by now.
    const its = mails.filter((mail) => mail.isQueued || (mail.isStopped && !mail.isCalledOff));
    const taken = await keepOpenBack(by, its, sql<string>`${TAKEN_BACK}`);
    return { taken, gone: its.filter(({ state }) => HAS_GONE.has(state)).length };
  }

  async function cancelFor(by: Acting, accountIds: readonly number[], which: Cancelled) {
    const { why, mails } = cancelled(which);
    // What they ever got is not read through for the few that may still leave.
    const { rows } = await sql<OpenMail>`
      SELECT id, state FROM gatehouse_outbox INDEXED BY gatehouse_outbox_live
      WHERE account_id IN ${keySet(accountIds)} AND ${IS_OPEN} AND ${mails}`.execute(by.db);
    await keepBack(by, rows, why);
  }

  async function putBack(by: Acting, operationId: number, mails: readonly MailOfAct[]) {
    const { db, id, at } = by;
    const others = mails.filter(({ isQueued }) => !isQueued);
    await keepOpenBack(by, others, OVERTAKEN);
    const stopped = mails.filter(({ isStopped }) => isStopped);
    if (stopped.length === 0) return 0;
    // Some of them have just been overtaken.
    const about = sql<boolean>`${among(stopped)} AND +cancelled_by = ${operationId}`;
    await db
      .updateTable('gatehouse_outbox')
      .set({ why: untrueAt(at) })
      .where(about)
      .where('state', '=', 'cancelled')
      .where(sql<boolean>`${untrueAt(at)} IS NOT NULL`)
      .execute();
    const back = await db
      .updateTable('gatehouse_outbox')
      .set({
        state: sql<string>`CASE WHEN next_attempt_at IS NULL THEN 'held'
          WHEN attempts > 0 THEN 'deferred' ELSE 'queued' END`,
        why: sql<string | null>`iif(next_attempt_at IS NULL, problem, (SELECT attempt.why
          FROM gatehouse_outbox_attempt AS attempt WHERE attempt.mail_id = gatehouse_outbox.id
          ORDER BY attempt.id DESC LIMIT 1))`,
        finished_at: null,
        cancelled_by: id,
        called_off: null,
      })
      .where(about)
      .where('state', '=', 'cancelled')
      .where(sql<boolean>`${untrueAt(at)} IS NULL`)
      .executeTakeFirst();
    // Those that are still under way, or have left after all.
    await db
      .updateTable('gatehouse_outbox')
      .set({
        cancelled_by: sql<number | null>`iif(state = 'sending', ${id}, NULL)`,
        called_off: null,
      })
      .where(about)
      .where('state', '!=', 'cancelled')
      .execute();
    return Number(back.numUpdatedRows);
  }

  async function lost(by: Acting, operationId: number, mails: readonly MailOfAct[]) {
    const { db, id, at } = by;
    const stopped = mails.filter(({ isStopped }) => isStopped);
    if (stopped.length === 0) return [];
    const tooLate = sql`(+cancelled_by = ${id} AND ${IS_UNSENT}
      AND not_after <= ${toDjangoDatetime(at)})`;
    const { rows } = await sql<Omit<LostMail, 'isBack'> & { state: string }>`
      SELECT coalesce((SELECT username FROM auth_user WHERE id = account_id), envelope_to) AS name,
        iif(+state = 'cancelled', why, ${RUN_OUT}) AS reason, state
      FROM gatehouse_outbox WHERE ${among(stopped)}
        AND ((+cancelled_by = ${operationId} AND +state = 'cancelled') OR ${tooLate})
      ORDER BY id`.execute(db);
    return rows.map(({ state, ...mail }) => ({ ...mail, isBack: state !== 'cancelled' }));
  }

  return { mailsOf: mailsOfAct, takeBack, cancelFor, putBack, lost };
}

function among(mails: readonly OpenMail[]): RawBuilder<boolean> {
  return sql<boolean>`id IN ${keySet(mails.map(({ id }) => id))}`;
}

/**
 * Why a mail that was cancelled would only mislead by now, or null. A reset link is bound to the
 * address, the last sign-in and the password of its account (Django's PasswordResetTokenGenerator);
 * links of activation mails end when their account says, see `followDeadlines`.
 */
function untrueAt(at: Date): RawBuilder<string | null> {
  const account = sql`SELECT 1 FROM auth_user WHERE id = gatehouse_outbox.account_id`;
  return sql`coalesce(${OVERTAKEN}, CASE
    WHEN kind = 'activation' THEN NULL
    WHEN not_after <= ${toDjangoDatetime(at)} THEN ${RUN_OUT}
    WHEN kind != 'password_reset' THEN NULL
    WHEN EXISTS (${account} AND email != envelope_to)
      THEN 'The link inside has ended: their address is another now.'
    WHEN EXISTS (${account} AND last_login > created_at)
      THEN 'The link inside has ended: they have signed in since.'
    WHEN EXISTS (SELECT 1 FROM gatehouse_outbox AS later
      WHERE later.account_id = gatehouse_outbox.account_id AND later.id > gatehouse_outbox.id
        AND later.kind = 'password_changed' AND later.state != 'cancelled')
      THEN 'The link inside has ended: the password is another now.'
  END)`;
}

function cancelled(which: Cancelled): {
  readonly why: RawBuilder<string | null>;
  readonly mails: RawBuilder<boolean>;
} {
  if (typeof which === 'object') {
    return { why: sql`${TAKEN_BACK}`, mails: sql`+operation_id = ${which.queuedBy}` };
  }
  switch (which) {
    case 'all':
      return { why: sql`'Its account was deleted before it left.'`, mails: sql`TRUE` };
    case 'activation':
      return { why: sql`'Its link ended before it left.'`, mails: sql`kind = 'activation'` };
    case 'replaced':
      return { why: sql`'A newer link took its place.'`, mails: sql`kind = 'activation'` };
    case 'overtaken':
      return { why: OVERTAKEN, mails: sql`${OVERTAKEN} IS NOT NULL` };
  }
}

/** A mail that may still leave, as it is in this transaction. */
type OpenMail = Pick<MailOfAct, 'id' | 'state'>;

/** Cancels mails that have not left, and calls off those under way. @returns How many were cancelled. */
async function keepBack(
  by: Acting,
  mails: readonly OpenMail[],
  why: RawBuilder<string | null>,
): Promise<number> {
  const underWay = mails.filter(({ state }) => state === 'sending');
  const count = underWay.length < mails.length ? await cancel(by, among(mails), why) : 0;
  if (underWay.length > 0) await callOff(by, among(underWay), why);
  return count;
}

/** The same with those of some mails that may still leave, as far as there is a reason. */
async function keepOpenBack(
  by: Acting,
  mails: readonly MailOfAct[],
  why: RawBuilder<string | null>,
): Promise<number> {
  const open = mails.filter(({ state }) => MAY_LEAVE.has(state));
  return keepBack(by, open, why);
}

async function cancel(
  { db, id, at }: Acting,
  about: RawBuilder<boolean>,
  why: RawBuilder<string | null>,
): Promise<number> {
  // Why it was held is kept too, for putting it back.
  const { numAffectedRows = 0n } = await sql`
    UPDATE OR FAIL gatehouse_outbox SET state = 'cancelled', finished_at = ${toDjangoDatetime(at)},
      why = ${why}, advice = NULL, cancelled_by = ${id},
      problem = CASE state WHEN 'held' THEN why ELSE problem END
    WHERE ${about} AND ${IS_UNSENT} AND ${why} IS NOT NULL`.execute(db);
  return Number(numAffectedRows);
}

/** Lets mails that are being tried not be tried again; for the first reason that an act has. */
async function callOff(
  { db, id }: Acting,
  about: RawBuilder<boolean>,
  why: RawBuilder<string | null>,
): Promise<void> {
  await db
    .updateTable('gatehouse_outbox')
    .set({ called_off: why, cancelled_by: id })
    .where(about)
    .where('state', '=', 'sending')
    .where(sql<boolean>`${why} IS NOT NULL`)
    .where('cancelled_by', 'is not', id)
    .execute();
}
