import { isUtf8 } from 'node:buffer';

import { declaredCharset, decodeCharset } from './charset.ts';
import { hasHeaderEnd, headerBlockEnd } from './header-block.ts';

/** With these, text in ISO-2022-KR and ISO-2022-JP leaves ASCII. */
const KOREAN = '\x1b$)C';
const JAPANESE = '\x1b$';

/** Lines with other letters than ASCII's that are read; those after them stay Latin. */
const MAX_READ_LINES = 50_000;
// oxlint-disable-next-line no-control-regex -- what other charsets begin with
const NOT_ASCII = /[\x1b\x80-\xff]/;

/**
 * A mail whose headers can be read: its lines end in LF, and headers in other charsets than UTF-8
 * (RFC 6532) become it.
 */
export function readableMail(bytes: Buffer): Buffer {
  const raw = withLineEnds(bytes);
  const end = headerBlockEnd(raw);
  const head = raw.subarray(0, end);
  if (isUtf8(head) && !head.includes(JAPANESE)) return raw;
  const charset = declaredCharset(raw);
  // One by one, so that no letter can take a line's end with it or bring one.
  const lines = head.toString('latin1').split('\n');
  let left = MAX_READ_LINES;
  const read = lines.map((line) => {
    const isPlain = !NOT_ASCII.test(line);
    if (!isPlain) left -= 1;
    return isPlain || left < 0 ? line : readLine(Buffer.from(line, 'latin1'), charset);
  });
  return Buffer.concat([Buffer.from(read.join('\n')), raw.subarray(end)]);
}

function readLine(line: Buffer, charset: string): string {
  if (line.includes(KOREAN)) return decodeCharset(line, 'iso-2022-kr');
  if (line.includes(JAPANESE)) return decodeCharset(line, 'iso-2022-jp');
  return isUtf8(line) ? line.toString() : decodeCharset(line, charset);
}

/**
 * Lines that all end in CR alone, or in two of them and LF, end as they should. Nowhere else is a CR
 * a line's end: it could hide a header in another.
 */
function withLineEnds(raw: Buffer): Buffer {
  if (hasHeaderEnd(raw) || !raw.includes('\r')) return raw;
  const text = raw.toString('latin1');
  const mended = text.includes('\n')
    ? text.replaceAll('\r\r\n', '\r\n')
    : text.replaceAll('\r', '\r\n');
  return Buffer.from(mended, 'latin1');
}
