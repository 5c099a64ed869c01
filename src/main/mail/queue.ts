import { sql } from 'kysely';

import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import type { Verdict } from './verdict.ts';

/** A mail that the courier has taken. */
export interface DueMail {
  readonly id: number;
  readonly envelope_from: string;
  readonly envelope_to: string;
  readonly attempts: number;
}

export interface Queue {
  /** When the next mail is due, or null when none waits. */
  nextDue(): Promise<Date | null>;
  /** How many mails are due. */
  countDue(): Promise<number>;
  /** Takes the next mail that is due; what was cancelled in the same instant is not. */
  claim(destination: string): Promise<DueMail | undefined>;
  /** Writes down that bytes of the mail may leave from now on. */
  markDataStarted(id: number): Promise<void>;
  /** Writes down what became of an attempt. @param talk What was said, logins masked. */
  finish(mail: DueMail, verdict: Verdict, talk: string): Promise<void>;
  /** Gives up mails whose link has ended. @returns Whether there were any. */
  expireOverdue(): Promise<boolean>;
}

/**
 * Waits to leave. In words, and called likely, so that SQLite takes the index of what is due and not
 * that of states, through which it would read and sort the whole queue for each mail.
 */
export const IS_QUEUED = sql<boolean>`likely(state IN ('queued', 'deferred'))`;

/** What the outbox writes of a verdict that was reached at an instant. */
export function columnsOf(verdict: Verdict, at: Date) {
  const { state, nextAttemptAt, smtpCode, problem, why, advice, reply } = verdict;
  return {
    state,
    next_attempt_at: nextAttemptAt && toDjangoDatetime(nextAttemptAt),
    finished_at: nextAttemptAt ? null : toDjangoDatetime(at),
    smtp_code: smtpCode,
    problem,
    why,
    advice,
    reply,
  };
}

/**
 * The outbox as a courier sees it: what is due, and what became of it.
 *
 * @param profile The server whose mails it takes, or null for those that leave by what is live.
 */
export function createQueue(db: Database, now: () => Date, profile: string | null): Queue {
  async function nextDue(): Promise<Date | null> {
    const row = await db
      .selectFrom('gatehouse_outbox')
      .select('next_attempt_at')
      .where(IS_QUEUED)
      .where('next_attempt_at', 'is not', null)
      .where('profile', 'is', profile)
      .orderBy('next_attempt_at')
      .limit(1)
      .executeTakeFirst();
    return parseDjangoDatetime(row?.next_attempt_at ?? null);
  }

  async function countDue(): Promise<number> {
    const { count } = await db
      .selectFrom('gatehouse_outbox')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where(IS_QUEUED)
      .where('next_attempt_at', '<=', toDjangoDatetime(now()))
      .where('profile', 'is', profile)
      .executeTakeFirstOrThrow();
    return count;
  }

  /** Takes the next mail that is due; what was cancelled in the same instant is not. */
  async function claim(destination: string): Promise<DueMail | undefined> {
    return db
      .updateTable('gatehouse_outbox')
      .set({ state: 'sending', destination, data_started_at: null })
      .where('id', '=', (select) =>
        select
          .selectFrom('gatehouse_outbox as due')
          .select('due.id')
          .where(IS_QUEUED)
          .where('due.next_attempt_at', '<=', toDjangoDatetime(now()))
          .where('due.profile', 'is', profile)
          .orderBy('due.next_attempt_at')
          .orderBy('due.id')
          .limit(1),
      )
      .returning(['id', 'envelope_from', 'envelope_to', 'attempts'])
      .executeTakeFirst();
  }

  async function markDataStarted(id: number): Promise<void> {
    await db
      .updateTable('gatehouse_outbox')
      .set({ data_started_at: toDjangoDatetime(now()) })
      .where('id', '=', id)
      .execute();
  }

  async function finish(mail: DueMail, verdict: Verdict, talk: string): Promise<void> {
    const { state, smtpCode: smtp_code, why, reply } = verdict;
    await db.transaction().execute(async (transaction) => {
      const { destination } = await transaction
        .updateTable('gatehouse_outbox')
        .set({
          ...columnsOf(verdict, now()),
          attempts: verdict.pauses ? mail.attempts : mail.attempts + 1,
        })
        .where('id', '=', mail.id)
        .returning('destination')
        .executeTakeFirstOrThrow();
      // A pause strikes all mails, and is told of once.
      if (verdict.pauses) return;
      const row = { mail_id: mail.id, at: toDjangoDatetime(now()), destination, transcript: talk };
      await transaction
        .insertInto('gatehouse_outbox_attempt')
        .values({ ...row, state, smtp_code, why, reply })
        .execute();
    });
  }

  async function expireOverdue(): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('gatehouse_outbox')
      .set({
        state: 'expired',
        next_attempt_at: null,
        finished_at: toDjangoDatetime(now()),
        why: 'The link inside had ended before the mail could leave.',
        advice: 'Send a new mail from Pending.',
      })
      .where('state', 'in', ['queued', 'deferred'])
      .where('not_after', '<=', toDjangoDatetime(now()))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  return { nextDue, countDue, claim, markDataStarted, finish, expireOverdue };
}
