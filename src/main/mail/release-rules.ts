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
