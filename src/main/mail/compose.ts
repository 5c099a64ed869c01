import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';

import MailComposer from 'nodemailer/lib/mail-composer';

import type { RenderedMail } from './templates.ts';

export interface Letter extends RenderedMail {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  /** Empty for the sender's own address. */
  readonly replyTo: string;
  readonly messageId: string;
  readonly date: Date;
}

/**
 * Builds a mail's bytes, to be frozen in the outbox: text and HTML as alternatives, and the headers
 * that keep autoresponders quiet (RFC 3834).
 */
export async function composeMail(letter: Letter): Promise<Buffer> {
  const composer = new MailComposer({
    from: letter.from,
    to: { name: '', address: letter.to },
    ...(letter.replyTo === '' ? {} : { replyTo: letter.replyTo }),
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    messageId: letter.messageId,
    date: letter.date,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
    // Derived, so that the same letter has the same bytes.
    baseBoundary: createHash('sha256').update(letter.messageId).digest('hex').slice(0, 16),
    newline: '\r\n',
  });
  return composer.compile().build();
}

/** A Message-ID in the sender's domain (RFC 5322 3.6.4), with 128 random bits. */
export function createMessageId(
  fromAddress: string,
  randomBytes: (size: number) => Buffer,
): string {
  const domain = domainToASCII(fromAddress.slice(fromAddress.lastIndexOf('@') + 1)) || 'localhost';
  return `<${randomBytes(16).toString('hex')}@${domain}>`;
}
