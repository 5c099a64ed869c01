import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether a request comes from the console's own page or was typed by its person. A foreign Host
 * is another site's name for this machine (DNS rebinding); a foreign Origin is another site's page.
 *
 * @returns The status to refuse with, or null.
 */
export function foreignStatus(headers: Headers, port: number): 403 | 421 | null {
  const host = headers.get('host') ?? '';
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return 421;
  const origin = headers.get('origin');
  if (origin !== null && origin !== `http://${host}`) return 403;
  const site = headers.get('sec-fetch-site');
  return site === null || site === 'same-origin' || site === 'none' ? null : 403;
}

/** Whether the request carries the token. */
export function carriesToken(headers: Headers, token: string): boolean {
  const [scheme, given = ''] = (headers.get('authorization') ?? '').split(' ');
  return scheme === 'Bearer' && isSameSecret(given, token);
}

/** Compares; how long that takes does not tell how nearly they are the same. */
export function isSameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
