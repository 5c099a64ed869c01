import { safeFilename } from './safe-filename.ts';
import { isTnef, readTnef } from './tnef.ts';
import { singleLine } from './header-block.ts';

export interface MailAttachment {
  /** Safe to save under: no folder, no control character, no reserved name. */
  readonly filename: string;
  readonly contentType: string;
  /** In bytes, decoded. */
  readonly size: number;
  /** Without angle brackets, or null. */
  readonly contentId: string | null;
  /** A part of the HTML, such as a picture in it, and nothing to list. */
  readonly inline: boolean;
  /** The place of the attachment that it was packed in, or null for a part of the mail itself. */
  readonly within: number | null;
  readonly content: Buffer;
}

export interface Unpacked {
  /** Those that were given, and after them what was packed in them. */
  readonly attachments: readonly MailAttachment[];
  /** Of the mail, where it was packed too. */
  readonly text: string | null;
  readonly html: string | null;
  readonly problem: string | null;
}

/** Files like winmail.dat that are opened in one mail. */
const MAX_PACKS = 10;
/** Characters of a type that are kept. */
const MAX_TYPE_LENGTH = 1_000;

/** Opens what Outlook packs for other Outlooks only: `winmail.dat` (TNEF). */
export function unpackAttachments(given: readonly MailAttachment[]): Unpacked {
  const attachments = [...given];
  let text: string | null = null;
  let html: string | null = null;
  let problem: string | null = null;
  const packs = [...given.entries()].filter(([, { content }]) => isTnef(content));
  for (const [within, { content, filename }] of packs.slice(0, MAX_PACKS)) {
    const pack = readTnef(content);
    text ??= pack.text;
    html ??= pack.html;
    if (pack.problem !== null)
      problem ??= `Not all of ${filename} could be opened. ${pack.problem}`;
    if (pack.hasRtf && pack.text === null && pack.html === null) {
      problem ??= `${filename} has a text in Outlook’s own form (RTF), which is not shown.`;
    }
    for (const { name, contentType, contentId, content: bytes } of pack.files) {
      attachments.push({
        filename: safeFilename(name, `attachment-${attachments.length + 1}`),
        contentType:
          singleLine((contentType ?? '').slice(0, MAX_TYPE_LENGTH)) || 'application/octet-stream',
        size: bytes.length,
        contentId,
        inline: false,
        within,
        content: bytes,
      });
    }
  }
  return { attachments, text, html, problem };
}
