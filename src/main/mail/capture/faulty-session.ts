import { setTimeout as wait } from 'node:timers/promises';

import type { SMTPServer, SMTPServerOptions, SMTPServerSession } from 'smtp-server';

import type { FaultStage } from '../../../shared/contract/faults.ts';
import type { Fault, Faults } from './faults.ts';

/** Ends a handler whose client is not to be answered any more. */
export class DroppedError extends Error {
  override readonly name = 'DroppedError';
}

export interface FaultySessions {
  /** Handlers of the library that let rules speak before the client is answered. */
  readonly handlers: Required<Pick<SMTPServerOptions, 'onConnect' | 'onMailFrom' | 'onRcptTo'>>;
  /**
   * Does what the rules ask at a moment of a session, and waits if they ask for that.
   *
   * @throws An error with `responseCode` to answer with, or DroppedError.
   */
  suffer(session: SMTPServerSession, stage: FaultStage): Promise<void>;
  /** The message, no faster than the rules allow. @throws DroppedError. */
  slowed(session: SMTPServerSession, stream: AsyncIterable<Buffer>): AsyncIterable<Buffer>;
  /** Ends every wait: the server closes. */
  stop(): void;
}

type Callback = (error?: Error | null) => void;

/** Makes a server fail on purpose, as the rules say. */
export function createFaultySessions(
  faults: Faults,
  server: () => Pick<SMTPServer, 'connections'>,
): FaultySessions {
  const stopping = new AbortController();

  async function undergo(session: SMTPServerSession, { delayMs, end }: Fault): Promise<void> {
    if (delayMs > 0) await pause(delayMs);
    if (end?.kind === 'drop') drop(session);
    if (end?.kind === 'reply') throw Object.assign(new Error(end.text), { responseCode: end.code });
  }

  /** Answers in the same turn when all is well, as a server without rules does. */
  function answer(session: SMTPServerSession, fault: Fault, callback: Callback): void {
    if (fault.delayMs === 0 && fault.end === null) return callback();
    undergo(session, fault).then(
      () => callback(),
      (error: unknown) => {
        // Nobody is there to be answered.
        if (!(error instanceof DroppedError)) callback(error as Error);
      },
    );
  }

  function slowed(session: SMTPServerSession, stream: AsyncIterable<Buffer>) {
    const { bytesPerSecond, end } = faults.at(momentOf(session, 'data'));
    if (end?.kind === 'drop') drop(session);
    return bytesPerSecond === null ? stream : throttled(stream, bytesPerSecond);
  }

  async function* throttled(stream: AsyncIterable<Buffer>, bytesPerSecond: number) {
    for await (const chunk of stream) {
      yield chunk;
      await pause((chunk.length / bytesPerSecond) * 1_000);
    }
  }

  function drop(session: SMTPServerSession): never {
    for (const connection of server().connections) {
      if (connection.session.id === session.id) connection.close();
    }
    throw new DroppedError('The connection was dropped on purpose.');
  }

  async function pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: stopping.signal }).catch(() => {
      throw Object.assign(new Error('Server shutting down'), { responseCode: 421 });
    });
  }

  return {
    handlers: {
      onConnect: (session, callback) =>
        answer(session, faults.at(momentOf(session, 'connect')), callback),
      // The library writes the sender down only after this answer.
      onMailFrom: ({ address }, session, callback) =>
        answer(session, faults.at({ stage: 'mail', sender: address, recipients: [] }), callback),
      onRcptTo: ({ address }, session, callback) =>
        answer(
          session,
          faults.at({ ...momentOf(session, 'rcpt'), recipients: [address] }),
          callback,
        ),
    },
    suffer: (session, stage) => undergo(session, faults.at(momentOf(session, stage))),
    slowed,
    stop: () => stopping.abort(),
  };
}

function momentOf(session: SMTPServerSession, stage: FaultStage) {
  // There is none before the client has greeted.
  const { mailFrom, rcptTo }: Partial<SMTPServerSession['envelope']> = session.envelope ?? {};
  return {
    stage,
    sender: mailFrom ? mailFrom.address : null,
    recipients: (rcptTo ?? []).map(({ address }) => address),
  };
}
