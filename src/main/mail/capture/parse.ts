import { personText } from '../../../shared/person-text.ts';
import { type MailAddress, readAddresses } from './addresses.ts';
import { textAsItCame, wordsOf } from './body-words.ts';
import { declaredCharset } from './charset.ts';
import { type Header, rawHeaders, readHeaders, singleLine } from './header-block.ts';
import { bareId } from '../preview/bare-id.ts';
import { filesInHtml } from '../preview/files-in-html.ts';
import { findLinks, type Link } from './links.ts';
import { readMailDate } from './mail-date.ts';
import { readFiles } from './mail-files.ts';
import { isBlank, type MimeTree, readMimeTree, type ReadTree, shownAsItCame } from './mime-tree.ts';
import { readableMail } from './readable-mail.ts';
import { textOfHtml } from './text-of-html.ts';
import { type MailAttachment, unpackAttachments } from './unpack-attachments.ts';

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
  /** Empty where no address says who it is for. */
  readonly to: string;
  /** Whom it names then, as in "undisclosed-recipients". */
  readonly toNames: string;
  readonly preview: string;
  readonly hasAttachments: boolean;
}

const PREVIEW_LENGTH = 140;
const PEOPLE_LENGTH = 500;

/** Reads a mail. Never throws: what can't be read is left out, and `problem` says so. */
export async function parseMail(bytes: Buffer): Promise<ParsedMail> {
  const raw = readableMail(bytes);
  const headers = readHeaders(raw);
  const tree = await readMimeTree(raw);
  const content = await contentOf(tree, declaredCharset(raw));
  const isEmpty = content.text === null && content.html === null && content.files.length === 0;
  if (!isEmpty || !hasMore(tree.root)) return describe(raw, headers, content);
  const [text = null] = textAsItCame(tree.root.body);
  const problem = shownAsItCame(content.problem ?? 'Nothing is in it that can be read otherwise.');
  return describe(raw, headers, { ...content, text, problem });
}

/** Whether a mail in which nothing was found has something nevertheless. */
function hasMore({ multipart, body, around, children }: MimeTree): boolean {
  const pieces = multipart === null ? [body] : around;
  return (
    pieces.some((piece) => !isBlank(piece)) ||
    children.some((child) => child.multipart !== null && hasMore(child))
  );
}

/** The line that a list shows for a mail. */
export function summarise(mail: ParsedMail): MailSummary {
  const words = singleLine((mail.text ?? '').slice(0, 10 * PREVIEW_LENGTH).replace(/\s+/g, ' '));
  const to = people(mail.to);
  const isAddressed = mail.to.some(({ address }) => address !== '');
  return {
    subject: mail.subject ?? '',
    from: people(mail.from),
    to: isAddressed ? to : '',
    toNames: isAddressed ? '' : to,
    preview: words.length > PREVIEW_LENGTH ? `${words.slice(0, PREVIEW_LENGTH - 1)}…` : words,
    hasAttachments: mail.attachments.some(({ inline }) => !inline),
  };
}

/** What a mail holds, without what its headers say. */
interface Content {
  readonly text: string | null;
  readonly html: string | null;
  readonly files: readonly MailAttachment[];
  readonly problem: string | null;
}

async function contentOf({ root, problem }: ReadTree, charset: string): Promise<Content> {
  const words = await wordsOf(root);
  const files = await readFiles(root, charset);
  const unpacked = unpackAttachments(files, words.text === null && words.html === null);
  return {
    text: words.text ?? unpacked.text,
    html: words.html ?? unpacked.html,
    files: unpacked.attachments,
    problem: problem ?? unpacked.problem ?? lettersGuessed(words.unknownCharset),
  };
}

function lettersGuessed(charset: string | null): string | null {
  if (charset === null) return null;
  const name = singleLine(charset).slice(0, 50);
  return `A text of this mail is in “\u2068${name}\u2069”, a charset that is not known. Its letters are guessed.`;
}

function describe(raw: Buffer, headers: readonly Header[], content: Content): ParsedMail {
  const { text: own, html, files, problem } = content;
  const text = own ?? (html && textOfHtml(html));
  const inHtml = filesInHtml(html, files);
  const unread = rawHeaders(raw);
  const named = (wanted: string): string[] =>
    unread.filter(({ name }) => name.toLowerCase() === wanted).map(({ value }) => value);
  const first = (wanted: string): string[] => named(wanted).slice(0, 1);
  return {
    from: readAddresses(first('from')),
    to: readAddresses(named('to')),
    cc: readAddresses(named('cc')),
    bcc: readAddresses(named('bcc')),
    replyTo: readAddresses(first('reply-to')),
    subject: valueOf(headers, 'subject'),
    date: dateOf(headers),
    messageId: idIn(valueOf(headers, 'message-id') ?? ''),
    text: text || null,
    hasText: own !== null,
    html,
    headers,
    attachments: files.map((file) => ({ ...file, inline: file.inline && inHtml.has(file) })),
    links: findLinks(text, html),
    problem,
  };
}

/** RFC 5322 section 3.6.4; what stands beside the brackets is none of it. */
function idIn(value: string): string | null {
  return (/<([^<>]*)>/.exec(value)?.[1] ?? bareId(value)).trim() || null;
}

function valueOf(headers: readonly Header[], wanted: string): string | null {
  return headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? null;
}

/** The first date that can be read. */
function dateOf(headers: readonly Header[]): Date | null {
  for (const { name, value } of headers) {
    const date = name.toLowerCase() === 'date' ? readMailDate(value) : null;
    if (date) return date;
  }
  return null;
}

function people(found: readonly MailAddress[]): string {
  return inOneLine(found.map(personText));
}

/** People as a list shows them: so many as fit in its line. */
export function inOneLine(people: readonly string[]): string {
  const line = people.slice(0, PEOPLE_LENGTH).join(', ');
  return line.length > PEOPLE_LENGTH ? `${line.slice(0, PEOPLE_LENGTH - 1)}…` : line;
}
