import type { Database } from '../db/open-database.ts';
import { type Delivery, messageFor } from './delivery.ts';
import { NoDeliveryError } from './no-delivery.ts';
import { createPace, type Slowed } from './pace.ts';
import { openRecorded, type RecordedSession } from './recorded-session.ts';
import { explainFailure, UnwritableMail } from './unwritable-mail.ts';
import { createQueue, type DueMail } from './queue.ts';
import { judge, type Verdict } from './verdict.ts';
import { explainSmtpError } from './smtp/explain.ts';
import { SmtpError } from './smtp/smtp-error.ts';

/** Why mail stands still. */
export interface Pause {
  readonly title: string;
  readonly advice: string;
  readonly nextTryAt: Date;
  /** The server whose mails stand still, or null for what is live. */
  readonly profile: string | null;
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
  /** The lower rate that the server asked for, or null. */
  readonly slowed: Slowed | null;
}

/** A delivery under way. */
interface Run {
  readonly delivery: Delivery;
  readonly goesOn: () => boolean;
}

/** A mail that was tried. */
interface Delivered {
  /** Whether the connection may be used for the next mail. */
  readonly usable: boolean;
  /** Resolves once it is written down what became of it. */
  readonly written: Promise<void>;
}

/** How long a paused queue waits before it tries the server again, in milliseconds. */
const PAUSE_MS = 60_000;
/** The longest sleep: a clock that jumps must not delay mail by more. */
const MAX_SLEEP_MS = 60_000;

/**
 * The only loop that sends. Over each connection it takes one mail at a time, says so in the
 * database before it talks to the server and again before the first byte of the message, so that a
 * crash at any instant leaves a row that tells what is known.
 */
