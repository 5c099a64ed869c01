import { createDeviceMark, KNOWN_DEVICE_MS } from '../sign-in/known-device.ts';
import type { SessionKey } from '../sign-in/session-key.ts';
import { endSession, findSession } from '../sign-in/site-sessions.ts';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';
import type { AccountsSiteServices, SiteContext } from './site-environment.ts';

/**
 * Finds out who asks, by the session cookie. One that is not good any more is left with the browser:
 * another request may just have given it a new one, which must not be taken away.
 */
export async function readSignedIn(c: SiteContext, services: AccountsSiteServices) {
  const key = readCookie(c, 'sessionid');
  if (key === undefined) return null;
  const found = await findSession(services, key, c.get('visitor'));
  if (found?.rotated) writeSession(c, services, found.rotated);
  return found;
}

/** Hands a session's key to the browser. */
export function writeSession(
  c: SiteContext,
  { now }: AccountsSiteServices,
  { key, expiresAt }: SessionKey,
): void {
  writeCookie(c, 'sessionid', { value: key, maxAgeMs: expiresAt.getTime() - now().getTime() });
}

/** Ends the session that the browser holds a key of, before another one begins. */
export async function endHeldSession(c: SiteContext, services: AccountsSiteServices) {
  const key = readCookie(c, 'sessionid');
  if (key !== undefined) await endSession(services, key);
}

/** Ends the session that the browser holds a key of, and takes the key back. */
export async function signOut(c: SiteContext, services: AccountsSiteServices): Promise<void> {
  await endHeldSession(c, services);
  dropCookie(c, 'sessionid');
}

/** Makes the browser one that the account's owner is known to use. */
export async function markDevice(
  c: SiteContext,
  services: AccountsSiteServices,
  accountId: number,
): Promise<void> {
  const value = await createDeviceMark(services, accountId);
  writeCookie(c, 'knowndevice', { value, maxAgeMs: KNOWN_DEVICE_MS });
}
