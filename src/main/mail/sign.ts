import { buffer } from 'node:stream/consumers';

import DKIM from 'nodemailer/lib/dkim';

import type { SmtpProfile } from '../settings/smtp-profile.ts';

/** Signs mails for a profile's domain (RFC 6376), or null when it signs none. */
export function signerOf(
  { dkimDomain, dkimSelector }: SmtpProfile,
  privateKey: string | null,
): ((raw: Buffer) => Promise<Buffer>) | null {
  if (privateKey === null || dkimDomain === '' || dkimSelector === '') return null;
  const dkim = new DKIM({ domainName: dkimDomain, keySelector: dkimSelector, privateKey });
  return (raw) => buffer(dkim.sign(raw));
}
