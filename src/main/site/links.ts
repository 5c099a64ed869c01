import type { ApplicationCounts } from '../../shared/contract/application.ts';
import { hostnameOf, isLoopbackDomain } from '../../shared/loopback-domain.ts';
import type { SiteSettings } from '../settings/settings.ts';
import { checkDomain } from './domain.ts';

/** Where the built-in accounts site has its pages, as in Django's own URL conventions. */
export const BUILT_IN_PATH = '/accounts/';

type Address = Pick<SiteSettings, 'domain' | 'scheme'>;
type Pages = Address & Pick<SiteSettings, 'accountsPath'>;
/** What every link to the accounts pages is built from. */
export type PasswordPages = Pages & Pick<SiteSettings, 'passwordPaths'>;

/** The link that an activation mail carries. Built from the configured domain, never a request. */
export function activationLink(site: PasswordPages, activationKey: string): string {
  return `${linkStart(site, 'activation')}${activationKey}/`;
}

/** The link that sets a new password, by the id and the token of Django's `PasswordResetConfirmView`. */
export function resetLink(
  site: PasswordPages,
  { uid, token }: { readonly uid: string; readonly token: string },
): string {
  return `${linkStart(site, 'reset')}${uid}/${token}/`;
}

/** What all links of a kind begin with. */
export function linkStart(site: PasswordPages, kind: 'activation' | 'reset'): string {
  const resets = { redux: 'password/reset/confirm/', django: 'reset/' }[site.passwordPaths];
  return accountsLink(site, { activation: 'activate/', reset: resets }[kind]);
}

/** The page to ask for such a link. */
export function askResetLink(site: PasswordPages): string {
  return accountsLink(
    site,
    { redux: 'password/reset/', django: 'password_reset/' }[site.passwordPaths],
  );
}

export function loginLink(site: Pages): string {
  return accountsLink(site, 'login/');
}

/** The site's first page. */
export function homeLink(site: Address): string {
  return `${site.scheme}://${site.domain}/`;
}

/** A page of the accounts site, by its path below the one they all lie under. */
export function accountsLink(site: Pages, path: string): string {
  return `${site.scheme}://${site.domain}${site.accountsPath}${path}`;
}

/** Something about the links that would keep people from following them. */
export interface LinkWarning {
  readonly title: string;
  readonly advice: string;
  /** What was probably meant. */
  readonly meant?: Address & Partial<Pick<SiteSettings, 'accountsPath'>>;
}

/** What decides whether links can be followed, beside the site's own values. */
export interface LinkSurroundings {
  /** Domain of the built-in accounts site, or null while it does not run. */
  readonly builtIn: string | null;
  /**
   * Whether mails leave this computer. A server of it counts too: a relay on 127.0.0.1 hands on to
   * everybody.
   */
  readonly mailsLeave: boolean;
}

/** They open all the same. */
const IN_CLEAR: LinkWarning = {
  title: 'Links would be http.',
  advice: 'Passwords could be read on the way. Use https.',
};

const HERE_ONLY: LinkWarning = {
  title: 'Links open on this computer only.',
  advice: 'Whoever gets a mail elsewhere can’t follow them. Set the domain that people reach.',
};

/** What is wrong with links built from these values, judged without asking any network. */
export function linkWarnings(
  site: Pages,
  { builtIn, mailsLeave }: LinkSurroundings,
): readonly LinkWarning[] {
  const hostname = hostnameOf(site.domain);
  const warnings: LinkWarning[] = [];
  if (/(^|\.)example(\.(com|net|org))?$/.test(hostname)) {
    warnings.push({
      title: `Links would go to ${hostname}, which is not yours.`,
      advice: 'People could not activate. Set the domain of your site.',
    });
  }
  if (isLoopbackDomain(site.domain)) {
    const dead = loopbackWarnings(site, builtIn);
    warnings.push(...dead, ...(mailsLeave && dead.length === 0 ? [HERE_ONLY] : []));
  } else if (site.scheme === 'http') {
    warnings.push(IN_CLEAR);
  }
  return warnings;
}

/** What was probably meant by an address that was pasted where a domain belongs, or null. */
export function addressWarning(text: string): LinkWarning | null {
  const address = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  const scheme = address && SCHEMES[address.protocol];
  if (!scheme || !checkDomain(address.host).ok) return null;
  return {
    title: 'This is an address, not a domain.',
    advice: `Its domain is ${address.host}.`,
    meant: { domain: address.host, scheme },
  };
}

const SCHEMES: Readonly<Record<string, Address['scheme'] | undefined>> = {
  'http:': 'http',
  'https:': 'https',
};

/** The first of those warnings in words, for a mail that has such links; null when there is none. */
export function whyLinksWontOpen(site: Pages, surroundings: LinkSurroundings): string | null {
  const [warning] = linkWarnings(site, surroundings);
  return warning ? `${warning.title} ${warning.advice}` : null;
}

/** What keeps people from opening the links of mails; null when nothing is known against them. */
export function linkFault(
  site: Pages,
  surroundings: LinkSurroundings,
): ApplicationCounts['links']['fault'] {
  const warning = linkWarnings(site, surroundings).find((each) => each !== IN_CLEAR);
  if (!warning) return null;
  return { why: `${warning.title} ${warning.advice}`, openHere: warning === HERE_ONLY };
}

/** Whether an address is one of the site's, as its mails carry them. */
export function isOfSite({ protocol, host }: URL, { scheme, domain }: Address): boolean {
  return protocol === `${scheme}:` && host === domain;
}

function loopbackWarnings(site: Pages, builtIn: string | null): readonly LinkWarning[] {
  if (site.scheme === 'https') {
    return [
      {
        title: 'The built-in accounts site does not speak https.',
        advice: 'Links would not open. Use http while the site is on this machine.',
        meant: { domain: builtIn ?? site.domain, scheme: 'http' },
      },
    ];
  }
  if (builtIn === null) {
    return [
      {
        title: 'The built-in accounts site is not running.',
        advice: 'Links to this machine don’t open while the database can only be read.',
      },
    ];
  }
  if (!isBuiltIn(site.domain, builtIn)) {
    return [
      {
        title: `The built-in accounts site runs at ${builtIn}, not ${site.domain}.`,
        advice: `Links would not open. Set the domain to ${builtIn}.`,
        meant: { domain: builtIn, scheme: 'http' },
      },
    ];
  }
  if (site.accountsPath !== BUILT_IN_PATH) {
    return [
      {
        title: `The built-in accounts site has its pages under ${BUILT_IN_PATH}, not ${site.accountsPath}.`,
        advice: `Links would not open. Set the path to ${BUILT_IN_PATH}.`,
        meant: { domain: site.domain, scheme: 'http', accountsPath: BUILT_IN_PATH },
      },
    ];
  }
  return [];
}

/** Whether a domain is that of the built-in site: its own, or another name of this machine at its port. */
export function isBuiltIn(domain: string, builtIn: string): boolean {
  const hostname = hostnameOf(domain);
  const isOtherAddress = /[\d\]]$/.test(hostname) && hostname !== hostnameOf(builtIn);
  return isLoopbackDomain(domain) && !isOtherAddress && portOf(domain) === portOf(builtIn);
}

function portOf(domain: string): string {
  return /:(\d+)$/.exec(domain)?.[1] ?? '80';
}
