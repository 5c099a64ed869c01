import { MimeNode } from '@zone-eu/mailsplit';
import libmime from 'libmime';

import { nextLine } from './header-block.ts';
import { contentHeaders, type PartHead, readHead } from './part-head.ts';

/** A part as it stands in its mail, with the parts in it; nothing is decoded. */
export interface SplitPart {
  /** What the headers of its content say. */
  readonly node: MimeNode;
  readonly head: Buffer;
  readonly fault: PartHead['fault'];
  /** It is there to be read in a digest: a mail, unless another type is named (RFC 2046 section 5.1.5). */
  readonly isDigested: boolean;
  /** What kind of multipart it is, such as `mixed`; null for all others. */
  readonly multipart: string | null;
  readonly children: SplitPart[];
  /** All that follows its headers; of a multipart, its parts too. */
  readonly body: Buffer;
  /** What a multipart has before its parts and after them (RFC 2046 section 5.1.1). */
  readonly around: readonly Buffer[];
}

interface OpenPart extends SplitPart {
  readonly around: Buffer[];
  readonly depth: number;
  readonly bodyStart: number;
  body: Buffer;
  /** Null where it has none, or none any more. */
  boundary: string | null;
  /** Where what comes after its parts starts; null before. */
  afterParts: number | null;
}

/** A line between parts. */
interface Delimiter {
  readonly owner: OpenPart;
  readonly isClosing: boolean;
  /** Where its line starts, and where the next one does. */
  readonly start: number;
  readonly end: number;
}

const [LF, CR, DASH] = Buffer.from('\n\r-');
/** What may stand behind a boundary in its line. */
const BLANKS = new Set(Buffer.from(' \t\r\n'));
const LINE_OF_DASHES = Buffer.from('\n--');
/** However it is spelled; without a subtype it is `mixed` (RFC 2046 section 5.1.7). */
const MULTIPART = /^["']?multipart\s*(?:\/\s*([^\s"';]*)|["']?$)/;

/**
 * Finds the parts of a mail by the lines between them (RFC 2046 section 5.1.1). A line of an outer
 * multipart ends all parts within. However deep they lie, no byte is looked at more than a few times.
 *
 * @param maxParts Of more, the first are given.
 * @returns All parts in the order they came, the mail itself first, and why not all were found or
 *   not all is in them, as a sentence; null when all is.
 */
export function splitParts(
  raw: Buffer,
  maxParts: number,
): { readonly parts: readonly [SplitPart, ...SplitPart[]]; readonly problem: string | null } {
  const boundaries = new Boundaries(raw);
  const root = openPart(raw, 0, null, boundaries);
  const parts: [OpenPart, ...OpenPart[]] = [root];
  /** From the mail to the innermost part that is open. */
  const path = [root];
  let problem: string | null = null;

  const endWithin = (owner: OpenPart | null, lineStart: number): void => {
    for (let part = path.at(-1); part && part !== owner; part = path.at(-1)) {
      path.pop();
      boundaries.remove(part);
      part.body = raw.subarray(part.bodyStart, Math.max(part.bodyStart, lineStart));
      if (part.afterParts !== null) part.around.push(raw.subarray(part.afterParts, lineStart));
    }
  };

  let from = root.bodyStart;
  for (let line = boundaries.next(from); line; line = boundaries.next(from)) {
    const { owner, isClosing, start, end } = line;
    endWithin(owner, lineEndBefore(raw, start));
    from = end;
    // One that closes what has not begun closes nothing.
    if (isClosing && owner.children.length === 0) continue;
    if (isClosing) {
      boundaries.remove(owner);
      owner.afterParts = end;
      continue;
    }
    if (parts.length === maxParts) {
      problem = `This mail has more than ${maxParts} parts. The first of them are shown.`;
      break;
    }
    if (owner.children.length === 0) owner.around.push(raw.subarray(owner.bodyStart, start));
    const part = openPart(raw, end, owner, boundaries);
    owner.children.push(part);
    parts.push(part);
    path.push(part);
    from = part.bodyStart;
  }
  endWithin(null, raw.length);
  if (boundaries.isUsedAgain) {
    problem ??= 'Parts stand behind the end of this mail, and are not shown.';
  }
  return { parts, problem };
}

