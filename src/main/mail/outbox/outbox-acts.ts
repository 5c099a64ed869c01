import { type RawBuilder, sql } from 'kysely';

import type { ParsedInputOf } from '../../../shared/contract/index.ts';
import { toDjangoDatetime } from '../../db/django-datetime.ts';
import { keySet } from '../../db/key-set.ts';
import type { GatehouseOutboxAct } from '../../db/mail-tables.ts';
import type { Database } from '../../db/open-database.ts';
import { expireOverdue } from './expire-overdue.ts';
import { UNSENT_STATES } from './outbox-states.ts';
import { FAILED_STATES, IS_DISMISSED, OVERTAKEN } from './overtaken.ts';

/** Who does something with mails of the outbox, and when. */
export interface ByHand {
  readonly at: Date;
  /** The administrator's name. */
  readonly by: string;
}

/** Sent again only if somebody asks for just that. */
const DOUBTFUL = ['uncertain', 'cancelled'];

/**
 * Lets held mails go at once. Those in any other state are left as they are; `ended` counts those of
 * them whose link had ended before.
 */
export async function releaseMails(
  db: Database,
  ids: readonly number[],
  hand: ByHand,
): Promise<{ released: number; ended: number; skipped: number }> {
  const done = await db.transaction().execute(async (transaction) => {
    await expireOverdue(transaction, hand.at);
    const { ended } = await transaction
      .selectFrom('gatehouse_outbox')
      .select((select) => select.fn.countAll<number>().as('ended'))
      .where('id', 'in', keySet(ids))
      .where('state', '=', 'expired')
      .executeTakeFirstOrThrow();
    return { released: await release(transaction, ids, hand), ended };
  });
  return { ...done, skipped: ids.length - done.released - done.ended };
}

/**
 * Cancels what has not left, and dismisses what failed: it is not asked about any more.
 * @returns The ids of both, and how many were neither.
 */
export async function cancelMails(
  db: Database,
  ids: readonly number[],
  hand: ByHand,
): Promise<{ cancelled: number[]; dismissed: number[]; skipped: number }> {
  const done = await db.transaction().execute(async (transaction) => {
    const dismissed = await note(transaction, {
      act: 'dismissed',
      ids,
      states: FAILED_STATES,
      hand,
      where: sql`NOT (${IS_DISMISSED})`,
    });
    await note(transaction, { act: 'cancelled', ids, states: UNSENT_STATES, hand });
    const cancelled = await transaction
      .updateTable('gatehouse_outbox')
      .set({
        state: 'cancelled',
        next_attempt_at: null,
        finished_at: toDjangoDatetime(hand.at),
        cancelled_by: null,
        why: 'Cancelled before it left.',
        advice: null,
      })
      .where('id', 'in', keySet(ids))
      .where('state', 'in', UNSENT_STATES)
      .returning('id')
      .execute();
    return { cancelled: cancelled.map(({ id }) => id), dismissed };
  });
  return { ...done, skipped: ids.length - done.cancelled.length - done.dismissed.length };
}

/** Cancelled by somebody, not by an act on the account, and nothing was done with it since. */
const IS_CANCELLED_BY_HAND = sql<boolean>`cancelled_by IS NULL AND 'cancelled' = (
  SELECT act FROM gatehouse_outbox_act WHERE mail_id = gatehouse_outbox.id ORDER BY id DESC LIMIT 1)`;
/** Why it was held when it was cancelled, or null. */
const HELD_BEFORE = sql<string | null>`(SELECT why FROM gatehouse_outbox_act
  WHERE mail_id = gatehouse_outbox.id AND act = 'cancelled' ORDER BY id DESC LIMIT 1)`;

/**
 * Takes back `cancelMails`: what was cancelled waits again, and is held again where it was; failed
 * mails that were dismissed are asked about again. What something newer has overtaken stays.
 */
