import { sql } from 'kysely';

import { toDjangoBoolean } from '../../db/django-boolean.ts';
import { toDjangoDatetime } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import { inOneLine } from '../capture/parse.ts';
import type { IndexedMail } from '../reading/index-of.ts';
import type { MailReading } from '../reading/mail-reading.ts';
import { NoReaderError } from '../reading/reading-thread.ts';
import { headOf, whyUnreadable } from '../reading/unreadable.ts';
import { foldTag, searchText } from '../search/search-text.ts';

/** How many mails are read and parsed between two looks at the clock. */
const BATCH = 50;

/** Which mails: those that nothing is known of, or those of before there was a search. */
type Unindexed = 'new' | 'older';

/**
 * Reads the next mails that wait for it: what the list shows of them, their words and their tags.
 * One that can't be read is known by what its first headers say.
 *
 * @returns How many there were; 0 once all are done.
 * @throws NoReaderError When nothing can be read now; the mails are left to the next time.
 */
export async function indexBatch(
  { db, reading }: { readonly db: Database; readonly reading: MailReading },
  which: Unindexed,
  now: Date,
): Promise<number> {
  const rows = await db
    .selectFrom('gatehouse_captured_mail')
    .select(['id', 'raw', 'envelope_from', 'envelope_to'])
    .where(which === 'new' ? 'parsed_at' : 'searchable_at', 'is', null)
    .where(which === 'new' ? sql<boolean>`1` : sql<boolean>`parsed_at IS NOT NULL`)
    .orderBy('id', which === 'new' ? 'asc' : 'desc')
    .limit(BATCH)
    .execute();
  const read = await Promise.all(
    rows.map(async (row) => ({ ...row, mail: await readIndex(reading, row.raw) })),
  );
  await db.transaction().execute(async (transaction) => {
    for (const { id, mail, envelope_from: from, envelope_to: to } of read) {
      await indexMail(transaction, { id, mail, from, to, now });
    }
  });
  return rows.length;
}

async function readIndex(reading: MailReading, raw: Buffer): Promise<IndexedMail | string> {
  try {
    return await reading.index(raw);
  } catch (error) {
    if (error instanceof NoReaderError) throw error;
    const problem = whyUnreadable(error);
    return reading.index(headOf(raw)).then(
      (mail) => ({ ...mail, problem }),
      (second: unknown) => {
        if (second instanceof NoReaderError) throw second;
        return problem;
      },
    );
  }
}

export interface IndexedRow {
  readonly id: number;
  /** Why it could not even be read in parts. */
  readonly mail: IndexedMail | string;
  readonly from: string;
  /** JSON, whose signs separate words as blanks do. */
  readonly to: string;
}

interface Indexed extends IndexedRow {
  readonly now: Date;
}

async function indexMail(db: Database, { now, ...indexed }: Indexed): Promise<void> {
  const at = toDjangoDatetime(now);
  const { id, mail } = indexed;
  await db
    .updateTable('gatehouse_captured_mail')
    .set({ ...columnsOf(indexed), parsed_at: at, searchable_at: at })
    .where('id', '=', id)
    .execute();
  await writeWords(db, indexed);
  if (typeof mail === 'string' || mail.tags.length === 0) return;
  await db
    .insertInto('gatehouse_captured_tag')
    .values(mail.tags.map((label) => ({ mail_id: id, tag: foldTag(label), label })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Writes down what the search finds of a mail, in place of what it found before. */
export async function writeWords(db: Database, { id, mail, from, to }: IndexedRow): Promise<void> {
  const isKnown = typeof mail !== 'string';
  await db
    .replaceInto('gatehouse_captured_words')
    .values({
      rowid: id,
      subject: isKnown ? mail.subject : '',
      sender: `${searchText(from)} ${isKnown ? mail.sender : ''}`,
      recipients: `${searchText(to)} ${isKnown ? mail.recipients : ''}`,
      body: isKnown ? mail.body : '',
      files: isKnown ? mail.files : '',
    })
    .execute();
}

/** What the list shows of a mail: where no header has an address, the envelope says who it is for. */
export function columnsOf({ mail, from, to }: IndexedRow) {
  if (typeof mail === 'string') return { from_text: from, problem: mail };
  const { summary, messageId, problem } = mail;
  const addresses = (JSON.parse(to) as string[]).filter((address) => address !== '');
  return {
    message_id: messageId,
    from_text: summary.from,
    to_text: summary.to || inOneLine(addresses) || summary.toNames,
    subject: summary.subject,
    preview: summary.preview,
    has_attachments: toDjangoBoolean(summary.hasAttachments),
    problem,
  };
}
