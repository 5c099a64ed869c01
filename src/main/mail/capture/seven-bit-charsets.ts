import { decode } from 'libmime/lib/charset';

import { decodeIso2022Jp } from './iso-2022-jp.ts';

/**
 * Charsets in seven bits that the library does not read, or not well, by their labels in lower case.
 * What stands in eight bits beside them is read as the charset in eight bits that they are made from.
 */
export const SEVEN_BIT_CHARSETS: ReadonlyMap<string, (bytes: Buffer) => string> = new Map([
  ['utf7', decodeUtf7],
  ['utf-7', decodeUtf7],
  ['unicode-1-1-utf7', decodeUtf7],
  ['unicode-1-1-utf-7', decodeUtf7],
  ['iso-2022-kr', (bytes) => decodeShifted(bytes, '$)C', 'cp949')],
  ['csiso2022kr', (bytes) => decodeShifted(bytes, '$)C', 'cp949')],
  ['iso-2022-cn', (bytes) => decodeShifted(bytes, '$)A', 'gb18030')],
  ['iso-2022-cn-ext', (bytes) => decodeShifted(bytes, '$)A', 'gb18030')],
  ['iso-2022-jp', decodeIso2022Jp],
  ['csiso2022jp', decodeIso2022Jp],
  ['iso-2022-jp-1', decodeIso2022Jp],
  ['iso-2022-jp-2', decodeIso2022Jp],
  ['csiso2022jp2', decodeIso2022Jp],
  ['hz', decodeHz],
  ['hz-gb-2312', decodeHz],
  ['hz-gb2312', decodeHz],
]);

/** RFC 2152; the library leaves it out because it can hide markup from who looks for it undecoded. */
function decodeUtf7(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/\+([a-z0-9+/]*)-?/gi, (_, encoded: string) => {
    if (encoded === '') return '+';
    const units = Buffer.from(encoded, 'base64');
    const whole = units.subarray(0, units.length - (units.length % 2));
    return whole.swap16().toString('utf16le');
  });
}

const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const ESCAPE = 0x1b;
const [LF = 0, CR = 0, TILDE = 0, OPEN = 0, CLOSE = 0] = Buffer.from('\n\r~{}');

/**
 * RFC 1557 and RFC 1922: between SO and SI, or a line's end, two bytes are a sign.
 *
 * @param name What comes after ESC to name the set of signs, and is left out.
 * @param charset In eight bits, that has the same signs.
 */
function decodeShifted(bytes: Buffer, name: string, charset: string): string {
  const text = new EightBits(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === SHIFT_OUT || byte === SHIFT_IN) text.shift(byte === SHIFT_OUT);
    else if (byte === ESCAPE && bytes.toString('latin1', at + 1, at + 4) === name) at += 3;
    else text.write(byte);
  }
  return decode(text.written(), charset);
}

/** RFC 1843: between `~{` and `~}`, or a line's end, two bytes are a sign of GB 2312. */
function decodeHz(bytes: Buffer): string {
  const text = new EightBits(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const next = byte === TILDE ? bytes[at + 1] : undefined;
    if (next === OPEN || (next === CLOSE && text.isShifted)) {
      text.shift(next === OPEN);
      at += 1;
    } else if (next === LF && !text.isShifted) {
      at += 1;
    } else if (next === CR && bytes[at + 2] === LF && !text.isShifted) {
      at += 2;
    } else {
      text.write(byte);
      if (next === TILDE && !text.isShifted) at += 1;
    }
  }
  return decode(text.written(), 'gb18030');
}

/** No lead byte in either charset: it is read as a sign that is none. */
const UNREADABLE = 0xff;

/** Writes pairs of seven bits as they are in the charset in eight bits; half a pair is no sign. */
class EightBits {
  isShifted = false;
  readonly #bytes: Buffer;
  #length = 0;
  /** The first of a pair, or 0. */
  #half = 0;

  /** @param size Bytes that are written at most. */
  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafe(size);
  }

  /** @param isShifted Whether pairs follow, until the line ends. */
  shift(isShifted: boolean): void {
    this.isShifted = isShifted;
    this.#half = 0;
  }

  write(byte: number): void {
    const isOfPair = this.isShifted && byte > 0x20 && byte < 0x7f;
    if (isOfPair && this.#half > 0) {
      this.#bytes[this.#length - 1] = this.#half | 0x80;
      this.#bytes[this.#length] = byte | 0x80;
      this.#half = 0;
    } else {
      this.#bytes[this.#length] = isOfPair ? UNREADABLE : byte;
      this.#half = isOfPair ? byte : 0;
    }
    this.#length += 1;
    if (byte === LF || byte === CR) this.isShifted = false;
  }

  written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}
