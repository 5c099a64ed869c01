import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { type Delivery, NoDeliveryError } from './delivery.ts';
import { judge, type Verdict } from './verdict.ts';
import { openSmtp, type SmtpSession } from './smtp/connection.ts';
import { explainSmtpError } from './smtp/explain.ts';

/** Why mail stands still. */
export interface Pause {
  readonly title: string;
  readonly advice: string;
  readonly nextTryAt: Date;
}

export interface Courier {
  /** Says that something may be due. */
  wake(): void;
  /** Ends any pause and tries at once: the settings have changed, or somebody asks for it. */
  resume(): void;
  /** Sends everything due and resolves when nothing is. */
  flush(): Promise<void>;
  /** Finishes the mail in hand, then stops. */
  stop(): Promise<void>;
  readonly pause: Pause | null;
}

/** How long a paused queue waits before it tries the server again, in milliseconds. */
const PAUSE_MS = 60_000;
/** The longest sleep: a clock that jumps must not delay mail by more. */
const MAX_SLEEP_MS = 60_000;

type DueMail = {
  readonly id: number;
  readonly envelope_from: string;
  readonly envelope_to: string;
  readonly raw: Buffer;
  readonly attempts: number;
};

/**
 * The only loop that sends. It takes one mail at a time, says so in the database before it talks
 * to the server and again before the first byte of the message, so that a crash at any instant
 * leaves a row that tells what is known.
 */
export function createCourier(given: {
  readonly db: Database;
  readonly now: () => Date;
  readonly random: () => number;
  readonly delivery: () => Promise<Delivery>;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}): Courier {
  const { db, now, onChange, onError } = given;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let pause: Pause | null = null;
  let timer: NodeJS.Timeout | undefined;
  let opening: AbortController | null = null;

  function wake(): void {
    run().catch(onError);
  }

  function resume(): void {
    pause = null;
    wake();
  }

  function run(): Promise<void> {
    if (stopped) return Promise.resolve();
    again = true;
    running ??= loop().finally(() => {
      running = null;
    });
    return running;
  }

  async function loop(): Promise<void> {
    while (again && !stopped) {
      again = false;
      try {
        await deliverDue();
      } catch (error) {
        onError(error);
        pauseFor('Mail could not be sent.', 'Mails wait. The log tells more.');
      }
    }
    await sleep().catch(onError);
  }

  async function sleep(): Promise<void> {
    clearTimeout(timer);
    if (stopped) return;
    const at = pause?.nextTryAt ?? (await nextDue());
    if (!at || stopped) return;
    const wait = Math.min(Math.max(at.getTime() - now().getTime(), 0), MAX_SLEEP_MS);
    timer = setTimeout(() => {
      if (pause && pause.nextTryAt <= now()) pause = null;
      wake();
    }, wait);
    timer.unref();
  }

  async function nextDue(): Promise<Date | null> {
    const row = await db
      .selectFrom('gatehouse_outbox')
      .select('next_attempt_at')
      .where('state', 'in', ['queued', 'deferred'])
      .where('next_attempt_at', 'is not', null)
      .orderBy('next_attempt_at')
      .executeTakeFirst();
    return parseDjangoDatetime(row?.next_attempt_at ?? null);
  }

  async function deliverDue(): Promise<void> {
    if (pause) return;
    await expireOverdue();
    let session: SmtpSession | null = null;
    let delivery: Delivery | null = null;
    try {
      for (let mail = await firstDue(); mail && !stopped && !pause; mail = await firstDue()) {
        delivery ??= await given.delivery();
        session ??= await open(delivery);
        if (!(await deliver(mail, delivery, session))) {
          await session.close().catch(onError);
          session = null;
        }
      }
    } catch (error) {
      pauseOn(error, delivery);
    } finally {
      await session?.close().catch(onError);
    }
  }

  /** Opens a connection, which a stop need not wait for: nothing is on its way yet. */
  async function open({ server }: Delivery): Promise<SmtpSession> {
    opening = new AbortController();
    try {
      return await openSmtp(server, { signal: opening.signal });
    } finally {
      opening = null;
    }
  }

  /** @returns Whether the connection may be used for the next mail. */
  async function deliver(
    mail: DueMail,
    delivery: Delivery,
    session: SmtpSession,
  ): Promise<boolean> {
    if (!(await claim(mail, delivery.destination))) return true;
    let verdict: Verdict;
    let usable = true;
    try {
      const outcome = await session.send({
        envelopeFrom: mail.envelope_from,
        recipients: [mail.envelope_to],
        raw: mail.raw,
        onDataStarted: () => markDataStarted(mail.id),
      });
      verdict = judge({ outcome, attempts: mail.attempts + 1, at: now(), random: given.random });
    } catch (error) {
      usable = false;
      const problem = explainSmtpError(error, delivery.server);
      verdict = judge({ problem, attempts: mail.attempts + 1, at: now(), random: given.random });
      if (verdict.pauses) pauseFor(problem.title, problem.advice);
    }
    await finish(mail, verdict);
    onChange();
    return usable;
  }

  async function firstDue(): Promise<DueMail | undefined> {
    return db
      .selectFrom('gatehouse_outbox')
      .select(['id', 'envelope_from', 'envelope_to', 'raw', 'attempts'])
      .where('state', 'in', ['queued', 'deferred'])
      .where('next_attempt_at', '<=', toDjangoDatetime(now()))
      .orderBy('next_attempt_at')
      .orderBy('id')
      .executeTakeFirst();
  }

  /** Takes the mail, unless it was cancelled in the same instant. */
  async function claim(mail: DueMail, destination: string): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('gatehouse_outbox')
      .set({ state: 'sending', destination, data_started_at: null })
      .where('id', '=', mail.id)
      .where('state', 'in', ['queued', 'deferred'])
      .executeTakeFirst();
    if (numUpdatedRows > 0n) onChange();
    return numUpdatedRows > 0n;
  }

  async function markDataStarted(id: number): Promise<void> {
    await db
      .updateTable('gatehouse_outbox')
      .set({ data_started_at: toDjangoDatetime(now()) })
      .where('id', '=', id)
      .execute();
  }

  async function finish(mail: DueMail, verdict: Verdict): Promise<void> {
    await db
      .updateTable('gatehouse_outbox')
      .set({
        state: verdict.state,
        attempts: verdict.pauses ? mail.attempts : mail.attempts + 1,
        next_attempt_at: verdict.nextAttemptAt && toDjangoDatetime(verdict.nextAttemptAt),
        finished_at: verdict.nextAttemptAt ? null : toDjangoDatetime(now()),
        smtp_code: verdict.smtpCode,
        problem: verdict.problem,
        why: verdict.why,
        advice: verdict.advice,
        reply: verdict.reply,
      })
      .where('id', '=', mail.id)
      .execute();
  }

  async function expireOverdue(): Promise<void> {
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
    if (numUpdatedRows > 0n) onChange();
  }

  function pauseOn(error: unknown, delivery: Delivery | null): void {
    if (error instanceof NoDeliveryError) pauseFor(error.title, error.advice);
    else if (delivery) {
      const problem = explainSmtpError(error, delivery.server);
      pauseFor(problem.title, problem.advice);
    } else throw error;
  }

  function pauseFor(title: string, advice: string): void {
    pause = { title, advice, nextTryAt: new Date(now().getTime() + PAUSE_MS) };
    onChange();
  }

  async function stop(): Promise<void> {
    stopped = true;
    clearTimeout(timer);
    opening?.abort();
    await running;
  }

  return {
    wake,
    resume,
    flush: run,
    stop,
    get pause() {
      return pause;
    },
  };
}
