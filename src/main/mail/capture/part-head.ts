import { plainParameters } from './content-parameters.ts';
import { isEmptyLine, MAX_BLOCK_BYTES, nextLine } from './header-block.ts';

/** Where the headers of a part end and what it holds begins. */
export interface PartHead {
  readonly head: Buffer;
  readonly bodyStart: number;
  /**
   * `unended`: no empty line comes before the body, which begins at the first line that is no header.
   * `mixed`: lines that are none stand between headers, and are left out.
   */
  readonly fault: 'unended' | 'mixed' | null;
}

/** Bytes of the headers of the content that are read. */
const MAX_CONTENT_BYTES = 256 * 1024;
const [BLANK = 0, TAB, COLON, DASH, LETTER_C] = Buffer.from(' \t:-c');

/**
 * Reads the lines before the body of a mail or of a part (RFC 2045 section 1, RFC 5322 section 2.1).
 * A part has no other headers than those of its content (RFC 2046 section 5.1), so where no empty
 * line ends them, others may be its words.
 *
 * @param isMail Whether it is a mail, whose headers are read up to the first empty line.
 * @param isDelimiter Whether the line that starts there ends the part.
 */
export function readHead(
  raw: Buffer,
  start: number,
  isMail: boolean,
  isDelimiter: (lineStart: number) => boolean,
): PartHead {
  const limit = isMail ? MAX_BLOCK_BYTES : raw.length;
  let firstNone: number | null = null;
  let firstOther: number | null = null;
  let isContentAfterNone = false;
  let at = start;
  while (at < raw.length && at - start < limit && !hasDashes(raw, at)) {
    const next = nextLine(raw, at);
    if (isEmptyLine(raw, at, next)) {
      const head = raw.subarray(start, at);
      if (isMail || firstNone === null) return { head, bodyStart: next, fault: null };
      if (isContentAfterNone) return { head, bodyStart: next, fault: 'mixed' };
      return { head: raw.subarray(start, firstNone), bodyStart: firstNone, fault: 'unended' };
    }
    if (at === start || !isFolded(raw, at)) {
      const name = nameAt(raw, at);
      const isContent = isOfContent(raw, name);
      if (name === null) firstNone ??= at;
      if (!isContent) firstOther ??= at;
      isContentAfterNone ||= isContent && firstNone !== null;
    }
    at = next;
  }
  const bodyStart = (isMail ? firstNone : firstOther) ?? at;
  const isAtEnd = at === raw.length || isDelimiter(at);
  const fault = bodyStart < at || !isAtEnd ? 'unended' : null;
  return { head: raw.subarray(start, bodyStart), bodyStart, fault };
}

/** The headers of the content alone, with the lines that they are folded into. */
export function contentHeaders(head: Buffer): Buffer {
  const lines: Buffer[] = [];
  let size = 0;
  let isContent = false;
  for (let at = 0; at < head.length && size < MAX_CONTENT_BYTES;) {
    const next = nextLine(head, at);
    if (at === 0 || !isFolded(head, at)) isContent = isOfContent(head, nameAt(head, at));
    if (isContent) {
      lines.push(head.subarray(at, next));
      size += next - at;
    }
    at = next;
  }
  return plainParameters(Buffer.concat(lines));
}

/** A line between parts starts with two dashes, and no header does. */
function hasDashes(raw: Buffer, lineStart: number): boolean {
  return raw[lineStart] === DASH && raw[lineStart + 1] === DASH;
}

function isFolded(raw: Buffer, lineStart: number): boolean {
  return raw[lineStart] === BLANK || raw[lineStart] === TAB;
}

/** Where the name of the header in a line starts and ends, blanks aside; null where none is in it. */
function nameAt(raw: Buffer, lineStart: number): readonly [number, number] | null {
  let start = lineStart;
  while (isFolded(raw, start)) start += 1;
  let end = start;
  while ((raw[end] ?? 0) > BLANK && raw[end] !== COLON) end += 1;
  let colon = end;
  while (isFolded(raw, colon)) colon += 1;
  return end > start && raw[colon] === COLON ? [start, end] : null;
}

function isOfContent(raw: Buffer, name: readonly [number, number] | null): boolean {
  const [start, end] = name ?? [0, 0];
  if (name === null || ((raw[start] ?? 0) | 0x20) !== LETTER_C) return false;
  return /^content-/i.test(raw.toString('latin1', start, Math.min(end, start + 10)));
}