export async function restoreMails(
  db: Database,
  ids: readonly number[],
  hand: ByHand,
): Promise<{ restored: number }> {
  const at = toDjangoDatetime(hand.at);
  const given = { act: 'restored', ids, hand } as const;
  return db.transaction().execute(async (transaction) => {
    const asked = await note(transaction, {
      ...given,
      states: FAILED_STATES,
      where: IS_DISMISSED,
    });
    const waiting = await note(transaction, {
      ...given,
      states: ['cancelled'],
      where: sql`${IS_CANCELLED_BY_HAND} AND ${OVERTAKEN} IS NULL`,
    });
    await transaction
      .updateTable('gatehouse_outbox')
      .set({
        state: sql<string>`iif(${HELD_BEFORE} IS NULL, 'queued', 'held')`,
        next_attempt_at: sql<string | null>`iif(${HELD_BEFORE} IS NULL, ${at}, NULL)`,
        finished_at: null,
        why: HELD_BEFORE,
      })
      .where('id', 'in', keySet(waiting))
      .execute();
    await expireOverdue(transaction, hand.at);
    return { restored: asked.length + waiting.length };
  });
}

/**
 * Makes waiting and held mails due at once, and failed or uncertain ones due again; not those whose
 * person is gone for good, which have no address any more, nor those that something newer has
 * overtaken.
 */
export async function sendNow(
  db: Database,
  { ids, sparing }: ParsedInputOf<'outbox.sendNow'>,
  hand: ByHand,
): Promise<{ queued: number; skipped: number }> {
  const states = ['queued', 'deferred', 'failed', ...(sparing ? [] : DOUBTFUL)];
  const queued = await db.transaction().execute(async (transaction) => {
    await expireOverdue(transaction, hand.at);
    const where = sql<boolean>`${OVERTAKEN} IS NULL`;
    await note(transaction, { act: 'sent-now', ids, states, hand, where });
    const result = await transaction
      .updateTable('gatehouse_outbox')
      .set({
        state: 'queued',
        next_attempt_at: toDjangoDatetime(hand.at),
        finished_at: null,
        data_started_at: null,
        cancelled_by: null,
      })
      .where('id', 'in', keySet(ids))
      .where('state', 'in', states)
      .where('envelope_to', '!=', '')
      .where(where)
      .executeTakeFirst();
    return Number(result.numUpdatedRows) + (await release(transaction, ids, hand));
  });
  return { queued, skipped: ids.length - queued };
}

async function release(db: Database, ids: readonly number[], hand: ByHand): Promise<number> {
  await note(db, { act: 'released', ids, states: ['held'], hand });
  const result = await db
    .updateTable('gatehouse_outbox')
    .set({ state: 'queued', next_attempt_at: toDjangoDatetime(hand.at), why: 'Was released.' })
    .where('id', 'in', keySet(ids))
    .where('state', '=', 'held')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Writes down who does this, for the mails that it strikes, with what held them. @returns Which. */
async function note(
  db: Database,
  {
    act,
    ids,
    states,
    hand,
    where = sql<boolean>`1`,
  }: {
    readonly act: GatehouseOutboxAct['act'];
    readonly ids: readonly number[];
    readonly states: readonly string[];
    readonly hand: ByHand;
    /** Which of them besides. */
    readonly where?: RawBuilder<boolean>;
  },
): Promise<number[]> {
  type Noted = Pick<GatehouseOutboxAct, 'mail_id'>;
  const { rows } = await sql<Noted>`INSERT INTO gatehouse_outbox_act (mail_id, at, act, actor, why)
    SELECT id, ${toDjangoDatetime(hand.at)}, ${act}, ${hand.by}, iif(state = 'held', why, NULL)
    FROM gatehouse_outbox
    WHERE id IN ${keySet(ids)} AND envelope_to != '' AND state IN (${sql.join(states)})
      AND ${where}
    RETURNING mail_id`.execute(db);
  return rows.map(({ mail_id: id }) => id);
}
