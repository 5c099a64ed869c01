import { AFTER_NAME } from '../index/person-text.ts';
import { type LatinLetters, latinWords } from './latin-letters.ts';
import { type SoughtWord, wordSlips } from './sought-words.ts';

const AT = 0x40;
/** Letters have a bit each, digits share four, and all that is not ASCII has the last one. */
const DIGITS = 0x7800_0000;
const FOREIGN = 0x8000_0000 | 0;
/** The bits of each byte; none for what parts words. */
const BITS = Int32Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return FOREIGN;
  if (byte >= 0x61 && byte <= 0x7a) return 1 << (byte - 0x61);
  return isDigit(byte) ? 1 << (27 + (byte & 3)) : 0;
});
/** Code points beyond are written with no Latin letters. */
const POINTS = 0x1_0000;
/** Lengths of a code point that parts words, and of one that was not met yet. */
const PARTS = 0xff;
const UNMET = 0xfe;

/** A person's folded text as it lies in memory. */
export interface TextPlace {
  readonly bytes: Buffer;
  readonly from: number;
  readonly end: number;
}

/**
 * A quick look at a text for names that are close to a word. Most are ruled out by how long they
 * are and which letters they have, of which a slip changes one and two at most.
 */
export function createTextGate(sought: SoughtWord, letters: LatinLetters) {
  const { most } = sought;
  const size = sought.letters.length;
  const wanted = bitsOf(sought.letters);
  const lengths = new Uint8Array(POINTS + 1).fill(UNMET);
  const masks = new Int32Array(POINTS);
  lengths[POINTS] = PARTS;

  /** Whether a word of so many letters, and these, may be close. @param counted Bits that count. */
  function mayBe(bits: number, length: number, counted = ~0): boolean {
    if (length > size && (wanted & ~bits) === 0) return true;
    return Math.abs(length - size) <= most && hasAtMost((bits ^ wanted) & counted, 2 * most);
  }

  function isClose(bytes: Buffer, from: number, end: number, bits: number): boolean {
    if (!mayBe(bits, end - from)) {
      if ((bits & DIGITS) === 0) return false;
      // It may be close without the number behind it.
      let bare = end;
      while (bare > from && isDigit(bytes[bare - 1] ?? 0)) bare -= 1;
      if (!mayBe(bits, bare - from, ~DIGITS)) return false;
    }
    return wordSlips(sought, bytes.toString('latin1', from, end)) <= most;
  }

  function lengthOf(point: number): number {
    const known = lengths[point] ?? PARTS;
    if (known !== UNMET) return known;
    const latin = letters(point);
    masks[point] = bitsOf(latin ?? '');
    return (lengths[point] = latin?.length ?? PARTS);
  }

  /** Whether a word from here on may be close; all its bytes are looked at. */
  function mayBeForeign(bytes: Buffer, from: number, end: number): boolean {
    let bits = 0;
    let length = 0;
    for (let at = from; at < end;) {
      const byte = bytes[at] ?? 0;
      const point = byte < 0x80 ? byte : pointAt(bytes, at);
      const more = lengthOf(point);
      at += bytesOf(byte);
      if (more !== PARTS) {
        bits |= masks[point] ?? 0;
        length += more;
        continue;
      }
      if (length > 0 && mayBe(bits, length)) return true;
      bits = 0;
      length = 0;
    }
    return (bits & DIGITS) !== 0 || (length > 0 && mayBe(bits, length));
  }

  function isForeignClose(bytes: Buffer, from: number, end: number): boolean {
    const words = latinWords(bytes.toString('utf8', from, end), letters);
    return words.some((had) => wordSlips(sought, had) <= most);
  }

  return {
    /** Whether one of the names that are written in ASCII is close. */
    inAscii({ bytes, from, end }: TextPlace): boolean {
      let start = from;
      let mask = 0;
      let isAddress = false;
      for (let at = from; at < end; at += 1) {
        const byte = bytes[at] ?? 0;
        const bits = BITS[byte] ?? 0;
        if (bits !== 0) {
          mask |= bits;
          continue;
        }
        if (mask > 0 && isClose(bytes, start, at, mask)) return true;
        if (byte === AFTER_NAME) isAddress = true;
        else if (byte === AT && isAddress) return false;
        mask = 0;
        start = at + 1;
      }
      return false;
    },
    /** Whether one of the other words is, of the address's domain too. */
    inOthers({ bytes, from, end }: TextPlace): boolean {
      for (let at = from; at < end; at += 1) {
        if ((bytes[at] ?? 0) < 0x80) continue;
        let start = at;
        while (start > from && BITS[bytes[start - 1] ?? 0] !== 0) start -= 1;
        while (BITS[bytes[at] ?? 0] !== 0) at += 1;
        if (mayBeForeign(bytes, start, at) && isForeignClose(bytes, start, at)) return true;
      }
      return false;
    },
  };
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function bitsOf(latin: string): number {
  let bits = 0;
  for (let at = 0; at < latin.length; at += 1) bits |= BITS[latin.charCodeAt(at)] ?? 0;
  return bits;
}

function hasAtMost(bits: number, most: number): boolean {
  let left = bits;
  for (let count = 0; count < most; count += 1) left &= left - 1;
  return left === 0;
}

/** How many bytes of UTF-8 a code point has that begins so. */
function bytesOf(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

function pointAt(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  const second = (bytes[at + 1] ?? 0) & 0x3f;
  if (first < 0xe0) return ((first & 0x1f) << 6) | second;
  if (first < 0xf0) return ((first & 0x0f) << 12) | (second << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
  return POINTS;
}
