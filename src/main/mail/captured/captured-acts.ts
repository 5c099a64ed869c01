import { sql } from 'kysely';

import { MOST_IDS } from '../../../shared/contract/fields.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts';
import { toDjangoBoolean } from '../../db/django-boolean.ts';
import { toDjangoDatetime } from '../../db/django-datetime.ts';
import { keySet } from '../../db/key-set.ts';
import type { Database } from '../../db/open-database.ts';
import { type Looker, searched } from './captured-list.ts';
import { foldTag } from '../search/search-text.ts';

/** Marks mails as read or unread. */
export async function markRead(
  db: Database,
  request: ParsedInputOf<'captured.markRead'>,
  now: Date,
): Promise<void> {
  await db
    .updateTable('gatehouse_captured_mail')
    .set({ read_at: request.read ? toDjangoDatetime(now) : null })
    .where('id', 'in', keySet(request.ids))
    .execute();
}

/** Puts mails out of sight; they are kept for a day, so that it can be taken back. */
export async function deleteCaptured(
  db: Database,
  ids: readonly number[],
  now: Date,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('gatehouse_captured_mail')
    .set({ deleted_at: toDjangoDatetime(now) })
    .where('id', 'in', keySet(ids))
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Brings deleted mails back. */
export async function restoreCaptured(db: Database, ids: readonly number[]): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('gatehouse_captured_mail')
    .set({ deleted_at: null })
    .where('id', 'in', keySet(ids))
    .where('deleted_at', 'is not', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * Marks every unread mail that matches as read, but none that has come since the person looked.
 *
 * @returns Which they were, so that it can be taken back.
 */
export async function markAllRead(
  db: Database,
  request: ParsedInputOf<'captured.markAllRead'>,
  looker: Looker,
): Promise<OutputOf<'captured.markAllRead'>> {
  const { found } = searched(request, looker);
  const rows = await db
    .updateTable('gatehouse_captured_mail')
    .set({ read_at: toDjangoDatetime(looker.now) })
    .where(found)
    .where('read_at', 'is', null)
    .where('id', '<=', request.upTo)
    .returning('id')
    .execute();
  return { ids: rows.slice(0, MOST_IDS).map(({ id }) => id) };
}

/** Puts a star on mails or takes it off. */
export async function starCaptured(
  db: Database,
  { ids, starred }: ParsedInputOf<'captured.star'>,
): Promise<void> {
  await db
    .updateTable('gatehouse_captured_mail')
    .set({ starred: toDjangoBoolean(starred) })
    .where('id', 'in', keySet(ids))
    .execute();
}

/** Puts tags on mails and takes tags off; one that is there, or is not, stays so. */
export async function tagCaptured(
  db: Database,
  { ids, add, remove }: ParsedInputOf<'captured.tag'>,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('gatehouse_captured_tag')
      .where('mail_id', 'in', keySet(ids))
      .where('tag', 'in', keySet(remove.map(foldTag)))
      .execute();
    for (const label of add) {
      await sql`
        INSERT OR IGNORE INTO gatehouse_captured_tag (mail_id, tag, label)
        SELECT id, ${foldTag(label)}, ${label} FROM gatehouse_captured_mail
        WHERE id IN ${keySet(ids)}`.execute(transaction);
    }
  });
}
