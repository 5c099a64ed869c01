import type { MailPreset, ProfileInput } from '../contract/mail-settings.ts';
import type { PastedField } from './meaning.ts';
import type { SaidOfSecurity } from './pasted-security.ts';

type ServerField =
  | 'host'
  | 'port'
  | 'security'
  | 'auth'
  | 'user'
  | 'envelopeFrom'
  | 'helloName'
  | 'connections'
  | 'connectSeconds'
  | 'greetingSeconds'
  | 'socketSeconds'
  | 'tokenUrl'
  | 'clientId';
type SecretField = Exclude<keyof ProfileInput['secrets'], 'dkimKey'>;

/** What is understood so far, by the names and types of the form of a mail server. */
export interface Taken {
  readonly server: Partial<Pick<ProfileInput, ServerField>>;
  readonly secrets: Partial<Record<SecretField, string>>;
  readonly sender: Partial<Record<'fromAddress' | 'fromName' | 'replyTo', string>>;
  readonly said: { -readonly [Name in keyof SaidOfSecurity]: SaidOfSecurity[Name] };
  readonly notes: string[];
}

/** A mail provider, as far as a name stands for its server. */
export type KnownProvider = Pick<MailPreset, 'host' | 'port' | 'security'> & {
  readonly aliases: readonly string[];
};

/** Takes a value over. @returns Whether the field can have it. */
type Take = (value: string, taken: Taken, providers: readonly KnownProvider[]) => boolean;

const TRUE = /^(?:true|yes|on|1)$/i;
const FALSE = /^(?:false|no|off|0|none|null|)$/i;
const AUTHS = new Map<string, ProfileInput['auth']>([
  ['plain', 'plain'],
  ['login', 'login'],
  ['crammd5', 'cram-md5'],
  ['xoauth2', 'xoauth2'],
  ['oauth2', 'xoauth2'],
]);
const SCHEME = /^(?<scheme>[a-z+]+):\/\//i;
const HOST_AND_PORT = /^(?<host>\[[0-9a-f:.]+\]|[^:]+):(?<port>\d+)$/i;
const PERSON = /^"?(?<name>[^<"]*?)"?\s*<\s*(?<address>[^<>\s]+)\s*>$/;
const ADDRESS = /^[^\s:/]+@[^\s:/]+$/;
/** An address of a server with somebody's login in it, which is read as one or not at all. */
const HAS_LOGIN = /:\/\/[^]*@/;
/** What the form takes at most. */
const MOST_SECONDS = 600;
const MOST_CONNECTIONS = 20;

const SECRETS: ReadonlySet<PastedField> = new Set(['password', 'clientSecret', 'refreshToken']);

/** How the value of each field is read. */
const TAKES: Readonly<Record<Exclude<PastedField, 'url'>, Take>> = {
  host: takeHost,
  port: takePort,
  user: intoServer('user'),
  password: intoSecrets('password'),
  startTls: asSwitch('startTls'),
  tlsFromStart: asSwitch('tlsFromStart'),
  encryption: takeEncryption,
  // Rails means TLS from the start by it, others STARTTLS.
  tls: (value, taken) => takeEncryption(TRUE.test(value) ? 'tls' : value, taken),
  auth: (value, { server }) => {
    const auth = FALSE.test(value) ? 'none' : AUTHS.get(plain(value));
    if (auth !== undefined) server.auth = auth;
    return auth !== undefined || TRUE.test(value);
  },
  service: (value, { server, said }, providers) => {
    const found = providers.find(({ aliases }) =>
      aliases.some((alias) => plain(alias) === plain(value)),
    );
    if (!found) return false;
    Object.assign(server, { host: found.host, port: found.port });
    said.encryption = found.security;
    return true;
  },
  backend: (value, { notes }) => {
    // What stands behind :// may hold a login.
    const word = /^[\w.+-]*/.exec(value)?.[0] ?? '';
    if (/smtp/i.test(word)) return true;
    if (word !== '') notes.push(`There mails do not leave by SMTP, but by “${word}”.`);
    return word !== '';
  },
  from: takeSender,
  fromName: intoSender('fromName'),
  replyTo: (value, { sender }) => {
    const address = PERSON.exec(value)?.groups?.['address'] ?? value;
    if (!isAddressOrNone(address)) return false;
    sender.replyTo = address;
    return true;
  },
  envelopeFrom: (value, taken) =>
    isAddressOrNone(value) && intoServer('envelopeFrom')(value, taken, []),
  helloName: (value, taken) => !value.includes('@') && intoServer('helloName')(value, taken, []),
  timeout: asSeconds('connectSeconds', 'greetingSeconds', 'socketSeconds'),
  connectTimeout: asSeconds('connectSeconds'),
  greetingTimeout: asSeconds('greetingSeconds'),
  socketTimeout: asSeconds('socketSeconds'),
  connections: (value, { server }) => {
    if (!/^\d{1,6}$/.test(value) || Number(value) < 1) return false;
    server.connections = Math.min(Number(value), MOST_CONNECTIONS);
    return true;
  },
  clientId: intoServer('clientId'),
  clientSecret: intoSecrets('clientSecret'),
  refreshToken: intoSecrets('refreshToken'),
  tokenUrl: intoServer('tokenUrl'),
};

