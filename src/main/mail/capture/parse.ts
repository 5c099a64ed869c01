import {
  type AddressObject,
  type Attachment,
  type EmailAddress,
  simpleParser,
  type ParsedMail as LibraryMail,
} from 'mailparser';

import { messageOf } from '../../../shared/message-of.ts';
import { decodePercent } from '../preview/decode-percent.ts';
import { firstParts, MAX_PARTS } from './first-parts.ts';
import { type Header, headerBlockEnd, readHeaders, singleLine } from './header-block.ts';
import { findLinks, type Link } from './links.ts';
import { mendCharsets, mendHeaders } from './mend-charsets.ts';
import { safeFilename } from './safe-filename.ts';
import { textOfHtml } from './text-of-html.ts';
import { type MailAttachment, unpackAttachments } from './unpack-attachments.ts';

interface MailAddress {
  readonly name: string;
  readonly address: string;
}

export interface ParsedMail {
  readonly from: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  /** One line; null when the mail has no subject. */
  readonly subject: string | null;
  readonly date: Date | null;
  /** Without angle brackets. */
  readonly messageId: string | null;
  /** The plain text, or the text of the HTML when there is no other. */
  readonly text: string | null;
  /** Whether the mail has a text of its own. */
  readonly hasText: boolean;
  readonly html: string | null;
  readonly headers: readonly Header[];
  readonly attachments: readonly MailAttachment[];
  readonly links: readonly Link[];
  /** What could not be read, in words; null when all could. */
  readonly problem: string | null;
}

export interface MailSummary {
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly preview: string;
  readonly hasAttachments: boolean;
}

const MAX_ADDRESSES = 20_000;
/** Bytes of the body shown when the structure of a mail can't be read. */
const MAX_UNREADABLE_BODY = 200_000;
const PREVIEW_LENGTH = 140;
const PEOPLE_LENGTH = 500;

/** Reads a mail. Never throws: what can't be read is left out, and `problem` says so. */
export async function parseMail(bytes: Buffer): Promise<ParsedMail> {
  const raw = mendHeaders(bytes);
  try {
    const mail = describe(await readWithCharsets(raw), raw, null);
    const isEmpty = mail.text === null && mail.html === null && mail.attachments.length === 0;
    const hasBody = raw.subarray(headerBlockEnd(raw)).some((byte) => byte > 0x20);
    return isEmpty && hasBody ? await parseUnreadable(raw, 'Its parts are not marked.') : mail;
  } catch (error) {
    try {
      const first = await firstParts(raw);
      if (first) return describe(await readWithCharsets(first), raw, TOO_MANY_PARTS);
    } catch {
      // The first error is the one that is told.
    }
    return parseUnreadable(raw, messageOf(error));
  }
}

const TOO_MANY_PARTS = `This mail has more than ${MAX_PARTS} parts. The first of them are shown.`;

/** The line that a list shows for a mail. */
export function summarise(mail: ParsedMail): MailSummary {
  const words = singleLine((mail.text ?? '').slice(0, 10 * PREVIEW_LENGTH).replace(/\s+/g, ' '));
  return {
    subject: mail.subject ?? '',
    from: people(mail.from),
    to: people(mail.to),
    preview: words.length > PREVIEW_LENGTH ? `${words.slice(0, PREVIEW_LENGTH - 1)}…` : words,
    hasAttachments: mail.attachments.some(({ inline }) => !inline),
  };
}

/** Reads once more where letters could not be read, if a part is not in the charset that it says. */
async function readWithCharsets(raw: Buffer): Promise<LibraryMail> {
  const mail = await readMail(raw);
  const isLost = `${mail.text ?? ''}${mail.html || ''}`.includes('\ufffd');
  const mended = isLost ? await mendCharsets(raw) : null;
  return mended === null ? mail : readMail(mended);
}

function readMail(raw: Buffer): Promise<LibraryMail> {
  return simpleParser(raw, {
    keepCidLinks: true,
    skipTextToHtml: true,
    checksumAlgo: false,
    skipHtmlToText: true,
  });
}

