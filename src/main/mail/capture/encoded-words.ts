import { decodeCharset } from './charset.ts';

/** charset, optional language (RFC 2231), encoding, text, in which some programs leave blanks or `?`. */
const ENCODED_WORD = /=\?([\w.:+-]+)(?:\*[\w-]*)?\?([bq])\?((?:[^?]|\?(?![=\w]))*)\?=/gi;
/** White space between two encoded words is not shown (RFC 2047 section 6.2). */
const BETWEEN_WORDS = /(\?=)\s+(?==\?)/g;

/**
 * Decodes the encoded words of a header's value for showing (RFC 2047). Neighbours in the same
 * charset are joined as bytes first, because senders split words inside a character. What can't
 * be decoded stays as it is.
 */
export function decodeEncodedWords(value: string): string {
  const runs: { readonly charset: string; readonly pieces: Buffer[] }[] = [];
  let decoded = '';
  let end = 0;
  const text = value.replace(BETWEEN_WORDS, '$1');
  const flush = (): void => {
    for (const { charset, pieces } of runs.splice(0)) {
      decoded += decodeCharset(Buffer.concat(pieces), charset);
    }
  };
  for (const match of text.matchAll(ENCODED_WORD)) {
    const [word, charset = '', encoding = '', encoded = ''] = match;
    const between = text.slice(end, match.index);
    if (between !== '') flush();
    decoded += between;
    end = match.index + word.length;
    const bytes = encoding.toLowerCase() === 'b' ? fromB(encoded) : fromQ(encoded);
    const last = runs.at(-1);
    if (last?.charset === charset.toLowerCase()) last.pieces.push(bytes);
    else runs.push({ charset: charset.toLowerCase(), pieces: [bytes] });
  }
  flush();
  return decoded + text.slice(end);
}

/** The "B" encoding; some programs put words together with their padding in between. */
function fromB(encoded: string): Buffer {
  return Buffer.concat(encoded.split('=').map((piece) => Buffer.from(piece, 'base64')));
}

/** The "Q" encoding (RFC 2047 section 4.2). */
function fromQ(encoded: string): Buffer {
  const bytes = encoded
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
