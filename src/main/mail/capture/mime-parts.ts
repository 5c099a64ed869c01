import { declaredCharset } from './charset.ts';
import { singleLine } from './header-block.ts';
import { type MimeTree, readMimeTree } from './mime-tree.ts';
import { filenameOf } from './part-kind.ts';
import { readableMail } from './readable-mail.ts';

/** A part of a mail's structure, as it is declared and not as it is shown. */
export interface MimePart {
  /** How many parts it stands in; 0 for the mail itself. */
  readonly depth: number;
  readonly contentType: string;
  readonly charset: string | null;
  readonly encoding: string | null;
  readonly disposition: string | null;
  /** As the mail gives it, on one line. Not safe to save under. */
  readonly filename: string | null;
  /** Of its body as it came, encoded, in bytes; its line ends as they are read. 0 where it is parts. */
  readonly size: number;
}

/** What RFC 2045 section 5.2 takes for granted. */
const DEFAULT_TYPE = 'text/plain';

/**
 * The parts of a mail in the order they came, as its words and files are read. Past a limit, or a
 * fault, those before it.
 */
export async function readMimeParts(bytes: Buffer): Promise<MimePart[]> {
  const parts: MimePart[] = [];
  const raw = readableMail(bytes);
  const charset = declaredCharset(raw);
  const { root } = await readMimeTree(raw);
  const waiting = [{ part: root, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { part, depth } = next;
    parts.push(describe(part, depth, charset));
    for (const child of part.children.toReversed()) waiting.push({ part: child, depth: depth + 1 });
  }
  return parts;
}

function describe(part: MimeTree, depth: number, charset: string): MimePart {
  const { node, body, multipart, children } = part;
  return {
    depth,
    contentType: singleLine(node.contentType || DEFAULT_TYPE),
    charset: textOf(node.charset),
    encoding: textOf(node.encoding),
    disposition: textOf(node.disposition),
    filename: textOf(filenameOf(part, charset)),
    size: children.length > 0 && multipart !== null ? 0 : body.length,
  };
}

function textOf(value: string | false | undefined): string | null {
  return singleLine(value || '') || null;
}
