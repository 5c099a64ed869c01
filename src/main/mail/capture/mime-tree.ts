import { rawHeaders } from './header-block.ts';
import { readableMail } from './readable-mail.ts';
import { signedContent } from './signed-content.ts';
import { type SplitPart, splitParts } from './split-parts.ts';
import { contentOf } from './transfer-encoding.ts';

/** A part of a mail, with the parts in it. */
export type MimeTree = SplitPart;

export interface ReadTree {
  readonly root: MimeTree;
  /** Why not all of it, or of a mail in it, is there or read as it should be; null when all is. */
  readonly problem: string | null;
}

/** Parts that are read of one mail. */
const MAX_PARTS = 1_000;
/** How deep a mail that is shown may lie in others. */
const MAX_DEPTH = 5;

/**
 * A mail's parts. Those of a mail within that is to be shown (its disposition is `inline`, it is in
 * a digest, all there is, or packed into its signature) are its children. Past a limit the first
 * parts are given.
 */
export async function readMimeTree(raw: Buffer): Promise<ReadTree> {
  return readTree(raw, { parts: MAX_PARTS }, 0);
}

async function readTree(raw: Buffer, left: { parts: number }, depth: number): Promise<ReadTree> {
  const { parts, problem: limit } = splitParts(raw, MAX_PARTS);
  const [root] = parts;
  let problem = limit ?? mailFault(root, raw);
  left.parts -= parts.length;
  for (const part of parts) {
    if (part !== root) problem ??= partFault(part);
    const enclosed = depth < MAX_DEPTH && left.parts > 0 ? await enclosedIn(part, root) : null;
    if (!enclosed) continue;
    const within = await readTree(readableMail(enclosed), left, depth + 1);
    part.children.push(within.root);
    problem ??= within.problem;
  }
  return { root, problem };
}

/** A mail in a part that is to be shown with the mail around it. */
async function enclosedIn(part: MimeTree, root: MimeTree): Promise<Buffer | null> {
  const { contentType, disposition } = part.node;
  const isUndisposed = (part.isDigested || part === root) && disposition === false;
  const isInline = disposition === 'inline' || isUndisposed;
  if (contentType === 'message/rfc822' && isInline) return contentOf(part);
  const isSigned = /^application\/(?:x-)?pkcs7-mime$/.test(contentType || '');
  return isSigned ? signedContent(await contentOf(part)) : null;
}

/**
 * Whether a part is shown as it came, whatever its headers say, because nobody can tell what is in it:
 * a multipart without a mark of its parts, or a mail whose headers do not end.
 *
 * @param parent What it lies in; null for a mail.
 */
export function isShapeless(part: MimeTree, parent: MimeTree | null): boolean {
  if (part.multipart !== null) return part.children.length === 0;
  return parent === null && part.fault === 'unended';
}

const UNENDED = 'No empty line ends its headers.';
const UNMARKED = 'Its parts are not marked.';

function mailFault(root: MimeTree, raw: Buffer): string | null {
  const isUnended = root.fault === 'unended';
  if (!isShapeless(root, null)) {
    return isUnended ? `This mail is not built as mails are. ${UNENDED}` : null;
  }
  // Words alone are a mail, too.
  if (isBlank(root.body) || rawHeaders(raw).length === 0) return null;
  return shownAsItCame(isUnended ? UNENDED : UNMARKED);
}

/** Says why the body of a mail is shown without being read. */
export function shownAsItCame(why: string): string {
  return `This mail is not built as mails are, so its body is shown as it came. ${why}`;
}

function partFault(part: MimeTree): string | null {
  if (part.fault === 'mixed') {
    return 'A part of this mail has lines among its headers that are none, which are left out.';
  }
  const start = 'A part of this mail is not built as parts are, so it is shown';
  if (part.fault === 'unended') return `${start} from the first line that is no header. ${UNENDED}`;
  return isShapeless(part, part) && !isBlank(part.body) ? `${start} as it came. ${UNMARKED}` : null;
}

/** Whether nothing that can be seen is in it. */
export function isBlank(bytes: Buffer): boolean {
  return !bytes.some((byte) => byte > 0x20);
}
