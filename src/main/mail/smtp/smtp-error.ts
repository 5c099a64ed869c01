import { messageOf } from '../../../shared/message-of.ts';

/** What is known about a failed attempt to talk to a server. Holds no secret. */
export interface SmtpFailure {
  /**
   * The library's code (EDNS, ESOCKET, ETIMEDOUT, ETLS, EAUTH, EENVELOPE, EMESSAGE, ECONNECTION,
   * EPROTOCOL, EABORT) or our own (EPLAIN, EPLAINPASSWORD, ENOAUTH, ESMTPUTF8, E8BITMIME).
   */
  readonly code: string;
  /** Code of the system or of OpenSSL beneath, such as ECONNREFUSED. */
  readonly systemCode: string | null;
  /** The command that was answered. */
  readonly command: string | null;
  /** The server's own words. */
  readonly reply: string | null;
  readonly smtpCode: number | null;
  /** Whether bytes of the message may have left: from there on its fate is unknown. */
  readonly dataStarted: boolean;
  readonly timeout: string | null;
  /** The names in a certificate that is not for this host. */
  readonly certificateNames: string | null;
  readonly sender: string | null;
  /** The one recipient meant, where there is one. */
  readonly recipient: string | null;
}

/** Characters of a reply that are kept. */
const LONGEST_REPLY = 4_000;

/** A server could not be talked to, or said no. */
export class SmtpError extends Error {
  override readonly name = 'SmtpError';
  readonly failure: SmtpFailure;

  constructor(message: string, failure: Partial<SmtpFailure> & Pick<SmtpFailure, 'code'>) {
    super(message);
    this.failure = { ...NOTHING_KNOWN, ...failure };
  }
}

const NOTHING_KNOWN: Omit<SmtpFailure, 'code'> = {
  systemCode: null,
  command: null,
  reply: null,
  smtpCode: null,
  dataStarted: false,
  timeout: null,
  certificateNames: null,
  sender: null,
  recipient: null,
};

/**
 * Takes over what the library tells. The library's own error is not kept as the cause, because a
 * server may have repeated the password in its words.
 *
 * @param redact Takes secrets out of a text.
 * @param known What the caller knows besides.
 */
export function toSmtpError(
  error: unknown,
  redact: (text: string) => string,
  known: Partial<SmtpFailure> = {},
): SmtpError {
  if (error instanceof SmtpError)
    return new SmtpError(error.message, { ...error.failure, ...known });
  const reply = textOf(error, 'response');
  const command = textOf(error, 'command');
  const code = textOf(error, 'code') ?? 'EUNKNOWN';
  const message = messageOf(error);
  return new SmtpError(redact(message), {
    ...known,
    code,
    systemCode: textOf(error, 'originalCode'),
    command: command?.startsWith('AUTH') ? 'AUTH' : command,
    reply: reply === null ? null : redact(reply).slice(0, LONGEST_REPLY),
    smtpCode: reply === null ? null : replyCode(reply),
    timeout: textOf(error, 'timeoutType'),
    certificateNames: textOf(propertyOf(error, 'cert'), 'subjectaltname'),
    recipient: textOf(error, 'recipient') ?? known.recipient ?? null,
  });
}

/** The three digits that start a reply (RFC 5321 section 4.2), or null. */
export function replyCode(reply: string): number | null {
  const [digits] = /^[2-5]\d\d/.exec(reply) ?? [];
  return digits === undefined ? null : Number(digits);
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function textOf(value: unknown, key: string): string | null {
  const found = propertyOf(value, key);
  return typeof found === 'string' && found !== '' ? found : null;
}
