/** Where somebody goes who has signed in and did not come from anywhere (LOGIN_REDIRECT_URL). */
export const DEFAULT_NEXT = '/accounts/profile/';

const MAX_LENGTH = 2_000;

/**
 * Where to go after signing in: a path on this site, or the default for anything else. Stricter
 * than Django's url_has_allowed_host_and_scheme, which lets addresses with the own host pass: here
 * only what begins with one slash can leave, so no spelling of another host can
 * (CVE-2012-3442 to CVE-2018-14574).
 */
export function safeNext(next: string | undefined): string {
  if (next === undefined || next.length > MAX_LENGTH) return DEFAULT_NEXT;
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next)) return DEFAULT_NEXT;
  // Paths are resolved by browsers: `/.//evil.test` would become `//evil.test`.
  const base = 'http://own.invalid';
  const resolved = URL.canParse(next, base) ? new URL(next, base) : null;
  if (!resolved || resolved.origin !== base || resolved.pathname.startsWith('//')) {
    return DEFAULT_NEXT;
  }
  return resolved.pathname + resolved.search + resolved.hash;
}
