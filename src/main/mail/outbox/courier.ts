import { describeSqliteError } from '../../db/sqlite-error.ts';
import type { Database } from '../../db/open-database.ts';
import type { Delivery } from './delivery.ts';
import { NoDeliveryError } from './no-delivery.ts';
import { createPace, type Slowed } from './pace.ts';
import { createQueue } from './queue.ts';
import { createSender } from './sender.ts';
import { explainSmtpError } from '../smtp/explain.ts';
import { SmtpError } from '../smtp/smtp-error.ts';
import { createWakefulLoop } from './wakeful-loop.ts';

/** Why mail stands still. */
export interface Pause {
  readonly title: string;
  readonly advice: string;
  readonly nextTryAt: Date;
  /** The server whose mails stand still, or null for what is live. */
  readonly profile: string | null;
  /** The database can't be written, whatever server there is. */
  readonly isOfDatabase: boolean;
}

interface OwnPause extends Pause {
  /** Nothing is kept from leaving by it, so that there is nothing to tell. */
  readonly isQuiet: boolean;
}

export interface Courier {
  /** Says that something may be due. */
  wake(): void;
  /** Ends any pause and tries at once: the settings have changed, or somebody asks for it. */
  resume(): void;
  /** Sends everything due and resolves when nothing is. */
  flush(): Promise<void>;
  /** Finishes the mail in hand, unless its server takes too long, then stops. */
  stop(): Promise<void>;
  readonly pause: Pause | null;
  /** The lower rate that the server asked for, or null. */
  readonly slowed: Slowed | null;
}

/** How long a mail in hand may take once the courier is to stop, in milliseconds. */
const STOP_GRACE_MS = 5_000;
/** How long a paused queue waits before it tries the server again, in milliseconds. */
const PAUSE_MS = 60_000;
/** The same while the database can't be written, which a person mends, or which passes, in milliseconds. */
const DATABASE_PAUSE_MS = 10_000;

/**
 * The only loop that sends: whenever it is woken, and by itself when a mail falls due or the link of
 * a held one ends. It stands still after a fault that strikes every mail.
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
  const pace = createPace(now);
  const sender = createSender({ ...given, queue, pace, onPause: pauseFor });
  const loop = createWakefulLoop({ now, work, nextAt, onTime, onError });
  let pause: OwnPause | null = null;
  /** Counts the times that another way may have been chosen. */
  let turn = 0;
  let destination = '';

  function wake(): void {
    loop.run().catch(onError);
  }

  function resume(): void {
    pause = null;
    turn += 1;
    wake();
  }

  async function nextAt(): Promise<Date | null> {
    if (pause) return pause.nextTryAt;
    const due = await queue.nextDue();
    return due && new Date(Math.max(due.getTime(), pace.nextAt));
  }

  function onTime(): void {
    const left = pause ? pause.nextTryAt.getTime() - now().getTime() : 0;
    // More than a whole pause is left only when the clock was set back.
    if (left <= 0 || left > PAUSE_MS) pause = null;
  }

  async function work(): Promise<void> {
    try {
      if (await queue.expireOverdue()) onChange();
      if (!isBarred()) await deliverDue();
      if (!isBarred()) pause = null;
    } catch (error) {
      onError(error);
      if (!isBarred()) await pauseOnFailure(error);
    }
  }

  function isBarred(): boolean {
    return pause !== null && !pause.isQuiet;
  }

  async function mayKeepMails(): Promise<boolean> {
    try {
      return sender.owes || (await queue.hasMails());
    } catch {
      return true;
    }
  }

  /** What failed was ours, not the server. */
  async function pauseOnFailure(error: unknown): Promise<void> {
    const cause = describeSqliteError(error);
    const isQuiet = !(await mayKeepMails());
    if (cause === null) {
      const advice = 'Mails wait. gatehouse.log in the data folder tells more.';
      pauseFor({ title: 'Mail could not be sent.', advice, isQuiet });
      return;
    }
    const advice = 'Mails wait, and leave by themselves once the database can be written.';
    pauseFor({ title: cause.message, advice, isOfDatabase: true, isQuiet });
  }

  async function deliverDue(): Promise<void> {
    await sender.writeDown();
    await queue.followClock();
    const due = await queue.countDue();
    if (due === 0 || now().getTime() < pace.nextAt) return;
    const begun = turn;
    let delivery: Delivery | null = null;
    try {
      delivery = await given.delivery();
      if (delivery.destination !== destination) pace.reset();
      ({ destination } = delivery);
      // Once another way may have been chosen, nothing more leaves by this one.
      await sender.send(delivery, due, () => !loop.isStopped && !isBarred() && turn === begun);
    } catch (error) {
      pauseOn(error, delivery);
    }
  }

  function pauseOn(error: unknown, delivery: Delivery | null): void {
    if (error instanceof NoDeliveryError) {
      pauseFor({ title: error.title, advice: `Mails wait. ${error.advice}` });
    } else if (delivery && error instanceof SmtpError) {
      const problem = explainSmtpError(error, delivery.server);
      pace.hear(problem);
      pauseFor(problem);
    } else throw error;
  }

  function pauseFor({
    title,
    advice,
    isOfDatabase = false,
    isQuiet = false,
  }: Pick<Pause, 'title' | 'advice'> & Partial<OwnPause>): void {
    const waitMs = isOfDatabase ? DATABASE_PAUSE_MS : PAUSE_MS;
    const nextTryAt = new Date(now().getTime() + waitMs);
    const profile = given.profile ?? null;
    pause = { title, advice, nextTryAt, profile, isOfDatabase, isQuiet };
    onChange();
  }

  async function stop(): Promise<void> {
    const ended = loop.stop();
    sender.giveUpOpening();
    const timer = setTimeout(sender.giveUp, STOP_GRACE_MS);
    await ended;
    clearTimeout(timer);
    await sender.writeDown().catch(onError);
  }

  return {
    wake,
    resume,
    flush: loop.run,
    stop,
    get pause() {
      return isBarred() ? pause : null;
    },
    get slowed() {
      return pace.slowed;
    },
  };
}
