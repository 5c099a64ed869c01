import type { SmtpServer } from './smtp-server.ts';

export interface TranscriptLine {
  readonly direction: 'client' | 'server';
  readonly text: string;
}

/** Listens to the library's log and writes down what was said, without secrets. */
export interface Transcript {
  /** Given to the library as its logger; only `debug` and `info` are read. */
  readonly logger: {
    debug(entry: LogEntry, message: unknown): void;
    info(entry: LogEntry): void;
  };
  /** Takes the password out of a text, as it is and as logins encode it. */
  redact(text: string): string;
}

type LogEntry = { readonly tnx?: string; readonly remoteAddress?: string };

const MASK = '****';
/** What the library logs in place of a command of our own, which is written down where it is sent. */
const HIDDEN_COMMAND = '/* secret */';
/** A shorter password would turn half of every reply into asterisks. */
const MIN_SECRET_LENGTH = 3;

/**
 * @param given.onLine Every line said, commands and replies.
 * @param given.onConnected Says that the connection stands, after the handshake if it starts with TLS.
 */
export function createTranscript(given: {
  readonly server: SmtpServer;
  readonly onLine: (line: TranscriptLine) => void;
  readonly onConnected: () => void;
  /** Says that a message was written to its last byte. */
  readonly onMessageWritten: () => void;
}): Transcript {
  const secrets = secretsOf(given.server);
  let inLogin = false;

  function redact(text: string): string {
    return secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
  }

  function clientText(text: string): string {
    const [login] = /^AUTH \S+/i.exec(text) ?? [];
    if (login !== undefined) inLogin = true;
    if (login !== undefined) return login === text ? text : `${login} ${MASK}`;
    return inLogin ? MASK : redact(text);
  }

  return {
    redact,
    logger: {
      debug({ tnx }, message) {
        const text = String(message);
        if (text === HIDDEN_COMMAND) return;
        if (tnx === 'client') given.onLine({ direction: 'client', text: clientText(text) });
        if (tnx !== 'server') return;
        if (!text.startsWith('334')) inLogin = false;
        for (const line of redact(text).split('\n')) {
          given.onLine({ direction: 'server', text: line });
        }
      },
      info({ tnx, remoteAddress }) {
        if (tnx === 'network' && remoteAddress !== undefined) given.onConnected();
        if (tnx === 'message') given.onMessageWritten();
      },
    },
  };
}

function secretsOf({ user, password, oauth2 }: SmtpServer): string[] {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const login =
    password === null ? [] : [base64(`\0${user ?? ''}\0${password}`), base64(password), password];
  const tokens = [oauth2?.refreshToken ?? '', oauth2?.clientSecret ?? ''];
  return [...login, ...tokens].filter(({ length }) => length >= MIN_SECRET_LENGTH);
}
