import { messageOf } from '../../../shared/message-of.ts';
import { unpackRtf } from './compressed-rtf.ts';
import { readRtf } from './rtf.ts';
import { safeFilename } from './safe-filename.ts';
import { isTnef, readTnef, type TnefWords } from './tnef.ts';
import { singleLine } from './header-block.ts';

export interface MailAttachment {
  /** Safe to save under: no folder, no control character, no reserved name. */
  readonly filename: string;
  readonly contentType: string;
  /** In bytes, decoded. */
  readonly size: number;
  /** Without angle brackets, or null. */
  readonly contentId: string | null;
  /** The address that it stands for in the HTML (RFC 2557), or null. */
  readonly location: string | null;
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
/** Characters of a type and of a content ID that are kept. */
const MAX_VALUE_LENGTH = 1_000;

/**
 * Opens what Outlook packs for other Outlooks only: `winmail.dat` (TNEF). What a mail in it says is
 * listed as a file.
 *
 * @param isBare Whether the mail has no words outside of them, so that those in them are needed.
 */
export function unpackAttachments(given: readonly MailAttachment[], isBare: boolean): Unpacked {
  const attachments = [...given];
  let text: string | null = null;
  let html: string | null = null;
  let problem: string | null = null;
  const packs = [...given.entries()].filter(([, { content }]) => isTnef(content));
  for (const [within, { content, filename }] of packs.slice(0, MAX_PACKS)) {
    const pack = readTnef(content);
    const words = isBare ? wordsIn(pack) : NO_WORDS;
    text ??= words.text;
    html ??= words.html;
    let fault = pack.problem ?? words.problem;
    for (const mail of pack.mails) {
      const said = wordsIn(mail);
      fault ??= said.problem;
      const file = fileOfWords(mail.name, said);
      if (file) attachments.push({ ...file, within });
    }
    if (fault !== null) problem ??= `Not all of ${filename} could be opened. ${fault}`;
    for (const { name, contentType, contentId, content: bytes } of pack.files) {
      const type = singleLine((contentType ?? '').slice(0, MAX_VALUE_LENGTH));
      attachments.push({
        ...packed(bytes, type || 'application/octet-stream'),
        filename: safeFilename(name, `attachment-${attachments.length + 1}`),
        contentId: contentId && contentId.slice(0, MAX_VALUE_LENGTH),
        within,
      });
    }
  }
  return { attachments, text, html, problem };
}

/** A file that is listed, and stands for nothing in the HTML. */
function packed(content: Buffer, contentType: string) {
  const size = content.length;
  return { contentType, size, content, contentId: null, location: null, inline: false };
}

/** What a mail within says, as a file that is called as the mail is. */
function fileOfWords(name: string, { text, html }: Words): Omit<MailAttachment, 'within'> | null {
  const words = html ?? text;
  if (words === null) return null;
  const [extension, type] = html === null ? ['.txt', 'text/plain'] : ['.html', 'text/html'];
  const title = singleLine(name).replace(/[/\\]/g, '-') || 'mail';
  const filename = safeFilename(title + extension, `mail${extension}`);
  return { ...packed(Buffer.from(words), type), filename };
}

type Words = Pick<Unpacked, 'text' | 'html' | 'problem'>;

const NO_WORDS: Words = { text: null, html: null, problem: null };

/** The text in Outlook's own form is read where there is no other. */
function wordsIn({ text, html, rtf }: TnefWords): Words {
  if (text !== null || html !== null || rtf === null) return { text, html, problem: null };
  try {
    return { ...readRtf(unpackRtf(rtf)), problem: null };
  } catch (error) {
    return { ...NO_WORDS, problem: messageOf(error) };
  }
}
