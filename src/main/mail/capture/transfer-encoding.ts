import { buffer } from 'node:stream/consumers';

import type { SplitPart } from './split-parts.ts';
import { decodeUuencode } from './uuencode.ts';

/** What a part holds, with its transfer encoding undone (RFC 2045 section 6), however it is spelled. */
export async function contentOf({ node, body }: Pick<SplitPart, 'node' | 'body'>): Promise<Buffer> {
  const label = node.encoding || '';
  if (/^["']?(?:x-)?uu(?:e|encode)?\b/i.test(label)) return decodeUuencode(body);
  if (/^["']?(?:x-)?base-?64/i.test(label)) return decodeBase64(body);
  if (!/^["']?(?:x-)?quoted?[-_ ]?printable/i.test(label)) return body;
  node.encoding = 'quoted-printable';
  const decoder = node.getDecoder();
  decoder.end(body);
  return buffer(decoder);
}

/**
 * RFC 2045 section 6.8: what is no letter of it is left out, and "=" tells the end. Some programs
 * encode piece by piece, so where nothing but more of it follows, that is read too.
 */
function decodeBase64(body: Buffer): Buffer {
  const whole = body.toString('latin1').trimStart();
  if (isPlainText(whole)) return body;
  const text = withoutFooter(whole);
  const firstEnd = text.indexOf('=');
  const isMore = firstEnd !== -1 && !/[^a-z0-9+/=\s]/i.test(text.slice(firstEnd));
  const letters = (isMore || firstEnd === -1 ? text : text.slice(0, firstEnd)).replace(
    /[^a-z0-9+/=]+/gi,
    '',
  );
  const content = Buffer.alloc(Math.ceil((letters.length * 3) / 4));
  let size = 0;
  for (let at = 0; at < letters.length;) {
    const end = letters.indexOf('=', at);
    const stop = end === -1 ? letters.length : end;
    size += content.write(letters.slice(at, stop), size, 'base64');
    at = stop + 1;
  }
  return content.subarray(0, size);
}

const OTHER_SIGN = /[^a-z0-9+/=\s]/i;
const EMPTY_LINE = /\n[ \t]*\r?\n/g;

/**
 * Without what a mailing list has added below: from the last empty line before its first sign that
 * is none of base64, because some programs put empty lines between those of the content.
 */
function withoutFooter(text: string): string {
  const empty = [...text.matchAll(EMPTY_LINE)].map(({ index }) => index);
  const [first] = empty;
  const inFooter = first === undefined ? -1 : text.slice(first).search(OTHER_SIGN);
  if (first === undefined || inFooter === -1) return text;
  return text.slice(
    0,
    empty.findLast((index) => index < first + inFooter),
  );
}

/** Whether it was never encoded: words that are parted by blanks, and not into groups of four. */
function isPlainText(text: string): boolean {
  const [line = ''] = /^.{0,200}/.exec(text) ?? [];
  const words = line.trim().split(' ');
  const isGrouped = words.slice(0, -1).every(({ length }) => length === words[0]?.length);
  return words.length > 2 && !isGrouped && OTHER_SIGN.test(text);
}
