import type { SiteSettings } from '../../settings/settings.ts';
import { activationLink, askResetLink, homeLink, loginLink, resetLink } from '../../site/links.ts';
import { MAIL_KINDS, type MailKind } from './mail-kinds.ts';

/** Something that a template can show. */
export interface MailVariable {
  /** As it is written between braces, such as `user.username`. */
  readonly name: string;
  /** What it is, for whoever writes a template. */
  readonly about: string;
  /** A made-up value, of the type that real ones have. */
  readonly sample: string | number;
}

type Value = string | number | { readonly [name: string]: string | number };

/** What a template is given: JSON values, so that they can be kept beside the mail. */
export type MailVariables = Readonly<Record<string, Value>>;

/** Where made-up links lead. */
const SAMPLE_SITE: SiteSettings = {
  name: 'Example Site',
  domain: 'site.example',
  scheme: 'https',
  accountsPath: '/accounts/',
  passwordPaths: 'redux',
  activationPages: false,
};
const KEY = '5f2b9c0de1a74c3b8e6f';

const SITE: readonly MailVariable[] = [
  { name: 'site.name', about: 'The site’s name', sample: SAMPLE_SITE.name },
  { name: 'site.domain', about: 'The site’s domain', sample: SAMPLE_SITE.domain },
  { name: 'site.scheme', about: 'http or https', sample: SAMPLE_SITE.scheme },
];

const USERNAME: MailVariable = {
  name: 'user.username',
  about: 'The person’s user name',
  sample: 'karin.lomo',
};
const LOGIN_LINK: MailVariable = {
  name: 'login_link',
  about: 'The page to sign in',
  sample: loginLink(SAMPLE_SITE),
};
const HOME_LINK: MailVariable = {
  name: 'site_link',
  about: 'The site’s first page',
  sample: homeLink(SAMPLE_SITE),
};
const ASK_RESET_LINK: MailVariable = {
  name: 'reset_link',
  about: 'The page to ask for a new password',
  sample: askResetLink(SAMPLE_SITE),
};
const INVITED_AS: MailVariable = {
  name: 'invited_as',
  about: '“user”, “staff” or “superuser” for whom an account was made, else nothing',
  sample: '',
};
const UID = 'MQ';
const TOKEN = 'cx1-abc123def456abc123def456';

const OWN: Readonly<Record<MailKind, readonly MailVariable[]>> = {
  activation: [
    {
      name: 'activation_link',
      about: 'The link that activates the account',
      sample: activationLink(SAMPLE_SITE, KEY),
    },
    { name: 'activation_key', about: 'The key in that link', sample: KEY },
    { name: 'expiration_days', about: 'Days that the link works', sample: 7 },
    { name: 'expires_at', about: 'When the link ends', sample: '2026-11-30 18:40 UTC' },
    USERNAME,
    INVITED_AS,
  ],
  activated: [USERNAME, HOME_LINK, LOGIN_LINK],
  rejected: [
    USERNAME,
    { name: 'note', about: 'What the reviewer wrote, or nothing', sample: 'We take traders only.' },
    HOME_LINK,
  ],
  already_registered: [USERNAME, LOGIN_LINK, ASK_RESET_LINK],
  admin_approve: [
    USERNAME,
    { name: 'user.email', about: 'The person’s address', sample: 'karin@people.example' },
    {
      name: 'join_reason',
      about: 'Why they want to join, in their words, or nothing',
      sample: 'I sew bags.\nI want to sell them.',
    },
    { name: 'waiting', about: 'How many sign-ups wait for approval', sample: 3 },
  ],
  admin_approve_complete: [USERNAME, LOGIN_LINK, HOME_LINK],
  password_reset: [
    {
      name: 'reset_link',
      about: 'The link that sets a new password',
      sample: resetLink(SAMPLE_SITE, { uid: UID, token: TOKEN }),
    },
    { name: 'expiration_hours', about: 'Hours that the link works', sample: 72 },
    USERNAME,
    {
      ...INVITED_AS,
      about: '“user”, “staff” or “superuser” where the account was just made, else nothing',
    },
    { name: 'email', about: 'The address the mail goes to', sample: 'karin@people.example' },
    { name: 'site_name', about: 'site.name, by Django’s name', sample: SAMPLE_SITE.name },
    { name: 'domain', about: 'site.domain, by Django’s name', sample: SAMPLE_SITE.domain },
    { name: 'protocol', about: 'site.scheme, by Django’s name', sample: SAMPLE_SITE.scheme },
    { name: 'uid', about: 'The account’s id in the link', sample: UID },
    { name: 'token', about: 'The token in the link', sample: TOKEN },
  ],
  password_changed: [
    USERNAME,
    { name: 'changed_at', about: 'When it was changed', sample: '2026-11-23 18:40 UTC' },
    { name: 'how', about: '“changed”, “reset” or “staff”', sample: 'changed' },
    ASK_RESET_LINK,
  ],
  email_changed: [
    USERNAME,
    { name: 'changed_at', about: 'When it was changed', sample: '2026-11-23 18:40 UTC' },
  ],
  test: [],
};

/** What a mail's templates are given, its own first. The HTML has `subject` besides. */
export const MAIL_VARIABLES = Object.fromEntries(
  MAIL_KINDS.map((kind) => [kind, [...OWN[kind], ...SITE]]),
) as unknown as Readonly<Record<MailKind, readonly MailVariable[]>>;

/** What a frame is given, whatever mail is in it. It has `subject` besides. */
export const FRAME_VARIABLES = SITE;

/** How the links of a mail are built, from what else it is given. */
const LINKS: Readonly<Record<string, (site: SiteSettings, given: MailVariables) => string>> = {
  activation_link: (site, { activation_key }) => activationLink(site, textOf(activation_key)),
  login_link: loginLink,
  site_link: homeLink,
  reset_link: (site, { uid, token }) =>
    token === undefined
      ? askResetLink(site)
      : resetLink(site, { uid: textOf(uid), token: textOf(token) }),
};

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

/**
 * What a mail is given when it is written: its links lead to where the site is by then, whatever it
 * was when the mail was queued.
 */
export function movedTo(site: SiteSettings, variables: MailVariables): MailVariables {
  const { scheme, domain } = site;
  const byDjango: MailVariables = { protocol: scheme, domain };
  const moved = Object.entries(variables).map(([name, value]) => {
    if (name === 'site' && typeof value === 'object') return [name, { ...value, scheme, domain }];
    return [name, LINKS[name]?.(site, variables) ?? byDjango[name] ?? value];
  });
  return Object.fromEntries(moved) as MailVariables;
}

/** Made-up values of all that a mail's templates are given. */
export function sampleVariables(kind: MailKind): MailVariables {
  const values: Record<string, string | number | Record<string, string | number>> = {};
  for (const { name, sample } of MAIL_VARIABLES[kind]) {
    const [root = '', property] = name.split('.');
    if (property === undefined) values[root] = sample;
    else values[root] = { ...(values[root] as object), [property]: sample };
  }
  return values;
}
