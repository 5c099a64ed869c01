import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';

import SMTPConnection, {
  type SMTPConnectionCustomAuthContext,
  type SMTPConnectionOptions,
} from 'nodemailer/lib/smtp-connection';

import { MINUTE_MS } from '../../../shared/durations.ts';
import { type OnMilestone, watchMilestones } from './milestones.ts';
import { SmtpError, type SmtpFailure, toSmtpError } from './smtp-error.ts';
import { type SmtpServer, timeoutsOf } from './smtp-server.ts';
import { createTranscript, type TranscriptLine } from './transcript.ts';

type Done<Value> = (error?: Error | null, value?: Value) => void;

/** A connection of the library's, with promises for its callbacks and one way to break. */
export interface SmtpLine {
  readonly connection: SMTPConnection;
  /**
   * Starts something and waits for its callback, for the end of the connection, for the signal or
   * for the time limit, whichever is first. Its error is the library's own.
   *
   * @param limitMs In milliseconds; a server that talks on, a byte at a time, would hold it for good.
   */
  ask<Value>(start: (done: Done<Value>) => void, limitMs?: number): Promise<Value>;
  /** How many messages were written to their last byte. */
  readonly messagesWritten: number;
  /** Sends one command outside of any message and resolves to the reply. */
  command(text: string): Promise<string>;
  /** @param known What the caller knows besides. */
  toError(error: unknown, known?: Partial<SmtpFailure>): SmtpError;
}

/** How long one thing may take, in milliseconds; RFC 5321 section 4.5.3.2.6 grants ten minutes. */
export const ANSWER_LIMIT_MS = 10 * MINUTE_MS;
/** Bytes of a reply that are taken; RFC 5321 section 4.5.3.1.5 knows 512 for each of its lines. */
const MAX_REPLY_BYTES = 64 * 1024;
/** The name under which the library lets us send commands of our own: as a kind of login. */
const COMMAND = 'GATEHOUSE-COMMAND';

/** The socket in use, another one after STARTTLS; the library says that this field is public. */
export function socketOf(connection: SMTPConnection): unknown {
  return Reflect.get(connection, '_socket');
}

/** Puts the library on a connected socket. Nothing is said yet. */
export function createLine(given: {
  readonly server: SmtpServer;
  readonly socket: Socket;
  readonly signal: AbortSignal;
  readonly onLine: (line: TranscriptLine) => void;
  readonly onMilestone: OnMilestone;
  /** Takes any certificate, to look at it: nothing may be said over such a line. */
  readonly trustAnything?: boolean;
}): SmtpLine {
  const { server, socket, signal } = given;
  const watch = watchMilestones({
    tlsFirst: server.security === 'tls',
    socket: () => socketOf(connection),
    report: given.onMilestone,
  });
  const transcript = createTranscript({
    server,
    onConnected: watch.onConnected,
    onMessageWritten: () => {
      messagesWritten += 1;
    },
    onLine: (line) => {
      given.onLine(line);
      watch.onLine(line);
    },
  });
  let messagesWritten = 0;
  const replies: string[] = [];
  const connection = new SMTPConnection({
    ...settingsOf(server),
    ...(given.trustAnything ? { tls: { rejectUnauthorized: false } } : {}),
    connection: socket,
    logger: transcript.logger,
    transactionLog: true,
    customAuth: { [COMMAND]: (context) => sendCommand(context, replies) },
  });
  const broken = brokenBy(connection, signal);

  async function ask<Value>(
    start: (done: Done<Value>) => void,
    limitMs = ANSWER_LIMIT_MS,
  ): Promise<Value> {
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    const timer = setTimeout(() => reject(tooLate()), limitMs);
    try {
      start((error, value) => (error ? reject(error) : resolve(value as Value)));
      return await Promise.race([promise, broken]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    connection,
    ask,
    get messagesWritten() {
      return messagesWritten;
    },
    async command(text) {
      given.onLine({ direction: 'client', text });
      await ask((done) => connection.login({ method: COMMAND, text }, done));
      return transcript.redact(replies.shift() ?? '');
    },
    toError: (error, known) => toSmtpError(error, transcript.redact, known),
  };
}

function tooLate(): SmtpError {
  return new SmtpError('No end in time.', { code: 'ETIMEDOUT', timeout: 'SOCKET_TIMEOUT' });
}

function settingsOf(server: SmtpServer): SMTPConnectionOptions {
  const { host, port, security, helloName: name } = server;
  const timeouts = timeoutsOf(server);
  return {
    host,
    port,
    name,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2', ...trustOf(server) },
    connectionTimeout: timeouts.connect + timeouts.greeting,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.socket,
    socketCloseTimeout: 1_000,
    maxResponseSize: MAX_REPLY_BYTES,
  };
}

/** A pinned certificate is the only one trusted, under whatever name it was issued. */
function trustOf({ pinnedCertificate = '' }: SmtpServer): ConnectionOptions {
  if (pinnedCertificate === '') return {};
  const pinned = new X509Certificate(pinnedCertificate).fingerprint256;
  return {
    ca: [pinnedCertificate],
    allowPartialTrustChain: true,
    checkServerIdentity: (_host, certificate) =>
      certificate.fingerprint256 === pinned
        ? undefined
        : Object.assign(new Error('Another certificate than the pinned one.'), {
            code: 'ERR_TLS_CERT_PIN',
          }),
  };
}

async function sendCommand(
  { auth, sendCommand: send }: SMTPConnectionCustomAuthContext,
  replies: string[],
): Promise<void> {
  const { response } = await send(String(auth['text']));
  replies.push(response);
}

/** A promise that only ever rejects: when the connection ends, whyever, or the signal aborts. */
function brokenBy(connection: SMTPConnection, signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  // Nobody waits when an idle connection ends.
  promise.catch(() => undefined);
  const stop = (): void => {
    reject(new SmtpError('Stopped.', { code: 'EABORT' }));
    connection.close();
  };
  signal.addEventListener('abort', stop, { once: true });
  connection.on('error', reject);
  connection.on('end', () => {
    signal.removeEventListener('abort', stop);
    // Later, because the library says this before it hands the reason to its callback.
    setImmediate(reject, new SmtpError('The connection ended.', { code: 'ECONNECTION' }));
  });
  return promise;
}
