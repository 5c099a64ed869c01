import type { Database } from '../../db/open-database.ts';
import { mboxEntry } from '../capture/mbox.ts';
import { safeFilename } from '../capture/safe-filename.ts';
import { mailGone } from './captured-list.ts';
import type { MailReading } from '../reading/mail-reading.ts';

/** Something of a captured mail to save or to look at. */
export interface CapturedFile {
  /** Safe to save under. */
  readonly filename: string;
  /** As the mail declares it. */
  readonly contentType: string;
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

interface Context {
  readonly db: Database;
  readonly reading: MailReading;
}

const MAIL_TYPE = 'message/rfc822';

/**
 * A file of one mail.
 *
 * @param name `mail` for the bytes as they came, or an attachment's number.
 * @returns null when there is none of this name, or the mail is gone.
 */
export async function readMailFile(
  { db, reading }: Context,
  id: number,
  name: string,
): Promise<CapturedFile | null> {
  const row = await db
    .selectFrom('gatehouse_captured_mail')
    .select(['raw', 'subject'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  if (name === 'mail') {
    return { filename: mailFilename(id, row.subject), contentType: MAIL_TYPE, body: row.raw };
  }
  if (!/^\d{1,6}$/.test(name)) return null;
  const file = await reading.file(row.raw, Number(name));
  return file && { filename: file.filename, contentType: file.contentType, body: file.content };
}

/**
 * Mails to save as one file: a single one as it came, several as an mbox.
 *
 * @throws RefusedError `not-found` when none of them is there any more.
 */
export async function exportMails(context: Context, ids: readonly number[]): Promise<CapturedFile> {
  const [only] = ids;
  const single =
    ids.length === 1 && only !== undefined ? await readMailFile(context, only, 'mail') : null;
  if (single) return single;
  if (ids.length < 2) throw mailGone();
  return {
    filename: `captured-${ids.length}-mails.mbox`,
    contentType: 'application/mbox',
    body: mboxOf(context.db, ids),
  };
}

/** One mail at a time, so that any number needs the memory of one. */
async function* mboxOf(db: Database, ids: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const id of ids) {
    const row = await db
      .selectFrom('gatehouse_captured_mail')
      .select(['raw', 'envelope_from', 'received_at'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (row) yield mboxEntry(row.raw, row.envelope_from, row.received_at);
  }
}

/** The subject as a file's name, without the signs that Windows refuses. */
function mailFilename(id: number, subject: string): string {
  const name = subject
    .replaceAll(/[/\\<>:"|?*]+/g, '-')
    .slice(0, 120)
    .trim();
  return safeFilename(name === '' ? undefined : `${name}.eml`, `mail-${id}.eml`);
}
