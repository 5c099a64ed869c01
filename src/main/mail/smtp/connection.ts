import { dial } from './dial.ts';
import type { OnMilestone } from './milestones.ts';
import { type SendOutcome, sendMessage, type SmtpMessage } from './send-message.ts';
import { replyCode, SmtpError } from './smtp-error.ts';
import { createLine, type SmtpLine } from './smtp-line.ts';
import { isLoopback } from '../../../shared/loopback.ts';
import { logIn } from './log-in.ts';
import type { SmtpServer } from './smtp-server.ts';
import type { TranscriptLine } from './transcript.ts';
import { addressForWire, breaksCommand } from './wire-address.ts';
import { isKeptBack, takeSmtpUtf8 } from './wire-needs.ts';

export type { SendOutcome } from './send-message.ts';
export type { SmtpServer } from './smtp-server.ts';

/** What a server said it can do, after encryption if there is any. */
interface SmtpCapabilities {
  /** First words of the EHLO lines, in capitals. */
  readonly extensions: readonly string[];
  /** The EHLO lines without the greeting. */
  readonly lines: readonly string[];
  readonly encrypted: boolean;
}

export interface OpenOptions {
  readonly signal?: AbortSignal;
  readonly onTranscript?: (line: TranscriptLine) => void;
  /** Told as each step of opening is passed, in the order they happen. */
  readonly onMilestone?: OnMilestone;
  /** Allows a connection in clear, and a login over it, to another computer. */
  readonly allowPlain?: boolean;
}

export interface SmtpSession {
  readonly capabilities: SmtpCapabilities;
  /**
   * Sends one message. After an error the session is closed, unless the message was kept back.
   *
   * @throws SmtpError, also when every recipient was refused; or what onDataStarted rejected with.
   */
  send(message: SmtpMessage): Promise<SendOutcome>;
  /**
   * Asks whether the server would send as an address, by MAIL FROM and RSET: nothing is sent.
   *
   * @throws SmtpError when it would not.
   */
  verifySender(from: string): Promise<void>;
  /** Says QUIT and waits a little for the answer. */
  close(): Promise<void>;
}

/** How long a server may take to answer QUIT, in milliseconds. */
const QUIT_TIMEOUT_MS = 2_000;

/**
 * Connects to a server, encrypts as the settings demand, and logs in.
 *
 * @throws SmtpError
 */
export async function openSmtp(server: SmtpServer, options: OpenOptions): Promise<SmtpSession> {
  const { signal = new AbortController().signal, onMilestone = ignore } = options;
  const mayBePlain = options.allowPlain === true || isLoopback(server.host);
  if (server.security === 'none' && !mayBePlain) {
    throw new SmtpError(`Mail to ${server.host} would travel in clear.`, { code: 'EPLAIN' });
  }
  const socket = await dial(server, {
    signal,
    onResolved: (addresses) => onMilestone('dns', addresses.join(', ')),
  });
  onMilestone('connect', `${socket.remoteAddress ?? server.host}, port ${server.port}`);
  const onLine = options.onTranscript ?? ignore;
  const line = createLine({ server, socket, signal, onLine, onMilestone });
  try {
    await line.ask((done) => line.connection.connect(done));
    const capabilities = capabilitiesOf(line);
    if (server.user !== null) {
      await logIn(line, server, mayBePlain);
      onMilestone('auth', `As ${server.user}.`);
    }
    return createSession(line, capabilities);
  } catch (error) {
    line.connection.close();
    throw line.toError(error);
  }
}

function ignore(): void {}

/** After connecting, the last words of the server are its reply to EHLO. */
function capabilitiesOf({ connection }: SmtpLine): SmtpCapabilities {
  const reply = connection.lastServerResponse || '';
  const lines = reply
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/^\d{3}[ -]/, '').trim());
  const extensions = lines.map((line) => line.split(/[ =]/)[0]?.toUpperCase() ?? '');
  return { extensions, lines, encrypted: connection.secure };
}

function createSession(line: SmtpLine, capabilities: SmtpCapabilities): SmtpSession {
  return {
    capabilities,
    async send(message) {
      try {
        return await sendMessage(line, message, capabilities.extensions);
      } catch (error) {
        if (!isKeptBack(error)) line.connection.close();
        throw error;
      }
    },
    verifySender: (from) => verifySender(line, from, capabilities.extensions),
    close: () => quit(line),
  };
}

async function verifySender(
  line: SmtpLine,
  from: string,
  extensions: readonly string[],
): Promise<void> {
  const failure = { code: 'EENVELOPE', command: 'MAIL FROM', sender: from };
  if (breaksCommand(from)) throw new SmtpError('The sender is no address.', failure);
  try {
    const address = addressForWire(from);
    const word = takeSmtpUtf8([address], extensions) ? ' SMTPUTF8' : '';
    const reply = await line.command(`MAIL FROM:<${address}>${word}`);
    if (!reply.startsWith('2')) {
      const smtpCode = replyCode(reply);
      throw new SmtpError('The sender was refused.', { ...failure, reply, smtpCode });
    }
    await line.command('RSET');
  } catch (error) {
    throw line.toError(error);
  }
}

async function quit({ connection }: SmtpLine): Promise<void> {
  if (connection.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  connection.once('end', resolve);
  const timer = setTimeout(() => connection.close(), QUIT_TIMEOUT_MS);
  connection.quit();
  await promise;
  clearTimeout(timer);
}
