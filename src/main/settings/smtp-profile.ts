/** One server that mail can leave through, with everything the form says about it. */
export interface SmtpProfile {
  readonly id: string;
  readonly name: string;
  readonly colour: ProfileColour;
  readonly host: string;
  readonly port: number;
  /**
   * `tls`: encrypted from the first byte (RFC 8314). `starttls`: encrypted before anything else,
   * or not at all (RFC 3207). `starttls-if-offered`: in clear when the server knows no STARTTLS.
   */
  readonly security: 'tls' | 'starttls' | 'starttls-if-offered' | 'none';
  /** `auto` takes the first method that the server offers. `none` sends without a login. */
  readonly auth: 'auto' | 'plain' | 'login' | 'cram-md5' | 'xoauth2' | 'none';
  readonly user: string;
  /** Where bounces go (RFC 5321 section 4.4); empty means the sender's own address. */
  readonly envelopeFrom: string;
  /** Name given with EHLO; empty means this machine's name. */
  readonly helloName: string;
  /** Connections at a time. */
  readonly connections: number;
  /** Mails a minute at most; 0 sets no limit. */
  readonly perMinute: number;
  /** Until the TCP connection stands. */
  readonly connectSeconds: number;
  /** From there until the greeting, and again for the TLS handshake. */
  readonly greetingSeconds: number;
  /** Without a byte from the server. */
  readonly socketSeconds: number;
  /** Where XOAUTH2 trades its refresh token for an access token. */
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Mails are signed for this domain (RFC 6376); empty leaves them unsigned. */
  readonly dkimDomain: string;
  readonly dkimSelector: string;
  /** A certificate in PEM that is trusted instead of the known authorities; empty for none. */
  readonly pinnedCertificate: string;
}

export type ProfileColour = 'green' | 'blue' | 'violet' | 'amber' | 'red' | 'grey';

/** What a profile keeps sealed. */
export const PROFILE_SECRETS = ['password', 'clientSecret', 'refreshToken', 'dkimKey'] as const;
export type ProfileSecret = (typeof PROFILE_SECRETS)[number];

/** A profile as it starts. */
export const NEW_PROFILE: Omit<SmtpProfile, 'id'> = {
  name: '',
  colour: 'green',
  host: '',
  port: 587,
  security: 'starttls',
  auth: 'auto',
  user: '',
  envelopeFrom: '',
  helloName: '',
  connections: 3,
  perMinute: 0,
  connectSeconds: 10,
  greetingSeconds: 10,
  socketSeconds: 60,
  tokenUrl: '',
  clientId: '',
  dkimDomain: '',
  dkimSelector: '',
  pinnedCertificate: '',
};

/**
 * What a secret belongs to: it is never used for another place. A signing key leaves for nowhere,
 * so it belongs to the profile alone.
 */
export function placeOf(profile: SmtpProfile, secret: ProfileSecret): string {
  const { host, port, security, user, tokenUrl, clientId } = profile;
  if (secret === 'dkimKey') return '';
  const server = [host.toLowerCase(), port, security, user];
  return JSON.stringify(secret === 'password' ? server : [...server, tokenUrl, clientId]);
}

/** The name under which a profile's secret is sealed. */
export function secretName(
  { id }: Pick<SmtpProfile, 'id'>,
  secret: ProfileSecret,
): `smtp.${string}.${ProfileSecret}` {
  return `smtp.${id}.${secret}`;
}
