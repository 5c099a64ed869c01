import { committedUnsynced } from '../../db/later-on-disk.ts';
import type { Database } from '../../db/open-database.ts';
import { READER_EDITION } from '../reading/index-of.ts';
import type { MailReading } from '../reading/mail-reading.ts';
import { NoReaderError } from '../reading/reading-thread.ts';
import { columnsOf, writeWords } from './captured-index.ts';

/**
 * Reads the newest mail again that only an older edition of the reader has read: what the list shows
 * of it and what the search finds. Its tags, which people change, stay, and all does of one that can't
 * be read this time. One mail at a time, so that nothing waits long; it goes on where it was ended.
 *
 * @param edition Of the reader that reads now.
 * @returns Whether the list shows something else of it; null once all are done.
 * @throws NoReaderError When nothing can be read now; the mail is left to the next time.
 */
export async function rereadNext(
  { db, reading }: { readonly db: Database; readonly reading: MailReading },
  edition = READER_EDITION,
): Promise<boolean | null> {
  const below = await unreadBelow(db, edition);
  const old = await db
    .selectFrom('gatehouse_captured_mail')
    .select(['id', 'raw', 'envelope_from', 'envelope_to'])
    .where('id', '<', below)
    .where('parsed_at', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!old) {
    if (below > 0) await markUnreadBelow(db, 0);
    return null;
  }
  const { id, raw, envelope_from: from, envelope_to: to } = old;
  const mail = await reading.index(raw).catch((error: unknown) => {
    if (error instanceof NoReaderError) throw error;
    return null;
  });
  // Without waiting for the disk: what a power cut takes back is read once more.
  return committedUnsynced(db, async (transaction) => {
    await markUnreadBelow(transaction, id);
    const shown = await transaction
      .selectFrom('gatehouse_captured_mail')
      .select([
        'message_id',
        'from_text',
        'to_text',
        'subject',
        'preview',
        'has_attachments',
        'problem',
      ])
      .where('id', '=', id)
      .executeTakeFirst();
    // It may have been removed for good meanwhile.
    if (!shown || !mail) return false;
    const read = { id, mail, from, to };
    await writeWords(transaction, read);
    const now = { ...shown, ...columnsOf(read) };
    // Only then, because it writes the whole mail anew.
    const isOther = JSON.stringify(now) !== JSON.stringify(shown);
    if (isOther) {
      await transaction
        .updateTable('gatehouse_captured_mail')
        .set(now)
        .where('id', '=', id)
        .execute();
    }
    return isOther;
  });
}

/**
 * Ids from here on were read by this edition; those of before, when it is a new one, are not. An older
 * one reads nothing again, and says that it was here: what it reads is not what the newer one reads.
 */
async function unreadBelow(db: Database, edition: number): Promise<number> {
  const mark = await db
    .selectFrom('gatehouse_captured_reading')
    .selectAll()
    .executeTakeFirstOrThrow();
  if (mark.edition === edition) return mark.unread_below;
  const { last } = await db
    .selectFrom('gatehouse_captured_mail')
    .select(({ fn }) => fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  const below = mark.edition > edition ? 0 : (last ?? 0) + 1;
  await db
    .updateTable('gatehouse_captured_reading')
    .set({ edition, unread_below: below })
    .execute();
  return below;
}

async function markUnreadBelow(db: Database, id: number): Promise<void> {
  await db.updateTable('gatehouse_captured_reading').set({ unread_below: id }).execute();
}