function openPart(
  raw: Buffer,
  start: number,
  owner: OpenPart | null,
  boundaries: Boundaries,
): OpenPart {
  const isDelimiter = (line: number): boolean => boundaries.at(line) !== null;
  const { head, bodyStart, fault } = readHead(raw, start, owner === null, isDelimiter);
  const node = new MimeNode();
  node.addHeaderChunk(contentHeaders(head));
  node.parseHeaders();
  const isDigested = owner?.multipart === 'digest';
  if (isDigested && !hasType(node)) node.contentType = 'message/rfc822';
  const found = MULTIPART.exec(node.contentType || '');
  const part: OpenPart = {
    node,
    head,
    bodyStart,
    fault,
    isDigested,
    multipart: found && (found[1] || 'mixed'),
    boundary: found && boundaryOf(node),
    children: [],
    around: [],
    body: Buffer.alloc(0),
    afterParts: null,
    depth: owner === null ? 0 : owner.depth + 1,
  };
  boundaries.add(part);
  return part;
}

function hasType({ headers }: MimeNode): boolean {
  return headers !== false && headers.hasHeader('content-type');
}

/** Null where none is named that can be (RFC 2046 section 5.1.1: ASCII, without blanks at its end). */
function boundaryOf({ headers }: MimeNode): string | null {
  const type = headers === false ? '' : headers.getFirst('content-type');
  const { boundary = '' } = libmime.parseHeaderValue(type, { stripComments: true }).params;
  const trimmed = boundary.trimEnd();
  return trimmed !== '' && Buffer.byteLength(trimmed) === trimmed.length ? trimmed : null;
}

/** The lines that separate parts, of those multiparts that are open. */
class Boundaries {
  /** A delimiter stood behind the end of what it separates. */
  isUsedAgain = false;
  readonly #raw: Buffer;
  /** One within may have the same boundary, and comes first. */
  readonly #open = new Map<string, OpenPart[]>();
  #openCount = 0;
  readonly #former = new Set<string>();
  #longest = 0;

  constructor(raw: Buffer) {
    this.#raw = raw;
  }

  add(part: OpenPart): void {
    const { boundary } = part;
    if (boundary === null) return;
    const same = this.#open.get(boundary);
    if (same) same.push(part);
    else this.#open.set(boundary, [part]);
    this.#openCount += 1;
    this.#former.delete(boundary);
    this.#longest = Math.max(this.#longest, boundary.length);
  }

  /** What an open multipart has within has been removed before. */
  remove(part: OpenPart): void {
    if (part.boundary === null) return;
    this.#open.get(part.boundary)?.pop();
    this.#openCount -= 1;
    this.#former.add(part.boundary);
    part.boundary = null;
  }

  /** The first delimiter in a line that starts there or later. */
  next(from: number): Delimiter | null {
    let at = Math.max(0, from - 1);
    while (this.#openCount > 0 || this.#former.size > 0) {
      at = this.#raw.indexOf(LINE_OF_DASHES, at);
      if (at === -1) return null;
      at += 1;
      const found = this.at(at);
      if (found) return found;
    }
    return null;
  }

  /** The delimiter whose line starts there. */
  at(start: number): Delimiter | null {
    const raw = this.#raw;
    if (raw[start] !== DASH || raw[start + 1] !== DASH) return null;
    const end = nextLine(raw, start);
    let last = end;
    while (BLANKS.has(raw[last - 1] ?? 0)) last -= 1;
    if (last - start > this.#longest + 4) return null;
    const name = raw.toString('latin1', start + 2, last);
    const opening = this.#open.get(name)?.at(-1);
    const closing = name.endsWith('--') ? this.#open.get(name.slice(0, -2))?.at(-1) : undefined;
    const isClosing = closing !== undefined && closing.depth > (opening?.depth ?? -1);
    const owner = isClosing ? closing : opening;
    if (owner) return { owner, isClosing, start, end };
    this.isUsedAgain ||= this.#former.has(name);
    return null;
  }
}

function lineEndBefore(raw: Buffer, lineStart: number): number {
  if (raw[lineStart - 1] !== LF) return lineStart;
  return raw[lineStart - 2] === CR ? lineStart - 2 : lineStart - 1;
}