/**
 * Takes what stands for a field over.
 * @param providers Whom a service may be named after.
 * @returns Whether the field can have it; a login is taken into no field that is shown.
 */
export function takeValue(
  field: Exclude<PastedField, 'url'>,
  value: string,
  taken: Taken,
  providers: readonly KnownProvider[],
): boolean {
  const isShown = !SECRETS.has(field) && field !== 'backend';
  return !(isShown && HAS_LOGIN.test(value)) && TAKES[field](value, taken, providers);
}

/** A name, a name with its port, or one behind `ssl://`, as PHP's mailers write it. */
function takeHost(value: string, taken: Taken, providers: readonly KnownProvider[]): boolean {
  // Rails calls the server its address.
  if (value.includes('@')) return takeSender(value, taken);
  const scheme = SCHEME.exec(value)?.groups?.['scheme'];
  const bare = value.replace(SCHEME, '').replace(/[/.,;]+$/, '');
  const { host = bare, port } = HOST_AND_PORT.exec(bare)?.groups ?? {};
  if (host === '' || !(/^[^\s/:]+$/.test(host) || /^\[?[0-9a-f:.]+\]?$/i.test(host))) return false;
  taken.server.host = host;
  return (
    (scheme === undefined || takeEncryption(scheme, taken)) &&
    (port === undefined || TAKES.port(port, taken, providers))
  );
}

function takePort(value: string, { server }: Taken): boolean {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port < 1 || port > 65_535) return false;
  server.port = port;
  return true;
}

/** Laravel's, PHPMailer's and people's words; nodemailer's `secure` is true or false. */
function takeEncryption(value: string, { said }: Taken): boolean {
  const word = plain(value);
  if (/^(?:tls|smtp)$/.test(word)) said.encryption = 'by-port';
  else if (word.includes('starttls')) said.encryption = 'starttls';
  else if (/ssl|smtps|force|implicit/.test(word) || TRUE.test(value)) said.encryption = 'tls';
  else if (FALSE.test(value) || word === 'plain') said.encryption = 'none';
  else return false;
  return true;
}

/** `a@b`, or `Name <a@b>` (RFC 5322 section 3.4). */
function takeSender(value: string, { sender }: Taken): boolean {
  const { name, address = value } = PERSON.exec(value)?.groups ?? {};
  if (!ADDRESS.test(address)) return false;
  sender.fromAddress = address;
  if (name !== undefined && name !== '') sender.fromName = name;
  return true;
}

function isAddressOrNone(value: string): boolean {
  return value === '' || ADDRESS.test(value);
}

function intoServer(field: 'user' | 'envelopeFrom' | 'helloName' | 'clientId' | 'tokenUrl'): Take {
  return (value, { server }) => {
    server[field] = value;
    return true;
  };
}

function intoSecrets(field: SecretField): Take {
  return (value, { secrets }) => {
    secrets[field] = value;
    return true;
  };
}

function intoSender(field: 'fromName'): Take {
  return (value, { sender }) => {
    sender[field] = value;
    return true;
  };
}

function asSwitch(field: 'startTls' | 'tlsFromStart'): Take {
  return (value, { said }) => {
    said[field] = TRUE.test(value);
    return TRUE.test(value) || FALSE.test(value);
  };
}

/** Django and Ruby count in seconds, nodemailer and Java in milliseconds: nobody waits 1,000 seconds. */
function asSeconds(
  ...fields: readonly ('connectSeconds' | 'greetingSeconds' | 'socketSeconds')[]
): Take {
  return (value, { server }) => {
    if (value === '') return true;
    const given = Number(value);
    const whole = Math.round(given >= 1_000 ? given / 1_000 : given);
    if (!(whole >= 1 && whole <= MOST_SECONDS)) return false;
    for (const field of fields) server[field] = whole;
    return true;
  };
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
