import { buffer } from 'node:stream/consumers';

import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** A mail as it came over the wire, dot-stuffing undone (RFC 5321 section 4.5.2). */
export interface ReceivedMail {
  readonly raw: Buffer;
  /** Empty for the null sender of a bounce. */
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly receivedAt: Date;
  readonly client: { readonly address: string; readonly hello: string };
}

export interface CaptureServer {
  readonly port: number;
  /** Stops listening, lets transactions end and then closes what is still open. */
  close(): Promise<void>;
}

export interface CaptureServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Name given in the greeting. */
  readonly name: string;
  readonly now: () => Date;
  /** The client hears 250 once this resolves, and 451 when it rejects. */
  readonly onMail: (mail: ReceivedMail) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Largest mail taken, in bytes; more is answered with 552. */
const MAX_MAIL_BYTES = 50 * 1024 * 1024;
/** RFC 5321 section 4.5.3.1.8 asks for at least 100. */
const MAX_RECIPIENTS = 100;
/** How long a client may take to end its transaction once the server closes, in milliseconds. */
const CLOSE_TIMEOUT_MS = 2_000;

/**
 * Listens for mail on 127.0.0.1 only and takes every mail offered. A login is accepted whatever
 * it says and is not kept. STARTTLS is not offered: the library's own key is public.
 *
 * @throws The error of `listen`, EADDRINUSE when the port is taken.
 */
export async function startCaptureServer(options: CaptureServerOptions): Promise<CaptureServer> {
  const server = new SMTPServer({
    name: options.name,
    size: MAX_MAIL_BYTES,
    rejectOversized: true,
    maxRecipients: MAX_RECIPIENTS,
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    // Programs under test may write what no real server takes, and it should be seen here.
    lenientAddressParsing: true,
    hideENHANCEDSTATUSCODES: false,
    closeTimeout: CLOSE_TIMEOUT_MS,
    logger: false,
    onAuth: (_login, _session, callback) => callback(null, { user: 'anyone' }),
    onData: (stream, session, callback) => {
      take(stream, session, options).then(
        () => callback(),
        (error: unknown) => {
          options.onError(error);
          callback(Object.assign(new Error('Not stored, try again later'), { responseCode: 451 }));
        },
      );
    },
  });
  await listen(server, options);
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP port.');
  return { port: address.port, close: () => close(server) };
}

async function take(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  { now, onMail }: CaptureServerOptions,
): Promise<void> {
  const { mailFrom, rcptTo } = session.envelope;
  const raw = await buffer(stream);
  // The library answers 552 by itself.
  if (stream.sizeExceeded) return;
  await onMail({
    raw,
    envelopeFrom: mailFrom ? mailFrom.address : '',
    envelopeTo: rcptTo.map(({ address }) => address),
    receivedAt: now(),
    client: { address: session.remoteAddress, hello: session.hostNameAppearsAs },
  });
}

function listen(server: SMTPServer, { port, onError }: CaptureServerOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', () => {
    // A client that resets its connection inside a mail ends here; without a listener the process
    // would end too.
    server.on('error', onError);
    server.off('error', reject);
    resolve();
  });
  return promise;
}

function close(server: SMTPServer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(resolve);
  for (const connection of server.connections) {
    if (!connection.session.envelope?.mailFrom) connection.send(421, 'Server shutting down');
  }
  return promise;
}
