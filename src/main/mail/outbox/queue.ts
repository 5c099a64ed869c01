import { sql } from 'kysely';

import { parseDjangoDatetime, toDjangoDatetime } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import { createSharedCommits } from '../../db/shared-commits.ts';
import { LONGEST_DELAY_MS } from './asked-delay.ts';
import { expireOverdue } from './expire-overdue.ts';
import { OVERTAKEN } from './overtaken.ts';
import type { Verdict } from './verdict.ts';

/** A mail that the courier has taken. */
export interface DueMail {
  readonly id: number;
  readonly envelope_from: string;
  readonly envelope_to: string;
  readonly attempts: number;
  /** Why it would only mislead whoever gets it, or null. */
  readonly overtaken: string | null;
}

export interface Queue {
  /** When the next mail is due, or the link of a held one ends; null when there is neither. */
  nextDue(): Promise<Date | null>;
  /** How many mails are due. */
  countDue(): Promise<number>;
  /** Whether there is any mail to send, due or not. */
  hasMails(): Promise<boolean>;
  /** Takes the next mail that is due; what was cancelled in the same instant is not. */
  claim(destination: string): Promise<DueMail | undefined>;
  /** Writes down, on disk, that bytes of the mail may leave from now on. */
  markDataStarted(id: number): Promise<void>;
  /**
   * Writes down what became of an attempt. Until `settle` a power cut leaves it as it was: under way,
   * with bytes that may have left.
   *
   * @param talk What was said, logins masked.
   */
  finish(mail: DueMail, verdict: Verdict, talk: string): Promise<void>;
  /** Resolves once all that was written down is on disk. */
  settle(): Promise<void>;
  /** Cancels a mail that was taken and has been overtaken by what happened to its account. */
  drop(mail: DueMail): Promise<void>;
  /** Makes mails due that were written later than now, or wait longer than any does: the clock was set back since. */
  followClock(): Promise<void>;
  /** Gives up mails whose link has ended, held ones too. @returns Whether there were any. */
  expireOverdue(): Promise<boolean>;
}

/**
 * Waits to leave. In words, and called likely, so that SQLite takes the index of what is due and not
 * that of states, through which it would read and sort the whole queue for each mail.
 */
export const IS_QUEUED = sql<boolean>`likely(state IN ('queued', 'deferred'))`;

/** Whether the link inside has not ended yet. */
function isFresh(notAfter: string, now: Date) {
  return sql<boolean>`(${sql.ref(notAfter)} IS NULL OR ${sql.ref(notAfter)} > ${toDjangoDatetime(now)})`;
}

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
 * The outbox as a courier sees it: what is due, and what became of it. What several connections
 * take, start and finish at about the same time is one commit, and waits for the disk only where
 * bytes of a mail are to leave after it.
 *
 * @param profile The server whose mails it takes, or null for those that leave by what is live.
 */
export function createQueue(db: Database, now: () => Date, profile: string | null): Queue {
  const commits = createSharedCommits(db);

  async function nextDue(): Promise<Date | null> {
    const due = db
      .selectFrom('gatehouse_outbox')
      .select('next_attempt_at as at')
      .where(IS_QUEUED)
      .where('next_attempt_at', 'is not', null)
      .where('profile', 'is', profile)
      .orderBy('next_attempt_at')
      .limit(1);
    const ends = db
      .selectFrom('gatehouse_outbox')
      .select((select) => select.fn.min('not_after').as('at'))
      .where('state', '=', 'held');
    const rows = [await due.executeTakeFirst(), await ends.executeTakeFirst()];
    const instants = rows.flatMap((row) => row?.at ?? []).toSorted();
    return parseDjangoDatetime(instants[0] ?? null);
  }

  async function hasMails(): Promise<boolean> {
    const mail = await db
      .selectFrom('gatehouse_outbox')
      .select('id')
      .where(IS_QUEUED)
      .where('profile', 'is', profile)
      .limit(1)
      .executeTakeFirst();
    return mail !== undefined;
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

  function claim(destination: string): Promise<DueMail | undefined> {
    return commits.commit((transaction) =>
      transaction
        .updateTable('gatehouse_outbox')
        .set({ state: 'sending', destination, data_started_at: null, called_off: null })
        .where('id', '=', (select) =>
          select
            .selectFrom('gatehouse_outbox as due')
            .select('due.id')
            .where(IS_QUEUED)
            .where('due.next_attempt_at', '<=', toDjangoDatetime(now()))
            .where('due.profile', 'is', profile)
            .where(isFresh('due.not_after', now()))
            .orderBy('due.next_attempt_at')
            .orderBy('due.id')
            .limit(1),
        )
        .returning(['id', 'envelope_from', 'envelope_to', 'attempts', OVERTAKEN.as('overtaken')])
        .executeTakeFirst(),
    );
  }

  async function markDataStarted(id: number): Promise<void> {
    await commits.commit((transaction) =>
      transaction
        .updateTable('gatehouse_outbox')
        .set({ data_started_at: toDjangoDatetime(now()) })
        .where('id', '=', id)
        .execute(),
    );
    await commits.onDisk();
  }

  function finish(mail: DueMail, verdict: Verdict, talk: string): Promise<void> {
    const { state, smtpCode: smtp_code, why, reply } = verdict;
    return commits.commit(async (transaction) => {
      const { destination } = await transaction
        .updateTable('gatehouse_outbox')
        .set({
          ...columnsOf(verdict, now()),
          attempts: verdict.pauses ? mail.attempts : mail.attempts + 1,
        })
        .where('id', '=', mail.id)
        .returning('destination')
        .executeTakeFirstOrThrow();
      // What was called off meanwhile is not tried again.
      if (verdict.nextAttemptAt) {
        await transaction
          .updateTable('gatehouse_outbox')
          .set({
            state: 'cancelled',
            finished_at: toDjangoDatetime(now()),
            why: sql.ref('called_off'),
            advice: null,
          })
          .where('id', '=', mail.id)
          .where('called_off', 'is not', null)
          .execute();
      }
      // A pause strikes all mails, and is told of once.
      if (verdict.pauses) return;
      const row = { mail_id: mail.id, at: toDjangoDatetime(now()), destination, transcript: talk };
      await transaction
        .insertInto('gatehouse_outbox_attempt')
        .values({ ...row, state, smtp_code, why, reply })
        .execute();
    });
  }

  async function drop({ id, overtaken }: DueMail): Promise<void> {
    await db
      .updateTable('gatehouse_outbox')
      .set({
        state: 'cancelled',
        next_attempt_at: null,
        finished_at: toDjangoDatetime(now()),
        cancelled_by: sql<number | null>`iif(called_off IS NULL, NULL, cancelled_by)`,
        why: overtaken,
        advice: null,
      })
      .where('id', '=', id)
      .execute();
  }

  async function followClock(): Promise<void> {
    const at = toDjangoDatetime(now());
    const latest = toDjangoDatetime(new Date(now().getTime() + LONGEST_DELAY_MS));
    await db
      .updateTable('gatehouse_outbox')
      .set({ next_attempt_at: at })
      .where(IS_QUEUED)
      .where('next_attempt_at', '>', at)
      .where((where) =>
        where.or([where('created_at', '>', at), where('next_attempt_at', '>', latest)]),
      )
      .execute();
  }

  return {
    nextDue,
    countDue,
    hasMails,
    claim,
    markDataStarted,
    finish,
    settle: commits.onDisk,
    drop,
    followClock,
    expireOverdue: () => expireOverdue(db, now()),
  };
}
