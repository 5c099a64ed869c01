import type { Delivery } from './delivery.ts';
import { messageFor } from './delivery.ts';
import type { Pace } from './pace.ts';
import type { DueMail, Queue } from './queue.ts';
import { openRecorded, type RecordedSession } from '../smtp/recorded-session.ts';
import type { SmtpProblem } from '../smtp/smtp-problem.ts';
import { isKeptBack } from '../smtp/wire-needs.ts';
import { explainFailure, UnwritableMail } from './unwritable-mail.ts';
import { judge, type Verdict } from './verdict.ts';

/** Takes what is due, mail by mail, and sends it. */
export interface Sender {
  /**
   * Sends over as many connections as the delivery has, until nothing is due or it is to end.
   *
   * @param due How many mails are due.
   * @param goesOn Asked before each mail.
   * @throws SmtpError when not even one connection can be opened.
   */
  send(delivery: Delivery, due: number, goesOn: () => boolean): Promise<void>;
  /** Gives up connections that are being opened: nothing is on its way over them yet. */
  giveUpOpening(): void;
  /** Gives up every connection, also in the middle of a mail. */
  giveUp(): void;
  /** Writes down what became of mails. What can't be written now stays known until it can. */
  writeDown(): Promise<void>;
  /** Something is known that could not be written down yet. */
  readonly owes: boolean;
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

/**
 * Over each connection it takes one mail at a time, says so in the database before it talks to the
 * server and again before the first byte of the message, so that a crash at any instant leaves a
 * row that tells what is known.
 *
 * @param given.onPause Told of a fault that strikes every mail.
 */
export function createSender(given: {
  readonly queue: Queue;
  readonly pace: Pace;
  readonly now: () => Date;
  readonly random: () => number;
  readonly bytesOf: (id: number) => Promise<Buffer>;
  readonly onPause: (problem: SmtpProblem) => void;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}): Sender {
  const { queue, pace, now, random, onChange, onError } = given;
  const opening = new Set<AbortController>();
  const opened = new Set<AbortController>();
  /** What became of mails, where it could not be written down yet. */
  const unwritten: Parameters<Queue['finish']>[] = [];

  async function send(delivery: Delivery, due: number, goesOn: () => boolean): Promise<void> {
    const run = { delivery, goesOn };
    const first = await open(delivery);
    const more = Math.min(delivery.connections ?? 1, due) - 1;
    const others = Array.from({ length: more }, () => helpWith(run));
    const ended = await Promise.allSettled([lead(run, first), ...others]);
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
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
    await queue.settle();
    if (tried > 0) onChange();
    return last.usable;
  }

  async function open({ server }: Delivery): Promise<RecordedSession> {
    const attempt = new AbortController();
    opening.add(attempt);
    try {
      const session = await openRecorded(server, attempt.signal);
      opened.add(attempt);
      return { ...session, close: () => session.close().finally(() => opened.delete(attempt)) };
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
      verdict = judge({ outcome, attempts: mail.attempts + 1, at: now(), random });
    } catch (error) {
      // What could not be written, or was kept back, has not touched the connection.
      usable = error instanceof UnwritableMail || isKeptBack(error);
      const problem = explainFailure(error, delivery.server);
      verdict = judge({ problem, attempts: mail.attempts + 1, at: now(), random });
      pace.hear(problem);
      // A server may end a connection after some mails; whether it is still there, a new one tells.
      const isEnded = problem.kind === 'network' && !isFirst;
      if (verdict.pauses && !isEnded) given.onPause(problem);
    }
    unwritten.push([mail, verdict, session.takeTalk()]);
    return { usable, written: writeDown() };
  }

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

  return {
    send,
    giveUpOpening: () => opening.forEach((attempt) => attempt.abort()),
    giveUp: () => opened.forEach((attempt) => attempt.abort()),
    writeDown,
    get owes() {
      return unwritten.length > 0;
    },
  };
}
