const AT = 0x40;
const DOT = 0x2e;
const HYPHEN = 0x2d;

/**
 * Whether a folded address is its mailbox's key as it stands: ASCII, with a domain of ordinary
 * labels. Others need a look at their international or numeric domain.
 */
export function isPlainAddress(bytes: Uint8Array, from: number, end: number): boolean {
  let at = end - 1;
  let label = 0;
  for (; at >= from && bytes[at] !== AT; at -= 1) {
    const byte = bytes[at] ?? 0;
    if (byte === DOT) {
      // A last label that starts with a digit may be a number, and the domain an IP address.
      if (label === 0 && !isLetter(bytes[at + 1] ?? 0)) return false;
      label += 1;
    } else if (byte === HYPHEN) {
      if (bytes[at - 1] === HYPHEN) return false;
    } else if (!isLetter(byte) && !isDigit(byte)) return false;
  }
  if (label === 0 || at <= from) return false;
  for (at -= 1; at >= from; at -= 1) {
    const byte = bytes[at] ?? 0;
    if (byte <= 0x20 || byte >= 0x7f) return false;
  }
  return true;
}

function isLetter(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
