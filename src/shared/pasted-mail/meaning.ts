/** What a value of a pasted text is for. */
export type PastedField =
  | 'host'
  | 'port'
  | 'user'
  | 'password'
  | 'startTls'
  | 'tlsFromStart'
  | 'encryption'
  | 'tls'
  | 'auth'
  | 'url'
  | 'service'
  | 'backend'
  | 'from'
  | 'fromName'
  | 'replyTo'
  | 'envelopeFrom'
  | 'helloName'
  | 'timeout'
  | 'connectTimeout'
  | 'greetingTimeout'
  | 'socketTimeout'
  | 'connections'
  | 'clientId'
  | 'clientSecret'
  | 'refreshToken'
  | 'tokenUrl';

/** Pages of the settings on which something is set that may stand in the same text. */
export type OtherPage = 'site' | 'registration' | 'sign-in' | 'network';

export type Meaning =
  | { readonly kind: 'field'; readonly field: PastedField }
  | { readonly kind: 'elsewhere'; readonly page: OtherPage }
  /** Known, and there is nothing like it here. */
  | { readonly kind: 'no-counterpart' };

/** Names in lower case without marks between words, as they are behind `EMAIL_`, `SMTP_` or `MAIL_`. */
const FIELDS: ReadonlyMap<string, PastedField> = namesOf({
  host: 'host server hostname servername address addr relay relayhost smarthost serveraddress',
  port: 'port serverport',
  user: 'user username hostuser login userid authuser authusername accountname',
  password: 'password pass passwd pwd hostpassword authpass authpassword apppassword userpassword',
  startTls:
    'usetls starttls usestarttls enablestarttls enablestarttlsauto starttlsenable starttlsrequired requiretls',
  tlsFromStart: 'usessl ssl sslenable enablessl usesmtps',
  encryption: 'encryption security secure scheme tlsmode connectionsecurity',
  tls: 'tls',
  auth: 'auth authentication authmethod authmechanism authtype authmode',
  url: 'url dsn uri',
  service: 'service',
  backend: 'backend mailer driver transport deliverymethod',
  from: 'from fromaddress fromemail fromemailaddress sender senderaddress defaultsender defaultfrom',
  fromName: 'fromname sendername',
  replyTo: 'replyto replytoaddress replytoemail',
  envelopeFrom: 'returnpath envelopefrom envelopesender bounceaddress',
  helloName: 'domain ehlodomain helodomain ehlo helo localhostname',
  timeout: 'timeout',
  connectTimeout: 'connectiontimeout connecttimeout opentimeout',
  greetingTimeout: 'greetingtimeout',
  socketTimeout: 'sockettimeout readtimeout',
  connections: 'maxconnections',
  clientId: 'clientid authclientid',
  clientSecret: 'clientsecret authclientsecret',
  refreshToken: 'refreshtoken authrefreshtoken',
  tokenUrl: 'accessurl authaccessurl tokenurl',
});
/** The same for whole names, whatever they stand within. */
const WHOLE_FIELDS: ReadonlyMap<string, PastedField> = namesOf({
  from: 'defaultfromemail',
  backend: 'defaultmailer mailmailer mailtransport',
});
const ELSEWHERE: ReadonlyMap<string, OtherPage> = namesOf({
  site: 'domain sitedomain sitename siteurl appurl baseurl',
  registration: 'accountactivationdays registrationopen',
  'sign-in': 'secretkey passwordresettimeout passwordresettimeoutdays sessioncookieage',
  network: 'allowedhosts',
});
const NO_COUNTERPART = new Set(
  'subjectprefix uselocaltime sslcertfile sslkeyfile filepath rejectunauthorized opensslverifymode verifypeer debug logger pool'.split(
    ' ',
  ),
);
const MAIL_WORD = /(?:e?mail(?:er|ing)?|smtp|transport(?:er)?)+/;
/** What says nothing of its own about what stands within it. */
const NEUTRAL = /^(?:auth(?:entication)?|credentials|options?|config|default|settings|from|tls|)$/;
/** The other direction: a mailbox has a host and a password too. */
const RECEIVING = /imap|pop3|^pop$|incoming/;
const PARENTS = /^(?:auth|from|starttls|ssl)$/;

/**
 * What a name stands for, or null for one that is about something else. A short name such as `host`
 * counts where nothing but mail is around it: a database has one too.
 *
 * @param path What it stands within, from the outside.
 */
export function meaningOf(name: string, path: readonly string[]): Meaning | null {
  const plain = plainName(name);
  const around = path.map(plainName);
  if (around.some((each) => RECEIVING.test(each))) return null;
  const whole = WHOLE_FIELDS.get(plain);
  if (whole) return { kind: 'field', field: whole };
  if (plain === 'serveremail') return { kind: 'no-counterpart' };
  const mailWord = MAIL_WORD.exec(plain);
  const isAboutMail = mailWord !== null || around.some((each) => MAIL_WORD.test(each));
  const page = ELSEWHERE.get(plain);
  if (page && !isAboutMail) return { kind: 'elsewhere', page };
  // PORT in an .env file is what the site listens at.
  const isBare = name !== name.toUpperCase() && around.every((each) => NEUTRAL.test(each));
  if (!isAboutMail && !isBare) return null;
  const parent = around.findLast((each) => PARENTS.test(each)) ?? '';
  const rest = mailWord ? plain.slice(mailWord.index + mailWord[0].length) : plain;
  for (const short of [parent + plain, plain, rest]) {
    const field = FIELDS.get(short);
    if (field) return { kind: 'field', field };
    if (NO_COUNTERPART.has(short)) return { kind: 'no-counterpart' };
  }
  return null;
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function namesOf<Field extends string>(
  names: Readonly<Record<Field, string>>,
): ReadonlyMap<string, Field> {
  const fields = Object.keys(names) as Field[];
  return new Map(fields.flatMap((field) => names[field].split(' ').map((name) => [name, field])));
}
