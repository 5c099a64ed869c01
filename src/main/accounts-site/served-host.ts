import type { SiteSettings } from '../settings/settings.ts';
import { hostnameOf } from '../site/domain.ts';

/** The names that this machine has for itself. Subdomains of localhost are not among them. */
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether a Host header names this machine or the configured site, as Django's ALLOWED_HOSTS. Any
 * other name came by DNS rebinding or a forged header (CVE-2016-9014).
 */
export function isServedHost(host: string, site: Pick<SiteSettings, 'domain'>): boolean {
  const hostname = hostnameOf(host);
  return LOOPBACK.has(hostname) || hostname === hostnameOf(site.domain);
}

/**
 * Whether a form was sent from this site's own pages, as browsers tell it. A browser that tells
 * nothing leaves it to the token.
 *
 * The scheme is the configured one: behind a proxy the request itself is plain http.
 */
export function isOwnOrigin(
  headers: { readonly host: string; readonly origin?: string; readonly fetchSite?: string },
  site: Pick<SiteSettings, 'domain' | 'scheme'>,
): boolean {
  const { host, origin, fetchSite } = headers;
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return false;
  if (origin === undefined || origin === `${site.scheme}://${site.domain}`) return true;
  return LOOPBACK.has(hostnameOf(host)) && origin === `http://${host.toLowerCase()}`;
}
