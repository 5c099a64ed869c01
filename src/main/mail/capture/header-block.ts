import { decodeEncodedWords } from './encoded-words.ts';

export interface Header {
  readonly name: string;
  /** Unfolded, and decoded and on one line unless said otherwise. */
  readonly value: string;
}

/** Bytes of a header block that are read. */
export const MAX_BLOCK_BYTES = 4 * 1024 * 1024;
/** Headers that are kept of any name, those kept of a name that is needed, and characters of a value. */
const MAX_HEADERS = 2_000;
const MAX_NEEDED = 2_000;
const MAX_VALUE_LENGTH = 20_000;
/** Headers that are looked for behind any number of others. */
const NEEDED = new Set('from to cc bcc reply-to subject date message-id x-tags'.split(' '));
const LONGEST_NEEDED = 20;

const [LF, CR, BLANK, TAB, COLON] = Buffer.from('\n\r \t:');

/** Where the line behind the one that stands there starts. */
export function nextLine(raw: Buffer, at: number): number {
  let end = at;
  // Most lines are so short that the way into the runtime's own search takes longer.
  while (end < raw.length && raw[end] !== LF) end += 1;
  return Math.min(end + 1, raw.length);
}

/** Whether nothing is in a line. @param end Where the next one starts. */
export function isEmptyLine(raw: Buffer, start: number, end: number): boolean {
  return raw[end - 1] === LF && (end - start === 1 || (end - start === 2 && raw[start] === CR));
}

/**
 * Where the header block ends: the first empty line (RFC 5322 section 2.1), or the last whole line
 * within the bound. A mail that starts with an empty line has no headers.
 */
export function headerBlockEnd(raw: Buffer): number {
  const end = firstEmptyLine(raw);
  if (end !== null) return end;
  return raw.length <= MAX_BLOCK_BYTES
    ? raw.length
    : raw.lastIndexOf('\n', MAX_BLOCK_BYTES - 1) + 1;
}

/** Whether an empty line ends the header block within the bound. */
export function hasHeaderEnd(raw: Buffer): boolean {
  return firstEmptyLine(raw) !== null;
}

/** Where it starts, or null. */
function firstEmptyLine(raw: Buffer): number | null {
  if (isEmptyLine(raw, 0, nextLine(raw, 0))) return 0;
  const block = raw.subarray(0, MAX_BLOCK_BYTES);
  const crlf = block.indexOf('\n\r\n');
  const lf = block.subarray(0, crlf === -1 ? undefined : crlf + 1).indexOf('\n\n');
  const end = lf === -1 ? crlf : lf;
  return end === -1 ? null : end + 1;
}

/** The headers of a mail in the order they came. Lines without a colon are left out. */
export function readHeaders(raw: Buffer): Header[] {
  return rawHeaders(raw).map(({ name, value }) => ({
    name,
    value: singleLine(decodeEncodedWords(value.slice(0, MAX_VALUE_LENGTH))),
  }));
}

/**
 * The headers with their values unfolded, but as long as they are and with their encoded words. Of
 * very many, the first and those that are needed are given.
 */
export function rawHeaders(raw: Buffer): Header[] {
  const end = headerBlockEnd(raw);
  const headers: Header[] = [];
  for (let next = 0; next < end && headers.length < MAX_HEADERS + MAX_NEEDED;) {
    const start = next;
    let colon = start;
    while (colon < end && raw[colon] !== COLON && raw[colon] !== LF) colon += 1;
    do next = nextLine(raw, next);
    while (next < end && (raw[next] === BLANK || raw[next] === TAB));
    if (raw[colon] !== COLON || colon === start) continue;
    const isFull = headers.length >= MAX_HEADERS;
    if (isFull && colon - start > LONGEST_NEEDED) continue;
    const name = raw.toString('utf8', start, colon);
    if (name.includes('\r') || (isFull && !NEEDED.has(name.trim().toLowerCase()))) continue;
    const value = raw.toString('utf8', colon + 1, Math.min(next, end)).replace(/\r?\n/g, '');
    headers.push({ name: singleLine(name), value });
  }
  return headers;
}

/** Text without line breaks or other control characters, so that it can't pass for another line. */
export function singleLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
