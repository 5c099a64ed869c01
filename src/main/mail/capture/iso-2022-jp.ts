import { isUtf8 } from 'node:buffer';

import { decode } from 'libmime/lib/charset';

/** A set of signs (RFC 1468, RFC 1554, RFC 2237) and what is in it, up to the next one or a line's end. */
// oxlint-disable-next-line no-control-regex -- ESC names the sets
const IN_A_SET = /(\x1b(?:\$\(?[@-D]|\([BIJ])[^\x1b\r\n]*)/;
/** What names the edition of a set, or European letters (RFC 1554), which are read as their seven bits. */
// oxlint-disable-next-line no-control-regex -- as above
const NO_SIGN = /\x1b(?:&@|\.[AF]|N)/g;
/** Stands in no piece of a text that is split at the sets. */
const BETWEEN = '\x1b(B';
/** Signs that are pairs, by the end of their set's name: their charset in eight bits, and what is before each there. */
const PAIRS: ReadonlyMap<string, readonly [charset: string, prefix: string]> = new Map([
  ['@', ['euc-jp', '']],
  ['B', ['euc-jp', '']],
  ['D', ['euc-jp', '\x8f']],
  ['A', ['gb18030', '']],
  ['C', ['cp949', '']],
]);
/** No lead byte in any of them: it is read as a sign that is none. */
const UNREADABLE = '\xff';

/**
 * Japanese in seven bits, with Korean and Chinese signs in it. The library loses the rest of a text
 * in which a line leaves its set open, or half a sign stands. Bytes of eight bits are none of it:
 * they are read as UTF-8, or as what Windows wrote.
 */
export function decodeIso2022Jp(bytes: Buffer): string {
  const pieces = bytes.toString('latin1').replace(NO_SIGN, '').split(IN_A_SET).map(inEightBits);
  // All of a charset at once: the library takes its time also for little, of which there can be much.
  const read = new Map<string, Iterator<string>>();
  for (const [charset, all] of Map.groupBy(pieces, ([charset]) => charset)) {
    const texts = decode(latin1(all.map(([, text]) => text).join(BETWEEN)), charset);
    read.set(charset, texts.split(BETWEEN).values());
  }
  return pieces.map(([charset]) => read.get(charset)?.next().value ?? '').join('');
}

/** A piece of the text, and a charset in eight bits that it can be read in. */
function inEightBits(piece: string): readonly [charset: string, text: string] {
  // oxlint-disable-next-line no-control-regex -- ESC names the set
  const [name = ''] = /^\x1b[$(]+[@-J]/.exec(piece) ?? [];
  const text = piece.slice(name.length);
  if (name === '\x1b(I') return ['euc-jp', text.replace(/[!-_]/g, (kana) => `\x8e${high(kana)}`)];
  const [charset, prefix] = (name.includes('$') && PAIRS.get(name.slice(-1))) || [];
  if (charset !== undefined) {
    const sign = (pair: string) => (pair.length === 2 ? prefix + high(pair) : UNREADABLE);
    return [charset, text.replace(/[!-~]{1,2}/g, sign)];
  }
  if (!/[\x80-\xff]/.test(text)) return ['euc-jp', text];
  return [isUtf8(latin1(text)) ? 'utf-8' : 'shift_jis', text];
}

function high(text: string): string {
  return text.replace(/[^]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) | 0x80));
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
