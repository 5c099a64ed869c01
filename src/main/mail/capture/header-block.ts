import { decodeEncodedWords } from './encoded-words.ts';

export interface Header {
  readonly name: string;
  /** Unfolded, and decoded and on one line unless said otherwise. */
  readonly value: string;
}

/** Bytes of a header block that are read, headers that are kept, and characters of a value. */
const MAX_BLOCK_BYTES = 1024 * 1024;
const MAX_HEADERS = 2_000;
const MAX_VALUE_LENGTH = 20_000;

/**
 * Where the header block ends: the first empty line (RFC 5322 section 2.1), or the last whole line
 * within the bound. A mail that starts with an empty line has no headers.
 */
export function headerBlockEnd(raw: Buffer): number {
  const block = raw.toString('latin1', 0, MAX_BLOCK_BYTES);
  const end = emptyLineIn(block);
  if (end !== null) return end;
  return raw.length <= MAX_BLOCK_BYTES ? raw.length : block.lastIndexOf('\n') + 1;
}

/** Whether an empty line ends the header block within the bound. */
export function hasHeaderEnd(raw: Buffer): boolean {
  return emptyLineIn(raw.toString('latin1', 0, MAX_BLOCK_BYTES)) !== null;
}

/** Where the first empty line starts, or null. */
function emptyLineIn(block: string): number | null {
  if (/^\r?\n/.test(block)) return 0;
  const empty = /\n\r?\n/.exec(block);
  return empty && empty.index + 1;
}

/** The headers of a mail in the order they came. Lines without a colon are left out. */
export function readHeaders(raw: Buffer): Header[] {
  return rawHeaders(raw).map(({ name, value }) => ({
    name,
    value: singleLine(decodeEncodedWords(value.slice(0, MAX_VALUE_LENGTH))),
  }));
}

/** The headers with their values unfolded, but as long as they are and with their encoded words. */
export function rawHeaders(raw: Buffer): Header[] {
  const block = raw.toString('utf8', 0, headerBlockEnd(raw));
  const headers: Header[] = [];
  for (const line of block.split(/\r?\n(?![ \t])/)) {
    const colon = line.indexOf(':');
    if (colon < 1 || /[\r\n]/.test(line.slice(0, colon))) continue;
    const value = line.slice(colon + 1).replace(/\r?\n/g, '');
    headers.push({ name: singleLine(line.slice(0, colon)), value });
    if (headers.length === MAX_HEADERS) break;
  }
  return headers;
}

/** Text without line breaks or other control characters, so that it can't pass for another line. */
export function singleLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
