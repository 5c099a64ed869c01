import { buffer } from 'node:stream/consumers';

import DKIM from 'nodemailer/lib/dkim';

import { readSigningKey } from '../../settings/dkim-key.ts';
import type { SmtpProfile } from '../../settings/smtp-profile.ts';
import { NoDeliveryError } from './no-delivery.ts';

/**
 * Signs mails for a profile's domain (RFC 6376), or null when it signs none.
 *
 * @throws NoDeliveryError when the key is missing or can't sign: the library would leave such mails
 *   unsigned, and nobody would know.
 */
export function signerOf(
  { dkimDomain, dkimSelector }: SmtpProfile,
  privateKey: string | null,
): ((raw: Buffer) => Promise<Buffer>) | null {
  if (dkimDomain === '' || dkimSelector === '') return null;
  if (privateKey === null) throw noSigningKey('There is no key that signs mails.');
  if (!readSigningKey(privateKey)) {
    throw noSigningKey('The key that signs mails is no RSA key.');
  }
  const dkim = new DKIM({ domainName: dkimDomain, keySelector: dkimSelector, privateKey });
  return (raw) => buffer(dkim.sign(raw));
}

/** Mails that are to be signed wait for a key. */
export function noSigningKey(title: string): NoDeliveryError {
  const unsigned = { dkimDomain: '', dkimSelector: '' };
  return new NoDeliveryError(
    title,
    'Enter a key under Signature (DKIM) in Settings, Mail, or make a new one once the server is saved. Or let mails leave unsigned.',
    { field: 'dkimKey', fixes: [{ label: 'Leave mails unsigned', changes: unsigned }] },
  );
}
