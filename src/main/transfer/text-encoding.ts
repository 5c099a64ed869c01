export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** How much of a file tells its encoding, in bytes. */
const LOOKED_AT = 4_096;

/**
 * Tells an encoding while the bytes come by: a byte order mark, the zeros of UTF-16, whether all of
 * it is UTF-8, and otherwise Windows' Latin letters. A zero byte is in none of the latter: null is
 * no text, by the rule of git.
 */
export function createEncodingGuess(): {
  readonly feed: (bytes: Uint8Array) => void;
  /** Once all has come by: a letter that is not whole by then is none of UTF-8. */
  readonly guess: () => TextEncoding | null;
} {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let marked: TextEncoding | null = null;
  let isFirst = true;
  let isUtf8 = true;
  let hasZero = false;
  return {
    feed(bytes) {
      if (isFirst) marked = utf16(bytes);
      isFirst = false;
      if (marked !== null) return;
      hasZero ||= bytes.includes(0);
      if (isUtf8) isUtf8 = canDecode(() => decoder.decode(bytes, { stream: true }));
    },
    guess() {
      if (isUtf8) isUtf8 = canDecode(() => decoder.decode());
      return marked ?? (hasZero ? null : isUtf8 ? 'utf-8' : 'windows-1252');
    },
  };
}

function canDecode(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}

function utf16(bytes: Uint8Array): TextEncoding | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, LOOKED_AT);
  const zeros = { even: 0, odd: 0 };
  for (let at = 0; at < start.length; at += 1) {
    if (start[at] === 0) zeros[at % 2 === 0 ? 'even' : 'odd'] += 1;
  }
  const most = start.length / 4;
  if (zeros.odd > most && zeros.even === 0) return 'utf-16le';
  if (zeros.even > most && zeros.odd === 0) return 'utf-16be';
  return null;
}
