import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';

import MailComposer from 'nodemailer/lib/mail-composer';

import type { RenderedMail } from '../templates/edition.ts';

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

/**
 * Makes Message-IDs in the sender's domain (RFC 5322 3.6.4): 96 random bits for all, and a number
 * for each. In their order, because an index takes neighbours much faster than strangers.
 */
export function createMessageIds(
  fromAddress: string,
  randomBytes: (size: number) => Buffer,
): (number: number) => string {
  const domain = domainToASCII(fromAddress.slice(fromAddress.lastIndexOf('@') + 1)) || 'localhost';
  const chance = randomBytes(12).toString('hex');
  return (number) => `<${chance}${number.toString(16).padStart(8, '0')}@${domain}>`;
}
