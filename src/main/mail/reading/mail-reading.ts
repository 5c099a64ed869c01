import type { MailChecks } from '../../../shared/contract/checks.ts';
import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { linksInText } from '../capture/links.ts';
import { readMimeParts } from '../capture/mime-parts.ts';
import { parseMail } from '../capture/parse.ts';
import { linksInTextOfHtml } from '../capture/text-of-html.ts';
import { checkMail } from '../checks/check-mail.ts';
import { type InertHtml, makeInertHtml } from '../preview/inert-html.ts';
import type { FetchedPictures } from '../preview/inert-images.ts';
import { isShowable, pictureType } from '../preview/picture-size.ts';
import { type IndexedMail, indexOf } from './index-of.ts';

/** What a screen shows of a mail's bytes. */
export type MailDescription = Pick<
  CapturedMail,
  | 'fromAddresses'
  | 'toAddresses'
  | 'ccAddresses'
  | 'bccAddresses'
  | 'replyTo'
  | 'date'
  | 'messageId'
  | 'text'
  | 'hasText'
  | 'hasHtml'
  | 'htmlSource'
  | 'headers'
  | 'links'
  | 'textLinks'
  | 'parts'
  | 'attachments'
  | 'problem'
>;

export interface MailFile {
  /** Safe to save under. */
  readonly filename: string;
  /** As the mail declares it. */
  readonly contentType: string;
  readonly content: Uint8Array;
}

/**
 * Everything that takes a captured mail apart. A stranger has written the mail, so it may take
 * long: the application asks a thread, which is ended when it does.
 */
export interface MailReading {
  /** What the list shows and the search finds. */
  index(raw: Uint8Array): Promise<IndexedMail>;
  describe(raw: Uint8Array): Promise<MailDescription>;
  /** The inert copy of its HTML, with pictures that were fetched for it. */
  preview(raw: Uint8Array, pictures: FetchedPictures): Promise<InertHtml>;
  /** What can be judged of it without asking anybody. */
  check(raw: Uint8Array): Promise<MailChecks>;
  /** One attachment by its place, or null when there is none. */
  file(raw: Uint8Array, place: number): Promise<MailFile | null>;
}

/** Reads in the thread that asks. */
export const mailReading: MailReading = {
  index: async (raw) => indexOf(await parseMail(bufferOf(raw))),
  describe,
  async preview(raw, pictures) {
    const { html, attachments } = await parseMail(bufferOf(raw));
    const fetched = [...pictures].map(([address, { contentType, content }]) => {
      return [address, { contentType, content: bufferOf(content) }] as const;
    });
    return makeInertHtml(html ?? '', attachments, new Map(fetched));
  },
  check: (raw) => checkMail(bufferOf(raw)),
  async file(raw, place) {
    const attachment = (await parseMail(bufferOf(raw))).attachments[place];
    if (!attachment) return null;
    const { filename, contentType, content } = attachment;
    // What is too large to be shown can still be saved.
    const type = isShowable(content) ? shownType(contentType, content) : OF_ANY_KIND;
    // A copy of its own: a view would take all that it is a view of along to another thread.
    return { filename, contentType: type, content: new Uint8Array(content) };
  },
};

const OF_ANY_KIND = 'application/octet-stream';

/** What a file is shown as: many programs send pictures as files of any kind. */
function shownType(contentType: string, content: Buffer): string {
  return contentType === OF_ANY_KIND ? (pictureType(content) ?? contentType) : contentType;
}

/** Pictures made of pixels, which show and do nothing else. */
const SHOWN_TYPE = /^image\/(?:png|gif|jpeg|webp|avif|bmp)$/i;

async function describe(bytes: Uint8Array): Promise<MailDescription> {
  const raw = bufferOf(bytes);
  const mail = await parseMail(raw);
  return {
    fromAddresses: [...mail.from],
    toAddresses: [...mail.to],
    ccAddresses: [...mail.cc],
    bccAddresses: [...mail.bcc],
    replyTo: [...mail.replyTo],
    date: mail.date?.toISOString() ?? null,
    messageId: mail.messageId,
    text: mail.text,
    hasText: mail.hasText,
    hasHtml: mail.html !== null,
    htmlSource: mail.html,
    headers: [...mail.headers],
    links: [...mail.links],
    textLinks: mail.hasText ? linksInText(mail.text ?? '') : linksInTextOfHtml(mail.html ?? ''),
    parts: await readMimeParts(raw),
    attachments: mail.attachments.map((attachment, index) => {
      const { filename, contentType, size, inline, within, content } = attachment;
      const showable = SHOWN_TYPE.test(shownType(contentType, content)) && isShowable(content);
      return { index, filename, contentType, size, inline, within, showable };
    }),
    problem: mail.problem,
  };
}

/** The same bytes; a thread gets them without the methods that a Buffer has. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
