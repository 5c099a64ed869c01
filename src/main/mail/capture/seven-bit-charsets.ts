import { decode } from 'libmime/lib/charset';

/**
 * Charsets in seven bits that the library does not read, by their labels in lower case. What stands
 * in eight bits beside them is read as the charset in eight bits that they are made from.
 */
export const SEVEN_BIT_CHARSETS: ReadonlyMap<string, (bytes: Buffer) => string> = new Map([
  ['utf7', decodeUtf7],
  ['utf-7', decodeUtf7],
  ['unicode-1-1-utf7', decodeUtf7],
  ['unicode-1-1-utf-7', decodeUtf7],
  ['iso-2022-kr', decodeIso2022Kr],
  ['csiso2022kr', decodeIso2022Kr],
  ['hz', decodeHz],
  ['hz-gb-2312', decodeHz],
  ['hz-gb2312', decodeHz],
]);

/** RFC 2152; the library leaves it out because it can hide markup from who looks for it undecoded. */
function decodeUtf7(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/\+([a-z0-9+/]*)-?/gi, (_, encoded: string) => {
    const units = Buffer.from(encoded, 'base64');
    const whole = units.subarray(0, units.length - (units.length % 2));
    return encoded === '' ? '+' : whole.swap16().toString('utf16le');
  });
}

/** RFC 1557: between SO and SI, or a line's end, two bytes are a sign of KS C 5601. */
function decodeIso2022Kr(bytes: Buffer): string {
  const text = bytes
    .toString('latin1')
    .replaceAll('\x1b$)C', '')
    // oxlint-disable-next-line no-control-regex -- the shifts
    .replace(/[\x0e\x0f]*\x0e([^\x0e\x0f\r\n]+)|[\x0e\x0f]+/g, (_, run?: string) =>
      run === undefined ? '' : inEightBits(run),
    );
  return decode(Buffer.from(text, 'latin1'), 'cp949');
}

/** RFC 1843: between `~{` and `~}`, or a line's end, two bytes are a sign of GB 2312. */
function decodeHz(bytes: Buffer): string {
  const text = bytes
    .toString('latin1')
    .replace(/~(?:~|\r?\n|\{([^\r\n]*?)(?:~\}|(?=~\{|[\r\n])|$))/g, (mark, run?: string) => {
      if (run !== undefined) return inEightBits(run);
      return mark === '~~' ? '~' : '';
    });
  return decode(Buffer.from(text, 'latin1'), 'gb18030');
}

/** No lead byte in either charset: it is read as a sign that is none. */
const UNREADABLE = '\xff';

/** The pairs of a run as they are in the charset in eight bits; half a pair is no sign. */
function inEightBits(run: string): string {
  return run.replace(/[\x21-\x7e]{1,2}/g, (pair) =>
    pair.length === 1
      ? UNREADABLE
      : String.fromCharCode(pair.charCodeAt(0) | 0x80, pair.charCodeAt(1) | 0x80),
  );
}
