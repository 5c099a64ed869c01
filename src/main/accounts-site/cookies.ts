import { getCookie, setCookie } from 'hono/cookie';

import type { SiteContext } from './site-environment.ts';

/** The cookies there are, by Django's names where it has one. All of them are HttpOnly. */
export type CookieName = 'sessionid' | 'csrftoken' | 'resettoken' | 'registered' | 'knowndevice';

/**
 * Reads a cookie. Over TLS its name has the prefix `__Host-`, so that neither plain http nor
 * another host of the domain can have planted it (RFC 6265bis 4.1.3.2).
 */
export function readCookie(c: SiteContext, name: CookieName): string | undefined {
  return getCookie(c, name, prefixOf(c));
}

/** Sets a cookie for this host alone. @param maxAgeMs Left out, it ends with the browser. */
export function writeCookie(
  c: SiteContext,
  name: CookieName,
  given: { readonly value: string; readonly maxAgeMs?: number },
): void {
  const isSecure = c.get('isSecure');
  setCookie(c, name, given.value, {
    path: '/',
    httpOnly: true,
    // Lax, not Strict: the links in mails come from elsewhere and still need it.
    sameSite: 'Lax',
    secure: isSecure,
    ...(isSecure ? { prefix: 'host' as const } : {}),
    ...(given.maxAgeMs === undefined ? {} : { maxAge: Math.floor(given.maxAgeMs / 1_000) }),
  });
}

/** Takes a cookie back. */
export function dropCookie(c: SiteContext, name: CookieName): void {
  writeCookie(c, name, { value: '', maxAgeMs: 0 });
}

function prefixOf(c: SiteContext): 'host' | undefined {
  return c.get('isSecure') ? 'host' : undefined;
}
