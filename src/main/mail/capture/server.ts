import type {
  SMTPServer,
  SMTPServerAuthentication,
  SMTPServerDataStream,
  SMTPServerOptions,
  SMTPServerSession,
} from 'smtp-server';

import { codeOf } from '../../../shared/code-of.ts';
import type { Faults } from './faults.ts';
import { createFaultySessions, DroppedError, type FaultySessions } from './faulty-session.ts';
import { messageBytes } from './message-bytes.ts';
import { PromptServer } from './prompt-server.ts';
import type { KeyAndCertificate } from './self-signed.ts';
import { createTalkRecorder, type TalkRecorder } from './talk.ts';

/** A mail as it came over the wire, dot-stuffing undone (RFC 5321 section 4.5.2). */
export interface ReceivedMail {
  readonly raw: Buffer;
  /** Empty for the null sender of a bounce. */
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly receivedAt: Date;
  readonly client: {
    readonly address: string;
    readonly hello: string;
    /** Version and cipher, or null when it came in clear. */
    readonly tls: string | null;
    /** Whom the client logged in as, or null without a login. Passwords are not kept. */
    readonly user: string | null;
  };
  /** What was said around the mail, logins masked, the message left out. */
  readonly talk: string;
}

export interface CaptureServer {
  readonly port: number;
  /** Offers STARTTLS from the next session on, or no longer. */
  offerTls(isOffered: boolean): void;
  /** Stops listening, lets transactions end and then closes what is still open. */
  close(): Promise<void>;
}

export interface CaptureServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Name given in the greeting. */
  readonly name: string;
  readonly now: () => Date;
  /** Key and certificate for STARTTLS, which is offered when they are given. */
  readonly tls?: KeyAndCertificate;
  /** The client hears 250 once this resolves, and 451 when it rejects, 452 where the disk is full. */
  readonly onMail: (mail: ReceivedMail) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** What goes wrong on purpose; nothing when left out. */
  readonly faults?: Faults;
}

/** Largest mail taken, in bytes; more is answered with 552. */
const MAX_MAIL_BYTES = 50 * 1024 * 1024;
/** RFC 5321 section 4.5.3.1.8 asks for at least 100. */
const MAX_RECIPIENTS = 100;
/** What a client hears once its mail is stored; every mail that is kept was answered so. */
const ACCEPTED = 'OK: message stored';
/** How long a client may take to end its transaction once the server closes, in milliseconds. */
const CLOSE_TIMEOUT_MS = 2_000;

/** Every way to log in that clients know, as each of them is accepted. */
const AUTH_METHODS = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'];

/**
 * Listens for mail on 127.0.0.1 only and takes every mail offered. A login is accepted whatever
 * it says; its name is kept with the mail, its password nowhere.
 *
 * @throws The error of `listen`, EADDRINUSE when the port is taken.
 */
export async function startCaptureServer(options: CaptureServerOptions): Promise<CaptureServer> {
  const talks = createTalkRecorder();
  const faulty = options.faults && createFaultySessions(options.faults, () => server);
  const settings: SMTPServerOptions = {
    name: options.name,
    size: MAX_MAIL_BYTES,
    rejectOversized: true,
    maxRecipients: MAX_RECIPIENTS,
    authOptional: true,
    allowInsecureAuth: true,
    authMethods: AUTH_METHODS,
    ...(options.tls ?? { disabledCommands: ['STARTTLS'] }),
    disableReverseLookup: true,
    // Programs under test may write what no real server takes, and it should be seen here.
    lenientAddressParsing: true,
    hideENHANCEDSTATUSCODES: false,
    closeTimeout: CLOSE_TIMEOUT_MS,
    ...faulty?.handlers,
    onAuth: (login, session, callback) => {
      const welcome = (): void => callback(null, { user: nameOf(login) });
      if (!faulty) return welcome();
      faulty.suffer(session, 'auth').then(welcome, unlessDropped(callback));
    },
    onClose: ({ id }) => talks.forget(id),
    onData: (stream, session, callback) => {
      take(stream, session, { options, talks, faulty }).then(
        () => callback(null, ACCEPTED),
        unlessDropped(callback),
      );
    },
  };
  const server: PromptServer = new PromptServer(settings, talks.logger);
  await listen(server, options);
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP port.');
  return {
    port: address.port,
    offerTls: (isOffered) => {
      const offered = isOffered && options.tls !== undefined;
      server.options.disabledCommands = offered ? [] : ['STARTTLS'];
    },
    close: () => {
      faulty?.stop();
      return close(server);
    },
  };
}

/** Answers with an error, unless the connection was hung up on purpose. */
function unlessDropped(callback: (error: Error) => void): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof DroppedError)) callback(error as Error);
  };
}

/** Who says to log in; a login without a name is one all the same. */
function nameOf({ username }: SMTPServerAuthentication): string {
  return username === undefined || username === '' ? 'nobody' : username;
}

async function take(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  given: {
    readonly options: CaptureServerOptions;
    readonly talks: TalkRecorder;
    readonly faulty: FaultySessions | undefined;
  },
): Promise<void> {
  const { options, talks, faulty } = given;
  const { mailFrom, rcptTo } = session.envelope;
  const raw = await messageBytes(stream, faulty?.slowed(session, stream));
  const talk = talks.take(session.id);
  // The library answers 552 by itself.
  if (stream.sizeExceeded) return;
  await faulty?.suffer(session, 'end');
  await store(options, {
    raw,
    envelopeFrom: mailFrom ? mailFrom.address : '',
    envelopeTo: rcptTo.map(({ address }) => address),
    receivedAt: options.now(),
    client: {
      address: session.remoteAddress,
      hello: session.hostNameAppearsAs,
      tls: describeTls(session.tlsOptions),
      user: session.user || null,
    },
    talk: `${talk}… the message, ${raw.length.toLocaleString('en-GB')} bytes …\nS: 250 2.6.0 ${ACCEPTED}\n`,
  });
}

/** RFC 5321 section 4.2.2: insufficient system storage. */
const DISK_FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

async function store({ onMail, onError }: CaptureServerOptions, mail: ReceivedMail): Promise<void> {
  try {
    await onMail(mail);
  } catch (error) {
    onError(error);
    const isFull = DISK_FULL.has(codeOf(error) ?? '');
    const why = isFull ? 'Not stored, the disk is full' : 'Not stored';
    throw Object.assign(new Error(`${why}, try again later`), { responseCode: isFull ? 452 : 451 });
  }
}

function describeTls(tls: SMTPServerSession['tlsOptions']): string | null {
  return tls ? `${tls.version}, ${tls.standardName}` : null;
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
