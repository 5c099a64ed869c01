import type { Person } from '../../accounts/account-guards.ts';

/** Recipients that one release may have, each of which gets a mail of its own. */
export const MAX_RECIPIENTS = 100;

/** Whether a mail has line ends that SMTP does not know, which change on the way (RFC 5321 2.3.8). */
export function hasBareLineEnds(raw: Buffer): boolean {
  for (let at = raw.indexOf(0x0a); at >= 0; at = raw.indexOf(0x0a, at + 1)) {
    if (raw[at - 1] !== 0x0d) return true;
  }
  for (let at = raw.indexOf(0x0d); at >= 0; at = raw.indexOf(0x0d, at + 1)) {
    if (raw[at + 1] !== 0x0a) return true;
  }
  return false;
}

/** Whether a mail is signed (RFC 6376), so that a changed byte is noticed. */
export function isSigned(raw: Buffer): boolean {
  const head = raw.toString('latin1', 0, 65_536).split(/\r?\n\r?\n/)[0] ?? '';
  return /^dkim-signature:/im.test(head);
}

/**
 * Why somebody may release nothing, or null. A mail that is released leaves in the site's name, so
 * a superuser says who may be written to; until then only superusers release.
 * @param allowed Whom mail may be released to, as the settings say; empty means everybody.
 */
export function whyNoRelease(person: Person, allowed: readonly string[]): string | null {
  return person.isSuperuser || allowed.length > 0
    ? null
    : 'Only a superuser may release mail as long as the settings name nobody whom it may be released to.';
}

/** Why somebody may not release a mail that came so, or null. */
export function whyNoReleaseOf(person: Person, cameByWire: boolean): string | null {
  return person.isSuperuser || cameByWire
    ? null
    : 'Only a superuser may release a mail that was imported from a file.';
}
