import { isAscii, isUtf8 } from 'node:buffer';

import type SMTPConnection from 'nodemailer/lib/smtp-connection';

import { headerBlockEnd } from '../capture/header-block.ts';
import { SmtpError } from './smtp-error.ts';
import { needsSmtpUtf8 } from './wire-address.ts';

/** What of a message takes an extension of SMTP, because it leaves byte for byte. */
interface WireNeeds {
  /** A header in UTF-8, which takes SMTPUTF8 (RFC 6531 section 3.4) where no address takes it already. */
  readonly hasUtf8Headers: boolean;
  /** A byte of eight bits, which takes 8BITMIME (RFC 6152). */
  readonly hasEightBits: boolean;
}

/**
 * @param addresses Of the envelope, as they go over the wire.
 * @param extensions What the server offers.
 * @throws SmtpError `ESMTPUTF8` or `E8BITMIME` when it lacks one. To write the message anew would
 *   break its signatures, and to send it all the same is forbidden (RFC 6152 section 3).
 */
export function wireNeeds(
  addresses: readonly string[],
  raw: Buffer,
  extensions: readonly string[],
): WireNeeds {
  const hasUtf8Address = takeSmtpUtf8(addresses, extensions);
  if (isAscii(raw)) return { hasUtf8Headers: false, hasEightBits: false };
  const head = raw.subarray(0, headerBlockEnd(raw));
  // Headers in any other charset follow no standard: the server says whether it takes them.
  const isInternational = isUtf8(head) && !isAscii(head);
  if (isInternational && !extensions.includes('SMTPUTF8')) {
    throw new SmtpError('The server takes no headers beyond ASCII.', { code: 'ESMTPUTF8' });
  }
  if (!extensions.includes('8BITMIME')) {
    throw new SmtpError('The server takes no mails in eight bits.', { code: 'E8BITMIME' });
  }
  return { hasUtf8Headers: isInternational && !hasUtf8Address, hasEightBits: true };
}

/**
 * Whether one of the addresses takes SMTPUTF8 (RFC 6531).
 *
 * @throws SmtpError `ESMTPUTF8` when the server does not offer it.
 */
export function takeSmtpUtf8(addresses: readonly string[], extensions: readonly string[]): boolean {
  const recipient = addresses.find(needsSmtpUtf8);
  if (recipient === undefined || extensions.includes('SMTPUTF8')) return recipient !== undefined;
  throw new SmtpError('The server takes no addresses beyond ASCII.', {
    code: 'ESMTPUTF8',
    recipient,
  });
}

/** Whether a mail was refused here, before anything of it was said: the line may take the next. */
export function isKeptBack(error: unknown): boolean {
  return error instanceof SmtpError && /^(?:ESMTPUTF8|E8BITMIME)$/.test(error.failure.code);
}

/**
 * Asks for SMTPUTF8 with the message that is sent next. The library does so only where an address
 * takes it and can't be told otherwise, so the word is added to its command as that leaves.
 *
 * @throws TypeError when the library has no such function any more: the word must not be left out.
 */
export function askForSmtpUtf8(connection: SMTPConnection): void {
  const write: unknown = Reflect.get(connection, '_sendCommand');
  if (typeof write !== 'function') throw new TypeError('SMTPUTF8 could not be asked for.');
  Reflect.set(connection, '_sendCommand', (command: string) => {
    Reflect.deleteProperty(connection, '_sendCommand');
    write.call(connection, `${command} SMTPUTF8`);
  });
}