/** The headers that are within bounds and the start of the body as it came. */
async function parseUnreadable(raw: Buffer, reason: string): Promise<ParsedMail> {
  const problem = `This mail is not built as mails are, so its body is shown as it came. ${reason}`;
  const end = headerBlockEnd(raw);
  const headers = readHeaders(raw)
    .filter(({ name }) => !/^content-/i.test(name))
    .map(({ name, value }) => `${name}: ${value}\r\n`);
  const body = raw.subarray(end, end + MAX_UNREADABLE_BODY).toString('utf8');
  try {
    const plain = Buffer.from(`${headers.join('')}\r\n${body.replace(/^\r?\n/, '')}`);
    return describe(await readMail(plain), raw, problem);
  } catch {
    // The first error already stands in `problem`.
    return describe({ ...NOTHING_READ, text: body }, raw, problem);
  }
}

const NOTHING_READ: Pick<LibraryMail, 'attachments' | 'headerLines' | 'headers' | 'html'> = {
  attachments: [],
  headerLines: [],
  headers: new Map(),
  html: false,
};

function describe(mail: LibraryMail, raw: Buffer, problem: string | null): ParsedMail {
  const headers = readHeaders(raw);
  const isBare = !mail.html && !mail.text?.trim();
  const unpacked = unpackAttachments(mail.attachments.map(describeAttachment), isBare);
  const html = mail.html || unpacked.html;
  const own = mail.text?.trim() ? mail.text : unpacked.text;
  const text = own ?? (html && textOfHtml(html));
  const isNamed = namedIn(html ?? '');
  return {
    from: addresses(mail.from),
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    bcc: addresses(mail.bcc),
    replyTo: addresses(mail.replyTo),
    subject: headers.find(({ name }) => name.toLowerCase() === 'subject')?.value ?? null,
    date: dateOf(headers),
    messageId: singleLine(mail.messageId ?? '').replace(/^<|>$/g, '') || null,
    text: text || null,
    hasText: own !== null,
    html,
    headers,
    attachments: unpacked.attachments.map((file) => ({
      ...file,
      inline: file.inline && isNamed(file.contentId),
    })),
    links: findLinks(text, html),
    problem: problem ?? unpacked.problem,
  };
}

/** Which Content-IDs a mail's HTML speaks of (RFC 2392): what it doesn't show is an attachment. */
function namedIn(html: string): (contentId: string | null) => boolean {
  const named = new Set(
    Array.from(html.matchAll(/cid:([^"'<>\s)]+)/gi), ([, id = '']) =>
      decodePercent(id.replaceAll('&amp;', '&')),
    ),
  );
  return (contentId) => contentId !== null && named.has(contentId);
}

function describeAttachment(attachment: Attachment, index: number): MailAttachment {
  const contentId = attachment.cid || null;
  return {
    filename: safeFilename(attachment.filename, `attachment-${index + 1}`),
    contentType: singleLine(attachment.contentType),
    size: attachment.size,
    contentId,
    inline: contentId !== null && attachment.contentDisposition !== 'attachment',
    within: null,
    content: attachment.content,
  };
}

function addresses(found: AddressObject | AddressObject[] | undefined): MailAddress[] {
  const entries = [found ?? []].flat().flatMap(({ value }) => value);
  const single = entries.flatMap((entry): EmailAddress[] => entry.group ?? [entry]);
  return single
    .slice(0, MAX_ADDRESSES)
    .map(({ name, address }) => ({ name: singleLine(name), address: singleLine(address ?? '') }))
    .filter(({ name, address }) => name !== '' || address !== '');
}

/** The first date that can be read: the library would put the current time in its place. */
function dateOf(headers: readonly Header[]): Date | null {
  for (const { name, value } of headers) {
    const date = name.toLowerCase() === 'date' ? new Date(value) : null;
    if (date && !Number.isNaN(date.getTime())) return date;
  }
  return null;
}

function people(found: readonly MailAddress[]): string {
  const texts = found.map(({ name, address }) =>
    name === '' || address === '' ? name || address : `${name} <${address}>`,
  );
  const line = texts.slice(0, PEOPLE_LENGTH).join(', ');
  return line.length > PEOPLE_LENGTH ? `${line.slice(0, PEOPLE_LENGTH - 1)}…` : line;
}
