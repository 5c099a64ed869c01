import { isIP } from 'node:net';
import { domainToUnicode } from 'node:url';

import type { CheckedLink } from '../../../shared/contract/checks.ts';
import type { Link } from '../capture/links.ts';

/** Services that hide where a link leads. */
const SHORTENERS = new Set(
  'bit.ly t.co tinyurl.com goo.gl ow.ly is.gd buff.ly rebrand.ly cutt.ly rb.gy t.ly tiny.cc lnkd.in shorturl.at'.split(
    ' ',
  ),
);
/** What links that work once are called. */
const ONE_TIME =
  /activat|confirm|verif|reset|unsubscri|opt-?out|invit|magic|one-?time|log-?in|sign-?in|accept|approve|token|[?&;](?:key|code|otp|auth|sig|t|k)=/i;
/** A part of an address that nobody types: it may be somebody's key. */
const KEY_LIKE = /[/=](?=[\w~-]*\d)(?=[\w~-]*[a-z])[\w~-]{20,}/i;

/**
 * What is odd about a link, and whether it may be fetched when somebody asks for that. Whether it
 * opens is for who knows the site: see `checkCaptured`.
 */
export function checkLink({ href, text }: Link): CheckedLink {
  const url = new URL(href);
  return {
    href,
    text,
    problems: problemsOf(url, text),
    wontOpen: null,
    neverFetched: whyNeverFetched(url),
  };
}

/** Why an address is never asked for from here, or null. Asking may use up a link that works once. */
export function whyNeverFetched({ pathname, search, hash }: URL): string | null {
  const path = decoded(pathname + search + hash);
  return ONE_TIME.test(path) || KEY_LIKE.test(path)
    ? 'It looks like a link that works once or for one person: asking would use it up.'
    : null;
}

function problemsOf(url: URL, text: string): string[] {
  const { protocol, hostname, port, username, password, search } = url;
  const problems: string[] = [];
  if (protocol === 'http:') problems.push('It is not encrypted: http instead of https.');
  const claimed = claimedHost(text);
  if (claimed !== null && !isSameSite(claimed, hostname)) {
    problems.push(`The mail shows ${claimed}, but it leads to ${hostname}.`);
  }
  if (username !== '' || password !== '') {
    problems.push(`What stands before the @ is only a name; it leads to ${hostname}.`);
  }
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) {
    problems.push('It leads to a number instead of a name.');
  }
  const odd = oddName(hostname);
  if (odd !== null) problems.push(odd);
  if (port !== '') problems.push(`It leads to port ${port}, which is not usual.`);
  if (SHORTENERS.has(hostname.replace(/^www\./, ''))) {
    problems.push('A shortener hides where it leads; filters distrust it.');
  }
  const target = redirectTarget(search);
  if (target !== null) problems.push(`It leads on to ${target} and is counted on the way.`);
  return problems;
}

/** The host that the words of a link name, or null when they name none. */
function claimedHost(text: string): string | null {
  const [, host] =
    /^\s*(?:https?:\/\/)?((?:[\p{L}\d-]+\.)+\p{L}{2,})(?:[/:?#\s]|$)/iu.exec(text) ?? [];
  if (host === undefined || !URL.canParse(`https://${host}`)) return null;
  return new URL(`https://${host}`).hostname;
}

function isSameSite(claimed: string, hostname: string): boolean {
  const [one, other] = [claimed, hostname].map((host) => host.replace(/^www\./, ''));
  return one === other || hostname.endsWith(`.${one}`);
}

/** Letters of other scripts that look like Latin ones. */
const LATIN_LOOKS = /^[асеіјорѕухԁһьмтвкнα-ωаоерсухΑ-Ω\d-]+$/u;

/** What is odd about a name in other scripts than the Latin one, or null. */
function oddName(hostname: string): string | null {
  if (!hostname.includes('xn--')) return null;
  const shown = domainToUnicode(hostname);
  for (const label of shown.split('.')) {
    const scripts = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee'].filter((script) =>
      new RegExp(`\\p{Script=${script}}`, 'u').test(label),
    );
    if (scripts.length > 1) return `${shown} mixes ${scripts.join(' and ')} letters: a trick.`;
    if (scripts[0] !== undefined && scripts[0] !== 'Latin' && LATIN_LOOKS.test(label)) {
      return `${shown} is written in ${scripts[0]} letters that look like Latin ones.`;
    }
  }
  return `Its name is written ${shown}; some readers show ${hostname}.`;
}

function redirectTarget(search: string): string | null {
  for (const value of new URLSearchParams(search).values()) {
    if (/^https?:\/\//i.test(value) && URL.canParse(value)) return new URL(value).hostname;
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
