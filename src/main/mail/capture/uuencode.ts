/**
 * A file as programs of old put it into text, from `begin` to `end` (POSIX, uuencode). What can't be
 * read is left out.
 *
 * @param body Of the part, as it came.
 * @returns No more bytes than the body has, whatever its lines announce.
 */
export function decodeUuencode(body: Buffer): Buffer {
  const text = body.toString('latin1');
  const begin = /^begin [^\n]*\n/m.exec(text);
  if (!begin) return Buffer.alloc(0);
  const decoded = Buffer.alloc(body.length);
  let size = 0;
  let next: number;
  for (let start = begin.index + begin[0].length; start < text.length; start = next) {
    const end = text.indexOf('\n', start);
    next = end === -1 ? text.length : end + 1;
    const line = text.slice(start, next).trimEnd();
    const length = sixBits(line, 0);
    if (line === 'end' || length === 0) break;
    for (let at = 0; at < length && size < decoded.length; at += 1) {
      const first = 1 + Math.floor(at / 3) * 4 + (at % 3);
      const bits = (sixBits(line, first) << 6) | sixBits(line, first + 1);
      decoded[size] = bits >> (4 - (at % 3) * 2);
      size += 1;
    }
  }
  return decoded.subarray(0, size);
}

/** Blanks at a line's end may have been lost: they are zeros. */
function sixBits(line: string, at: number): number {
  return at < line.length ? (line.charCodeAt(at) - 0x20) & 0x3f : 0;
}
