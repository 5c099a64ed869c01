import { isIPv4 } from 'node:net';

/** An SMTP server as the settings describe it. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /**
   * `tls`: encrypted from the first byte (RFC 8314). `starttls`: encrypted before anything else,
   * or not at all (RFC 3207). `starttls-if-offered`: in clear when the server knows no STARTTLS.
   */
  readonly security: 'tls' | 'starttls' | 'starttls-if-offered' | 'none';
  /** Null sends without a login. */
  readonly user: string | null;
  readonly password: string | null;
  /** Name given with EHLO; this machine's name when left out. */
  readonly helloName?: string;
  readonly timeouts?: Partial<SmtpTimeouts>;
}

/** All in milliseconds. */
export interface SmtpTimeouts {
  /** Until the TCP connection stands. */
  readonly connect: number;
  /** From there until the greeting, and again for the TLS handshake. */
  readonly greeting: number;
  /** Without a byte from the server. */
  readonly socket: number;
}

const DEFAULT_TIMEOUTS: SmtpTimeouts = { connect: 10_000, greeting: 10_000, socket: 60_000 };

/** The timeouts to use for a server. */
export function timeoutsOf(server: SmtpServer): SmtpTimeouts {
  return { ...DEFAULT_TIMEOUTS, ...server.timeouts };
}

/** Whether a host is this machine, by its name alone: what DNS says about a name can change. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}
