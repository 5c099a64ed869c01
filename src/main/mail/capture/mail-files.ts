import libmime from 'libmime';

import type { MimeTree } from './mime-tree.ts';
import { filenameOf, kindOf } from './part-kind.ts';
import { safeFilename } from './safe-filename.ts';
import { singleLine } from './header-block.ts';
import { contentOf } from './transfer-encoding.ts';
import type { MailAttachment } from './unpack-attachments.ts';

/** What the library says of types that it doesn't know. */
const OF_ANY_KIND = 'bin';

/**
 * The files of a mail in the order they came; those of a mail that is shown within come after it.
 * They are named in the HTML by Content-ID (RFC 2392) or Content-Location (RFC 2557).
 *
 * @param charset Of the mail's headers, for names that are not encoded.
 */
export async function readFiles(root: MimeTree, charset: string): Promise<MailAttachment[]> {
  const files: MailAttachment[] = [];
  const waiting: Waiting[] = [{ part: root, parent: null, within: null }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { part, parent, within } = next;
    const { type, isFile } = kindOf(part, parent);
    const isMail = part.multipart === null && part.children.length > 0;
    const place = isMail ? files.length : within;
    if (isFile) {
      const fallback = `attachment-${files.length + 1}${extensionOf(type)}`;
      const filename = safeFilename(filenameOf(part, charset), fallback);
      files.push(await fileOf(part, type, filename, within));
    }
    for (const child of part.children.toReversed()) {
      waiting.push({ part: child, parent: isMail ? null : part, within: place });
    }
  }
  return files;
}

/** What the name of a file of a type ends in, so that it can be opened; nothing for most of them. */
function extensionOf(type: string): string {
  const extension = libmime.detectExtension(type);
  return extension === OF_ANY_KIND ? '' : `.${extension}`;
}

interface Waiting {
  readonly part: MimeTree;
  /** Null for a mail. */
  readonly parent: MimeTree | null;
  readonly within: number | null;
}

async function fileOf(
  part: MimeTree,
  type: string,
  filename: string,
  within: number | null,
): Promise<MailAttachment> {
  const { node } = part;
  const content = await contentOf(part);
  const given = node.headers === false ? '' : node.headers.getFirst('content-id');
  const contentId = (/<([^<>]*)>/.exec(given)?.[1] ?? given).trim() || null;
  const location = node.headers === false ? '' : node.headers.getFirst('content-location').trim();
  return {
    filename,
    contentType: singleLine(type),
    size: content.length,
    contentId,
    location: location || null,
    inline: (contentId !== null || location !== '') && node.disposition !== 'attachment',
    within,
    content,
  };
}