export function createCourier(given: {
  readonly db: Database;
  readonly now: () => Date;
  readonly random: () => number;
  readonly delivery: () => Promise<Delivery>;
  /** A mail's bytes, composed if need be. @throws UnwritableMail. */
  readonly bytesOf: (id: number) => Promise<Buffer>;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
  /** The server whose mails it takes; those that leave by what is live when left out. */
  readonly profile?: string;
}): Courier {
  const { now, onChange, onError } = given;
  const queue = createQueue(given.db, now, given.profile ?? null);
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let pause: Pause | null = null;
  let timer: NodeJS.Timeout | undefined;
  const opening = new Set<AbortController>();
  const pace = createPace(now);
  /** Counts the times that another way may have been chosen. */
  let turn = 0;
  /** What became of mails, where it could not be written down yet. */
  const unwritten: Parameters<typeof queue.finish>[] = [];
  let destination = '';

  function wake(): void {
    run().catch(onError);
  }

  function resume(): void {
    pause = null;
    turn += 1;
    wake();
  }

  function run(): Promise<void> {
    if (stopped) return Promise.resolve();
    again = true;
    running ??= loop()
      .finally(() => {
        running = null;
      })
      // Woken after the last look at what is due, while it was put to sleep.
      .then(() => (again ? run() : undefined));
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
    const at = pause?.nextTryAt ?? (await queue.nextDue());
    if (!at || stopped) return;
    const instant = Math.max(at.getTime(), pause ? 0 : pace.nextAt);
    const wait = Math.min(Math.max(instant - now().getTime(), 0), MAX_SLEEP_MS);
    timer = setTimeout(() => {
      const left = pause ? pause.nextTryAt.getTime() - now().getTime() : 0;
      // More than a whole pause is left only when the clock was set back.
      if (left <= 0 || left > PAUSE_MS) pause = null;
      wake();
    }, wait);
    timer.unref();
  }

  async function deliverDue(): Promise<void> {
    if (await queue.expireOverdue()) onChange();
    if (pause) return;
    await writeDown();
    await queue.followClock();
    const due = await queue.countDue();
    if (due === 0 || now().getTime() < pace.nextAt) return;
    const begun = turn;
    // Once another way may have been chosen, nothing more leaves by this one.
    const goesOn = () => !stopped && !pause && turn === begun;
    let delivery: Delivery | null = null;
    try {
      delivery = await given.delivery();
      if (delivery.destination !== destination) pace.reset();
      ({ destination } = delivery);
      const first = await open(delivery);
      const more = Math.min(delivery.connections ?? 1, due) - 1;
      const run = { delivery, goesOn };
      const others = Array.from({ length: more }, () => helpWith(run));
      const ended = await Promise.allSettled([lead(run, first), ...others]);
      for (const end of ended) if (end.status === 'rejected') throw end.reason;
    } catch (error) {
      pauseOn(error, delivery);
    }
  }

  /** Sends what is due over one connection, which is opened anew when it has become unusable. */
  async function lead(run: Run, first: RecordedSession): Promise<void> {
    let session = first;
    try {
      while (!(await sendOver(session, run)) && run.goesOn()) {
        await session.close().catch(onError);
        session = await open(run.delivery);
      }
    } finally {
      await session.close().catch(onError);
    }
  }

  /** One more connection beside the first. A server that grants none just gets its mail slower. */
  async function helpWith(run: Run): Promise<void> {
    const session = await open(run.delivery).catch(() => null);
    if (!session) return;
    try {
      await sendOver(session, run);
    } finally {
      await session.close().catch(onError);
    }
  }

  /** @returns False when the connection broke and there may be more to send. */
  async function sendOver(session: RecordedSession, { delivery, goesOn }: Run): Promise<boolean> {
    let tried = 0;
    let last: Delivered = { usable: true, written: Promise.resolve() };
    while (last.usable && goesOn() && pace.take(delivery.perMinute ?? 0)) {
      // The end of the last mail and the claim of the next are one commit.
      const [mail] = await Promise.all([queue.claim(delivery.destination), last.written]);
      if (!mail) break;
      onChange();
      if (mail.overtaken !== null) await queue.drop(mail);
      else {
        last = await deliver(mail, { delivery, session, isFirst: tried === 0 });
        tried += 1;
      }
    }
    await last.written;
    if (tried > 0) onChange();
    return last.usable;
  }

  /** Opens a connection, which a stop need not wait for: nothing is on its way yet. */
  async function open({ server }: Delivery): Promise<RecordedSession> {
    const attempt = new AbortController();
    opening.add(attempt);
    try {
      return await openRecorded(server, attempt.signal);
    } finally {
      opening.delete(attempt);
    }
  }

  async function deliver(
    mail: DueMail,
    {
      delivery,
      session,
      isFirst,
    }: {
      readonly delivery: Delivery;
      readonly session: RecordedSession;
      /** Whether nothing was sent over this connection before. */
      readonly isFirst: boolean;
    },
  ): Promise<Delivered> {
    let verdict: Verdict;
    let usable = true;
    try {
      const outcome = await session.send({
        ...(await messageFor(delivery, mail, await given.bytesOf(mail.id))),
        onDataStarted: () => queue.markDataStarted(mail.id),
      });
      verdict = judge({ outcome, attempts: mail.attempts + 1, at: now(), random: given.random });
    } catch (error) {
      // What could not be written has not touched the connection.
      usable = error instanceof UnwritableMail;
      const problem = explainFailure(error, delivery.server);
      verdict = judge({ problem, attempts: mail.attempts + 1, at: now(), random: given.random });
      pace.hear(problem);
      // A server may end a connection after some mails; whether it is still there, a new one tells.
      const isEnded = problem.kind === 'network' && !isFirst;
      if (verdict.pauses && !isEnded) pauseFor(problem.title, problem.advice);
    }
    unwritten.push([mail, verdict, session.takeTalk()]);
    return { usable, written: writeDown() };
  }

  /** Writes down what became of mails. What can't be written now stays known until it can. */
  async function writeDown(): Promise<void> {
    for (let next = unwritten.shift(); next; next = unwritten.shift()) {
      try {
        await queue.finish(...next);
      } catch (error) {
        unwritten.unshift(next);
        throw error;
      }
    }
  }

  function pauseOn(error: unknown, delivery: Delivery | null): void {
    if (error instanceof NoDeliveryError) pauseFor(error.title, error.advice);
    else if (delivery && error instanceof SmtpError) {
      const problem = explainSmtpError(error, delivery.server);
      pace.hear(problem);
      pauseFor(problem.title, problem.advice);
    } else throw error;
  }

  function pauseFor(title: string, advice: string): void {
    const nextTryAt = new Date(now().getTime() + PAUSE_MS);
    pause = { title, advice, nextTryAt, profile: given.profile ?? null };
    onChange();
  }

  async function stop(): Promise<void> {
    stopped = true;
    clearTimeout(timer);
    for (const attempt of opening) attempt.abort();
    await running;
    await writeDown().catch(onError);
  }

  return {
    wake,
    resume,
    flush: run,
    stop,
    get pause() {
      return pause;
    },
    get slowed() {
      return pace.slowed;
    },
  };
}
