import { CompiledQuery } from 'kysely';

import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import type { ReceivedMail as WireMail } from './capture/server.ts';

/** A mail to keep; how it came is left out for mails that came by no wire. */
export type ReceivedMail = Omit<WireMail, 'client' | 'talk'> &
  Partial<Pick<WireMail, 'client' | 'talk'>>;

/** Compiled once: building the statement anew costs more than running it. */
export const INSERT_CAPTURED = `INSERT INTO gatehouse_captured_mail
  (received_at, envelope_from, envelope_to, from_text, to_text, subject, preview, size,
    has_attachments, client_address, client_hello, tls, auth_user, talk, raw)
  VALUES (?, ?, ?, '', ?, '', '', ?, 0, ?, ?, ?, ?, ?, ?)`;

/** What the statement is given for a mail, but for the mail itself, which comes last. */
export function capturedValues(mail: ReceivedMail): (string | number | null)[] {
  const { receivedAt, envelopeFrom, envelopeTo, raw, client, talk = '' } = mail;
  const { address = '', hello = '', tls = null, user = null } = client ?? {};
  const to = [JSON.stringify(envelopeTo), envelopeTo.join(', ')];
  const envelope = [toDjangoDatetime(receivedAt), envelopeFrom, ...to, raw.byteLength];
  return [...envelope, address, hello, tls, user, talk];
}

/** Writes mails in one transaction, for those who don't mind to wait for the disk. */
export async function insertCaptured(db: Database, mails: readonly ReceivedMail[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const mail of mails) {
      const values = [...capturedValues(mail), mail.raw];
      await transaction.executeQuery(CompiledQuery.raw(INSERT_CAPTURED, values));
    }
  });
}
