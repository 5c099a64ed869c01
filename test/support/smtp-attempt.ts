import { afterEach } from 'vitest';

import {
  openSmtp,
  type SendOutcome,
  type SmtpServer,
} from '../../src/main/mail/smtp/connection.ts';
import { explainSmtpError, type SmtpProblem } from '../../src/main/mail/smtp/explain.ts';
import { type SmtpSink, type SmtpSinkOptions, startSmtpSink } from './smtp-sink.ts';

/** A way to start sinks that are closed after each test of the file. */
export function useSmtpSinks(): (options?: SmtpSinkOptions) => Promise<SmtpSink> {
  const open: SmtpSink[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((sink) => sink.close()));
  });
  return async (options) => {
    const sink = await startSmtpSink(options);
    open.push(sink);
    return sink;
  };
}

/** Settings for a sink: in clear and without a login unless changed. */
export function serverAt(port: number, change: Partial<SmtpServer> = {}): SmtpServer {
  return { host: '127.0.0.1', port, security: 'none', user: null, password: null, ...change };
}

export const RAW_MAIL = Buffer.from('Subject: hello\r\n\r\n.dot\r\n..two\r\nlast\r\n');

export interface SmtpAttempt {
  readonly server: SmtpServer;
  readonly recipients?: readonly string[];
  readonly raw?: Buffer;
  readonly onDataStarted?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/** Opens a session, sends one mail and closes the session. */
export async function sendOnce(attempt: SmtpAttempt): Promise<SendOutcome> {
  const { server, recipients, raw, onDataStarted, signal } = attempt;
  const session = await openSmtp(server, signal ? { signal } : {});
  try {
    return await session.send({
      envelopeFrom: 'no-reply@shop.example',
      recipients: recipients ?? ['ada@example.org'],
      raw: raw ?? RAW_MAIL,
      onDataStarted: onDataStarted ?? (() => Promise.resolve()),
    });
  } finally {
    await session.close();
  }
}

/** What a person would be told when a mail can't be sent. */
export async function problemOf(attempt: SmtpAttempt): Promise<SmtpProblem> {
  try {
    await sendOnce(attempt);
  } catch (error) {
    return explainSmtpError(error, attempt.server);
  }
  throw new Error('It was sent.');
}
