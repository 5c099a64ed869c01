import { CompiledQuery, type Selectable, sql } from 'kysely';

import { fromDjangoBoolean } from '../../db/django-boolean.ts';
import { toDjangoDatetime } from '../../db/django-datetime.ts';
import type { MailTables } from '../../db/mail-tables.ts';
import type { Database } from '../../db/open-database.ts';
import type { ReceivedMail as WireMail } from '../capture/server.ts';

/** A mail to keep; how it came is left out for mails that came by no wire. */
export type ReceivedMail = Omit<WireMail, 'client' | 'talk'> &
  Partial<Pick<WireMail, 'client' | 'talk'>>;

/** A mail as its row holds it. */
export interface CapturedRow {
  /** The next one when left out. */
  readonly id?: number;
  /** From when it came to what was said, in the order of the statement. */
  readonly values: readonly (string | number | null)[];
  readonly raw: Buffer;
}

/** Compiled once: building the statement anew costs more than running it. */
const INSERT = `INSERT INTO gatehouse_captured_mail
  (id, received_at, envelope_from, envelope_to, from_text, to_text, subject, preview, size,
    has_attachments, client_address, client_hello, tls, auth_user, talk, raw)
  VALUES (?, ?, ?, ?, '', ?, '', '', ?, 0, ?, ?, ?, ?, ?, ?)`;

/** What a mail's row is to hold. */
export function capturedRow(mail: ReceivedMail): CapturedRow {
  const { receivedAt, envelopeFrom, envelopeTo, raw, client, talk = '' } = mail;
  const { address = '', hello = '', tls = null, user = null } = client ?? {};
  const to = [JSON.stringify(envelopeTo), envelopeTo.join(', ')];
  const envelope = [toDjangoDatetime(receivedAt), envelopeFrom, ...to, raw.byteLength];
  return { values: [...envelope, address, hello, tls, user, talk], raw };
}

/** Writes mails in one transaction, and waits for the disk. */
export async function insertCaptured(db: Database, rows: readonly CapturedRow[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const { id, values, raw } of rows) {
      await transaction.executeQuery(CompiledQuery.raw(INSERT, [id ?? null, ...values, raw]));
    }
  });
}

/** The highest id that a captured mail ever had here, also when it is gone; 0 before the first. */
export async function lastCapturedId(db: Database): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    SELECT seq FROM sqlite_sequence WHERE name = 'gatehouse_captured_mail'`.execute(db);
  return rows[0]?.seq ?? 0;
}

/** What is told of a mail in a list, and with the mail itself; without when it came. */
export function summaryOf(
  row: Pick<
    Selectable<MailTables['gatehouse_captured_mail']>,
    | 'id'
    | 'from_text'
    | 'to_text'
    | 'subject'
    | 'preview'
    | 'size'
    | 'read_at'
    | 'has_attachments'
    | 'starred'
  > & { readonly tags: string },
) {
  return {
    id: row.id,
    from: row.from_text,
    to: row.to_text,
    subject: row.subject,
    preview: row.preview,
    size: row.size,
    read: row.read_at !== null,
    hasAttachments: fromDjangoBoolean(row.has_attachments),
    starred: fromDjangoBoolean(row.starred),
    tags: JSON.parse(row.tags) as string[],
  };
}
