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
  /** The login to use; the first that the server offers when left out. */
  readonly auth?: 'auto' | 'plain' | 'login' | 'cram-md5' | 'xoauth2';
  /** What XOAUTH2 trades for an access token. */
  readonly oauth2?: SmtpTokens | null;
  /** A certificate in PEM: this one and no other is trusted. */
  readonly pinnedCertificate?: string;
  /** Name given with EHLO; this machine's name when left out. */
  readonly helloName?: string;
  readonly timeouts?: Partial<SmtpTimeouts>;
}

/** A refresh token and where to trade it (RFC 6749 section 6). */
export interface SmtpTokens {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly refreshToken: string;
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
