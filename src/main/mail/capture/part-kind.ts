import { isUtf8 } from 'node:buffer';

import { isShapeless, type MimeTree } from './mime-tree.ts';
import { decodeCharset } from './charset.ts';

/** A type and a subtype (RFC 2045 section 5.1). */
const TYPE = /^[\w!#$&^+.-]+\/[\w!#$&^+.-]+$/;
const TEXT_TYPE = /^["']?(?:text\s*\/\s*)?(plain|html)\b/;
const SHOWN_TYPES = new Set(['text/plain', 'text/html', 'message/delivery-status']);

/** What a part is to a reader. */
export interface PartKind {
  /** In lower case. */
  readonly type: string;
  /** Its words are shown with the mail. */
  readonly isShown: boolean;
  /** It is listed as a file. */
  readonly isFile: boolean;
}

/**
 * What a part is to a reader, by its type and disposition (RFC 2183). A mail that is nothing but one
 * text is shown, and is a file too unless it is a text as mails are.
 *
 * @param parent What the part lies in; null for a mail.
 */
export function kindOf(part: MimeTree, parent: MimeTree | null): PartKind {
  const { node, children, multipart } = part;
  if (multipart !== null || isShapeless(part, parent))
    return { type: node.contentType || '', isShown: false, isFile: false };
  const isInline = node.disposition === false || node.disposition === 'inline';
  const type = typeOf(node, isInline);
  const isText = parent === null && type.startsWith('text/');
  const isShown = children.length > 0 || (isInline && (SHOWN_TYPES.has(type) || isText));
  // A part with a name is a file also where it is shown, but not one that is there to be chosen from.
  const isNamed = node.filename !== false && parent?.multipart !== 'alternative';
  const isOther = isText && !SHOWN_TYPES.has(type);
  return { type, isShown, isFile: !isShown || isNamed || isOther || children.length > 0 };
}

/** A type that can't be read means plain text (RFC 2045 section 5.2), or says enough to be understood. */
function typeOf({ contentType, filename }: MimeTree['node'], isInline: boolean): string {
  const type = contentType || 'text/plain';
  if (type === 'application/xhtml+xml' && isInline && filename === false) return 'text/html';
  if (TYPE.test(type)) return type;
  const [, subtype] = TEXT_TYPE.exec(type) ?? [];
  if (subtype !== undefined) return `text/${subtype}`;
  return isInline && filename === false ? 'text/plain' : 'application/octet-stream';
}

/**
 * The name that a part gives itself, not safe to save under. One in bytes that are no UTF-8, which
 * the library takes for Latin, is in the charset of the mail.
 *
 * @param charset Of the mail's headers.
 */
export function filenameOf({ node, head }: MimeTree, charset: string): string | undefined {
  const name = node.filename || undefined;
  // oxlint-disable-next-line no-control-regex -- any byte
  if (name === undefined || !/[\x80-\xff]/.test(name) || !/^[\x00-\xff]*$/.test(name)) return name;
  return isUtf8(head) ? name : decodeCharset(Buffer.from(name, 'latin1'), charset);
}
