import { sql } from 'kysely';

import type { OutputOf, ParsedInputOf } from '../../shared/contract/index.ts';
import type { CapturedMail } from '../../shared/contract/mail.ts';
import { RefusedError } from '../../shared/errors.ts';
import { fromDjangoBoolean } from '../db/django-boolean.ts';
import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { matchesWords } from '../db/search-words.ts';
import { keySet } from '../operations/row-store.ts';
import type { CapturedStore } from './captured-store.ts';

/** How much of a message's source a screen gets, in bytes. */
const SOURCE_LIMIT = 1_000_000;

const SEARCHED = ['subject', 'from_text', 'to_text', 'preview'];

/** One window of the captured mails, newest first. */
export async function listCaptured(
  db: Database,
  request: ParsedInputOf<'captured.list'>,
): Promise<OutputOf<'captured.list'>> {
  const found = sql<boolean>`deleted_at IS NULL AND ${matchesWords(request.search, SEARCHED)}`;
  const { rows: counts } = await sql<{ total: number; unread: number }>`
    SELECT count(*) AS total, count(*) FILTER (WHERE read_at IS NULL) AS unread
    FROM gatehouse_captured_mail WHERE ${found}`.execute(db);
  const { total = 0, unread = 0 } = counts[0] ?? {};
  const rows = await db
    .selectFrom('gatehouse_captured_mail')
    .select(['id', 'received_at', 'from_text', 'to_text', 'subject', 'preview', 'size'])
    .select(['read_at', 'has_attachments'])
    .where(found)
    .where(request.unreadOnly ? sql<boolean>`read_at IS NULL` : sql<boolean>`1`)
    .orderBy('id', 'desc')
    .limit(request.limit)
    .offset(request.offset)
    .execute();
  return {
    total: request.unreadOnly ? unread : total,
    unread,
    rows: rows.map((row) => ({
      id: row.id,
      receivedAt: (parseDjangoDatetime(row.received_at) ?? new Date(0)).toISOString(),
      from: row.from_text,
      to: row.to_text,
      subject: row.subject,
      preview: row.preview,
      size: row.size,
      read: row.read_at !== null,
      hasAttachments: fromDjangoBoolean(row.has_attachments),
    })),
  };
}

/** One captured mail with everything a screen shows of it. @throws RefusedError `not-found`. */
export async function readCaptured(store: CapturedStore, id: number): Promise<CapturedMail> {
  const found = await store.read(id);
  if (!found) throw mailGone();
  const { row, parsed } = found;
  const { receivedAt, raw: _raw, ...rest } = row;
  return {
    ...rest,
    receivedAt: receivedAt.toISOString(),
    envelopeTo: [...row.envelopeTo],
    fromAddresses: [...parsed.from],
    toAddresses: [...parsed.to],
    ccAddresses: [...parsed.cc],
    replyTo: [...parsed.replyTo],
    date: parsed.date?.toISOString() ?? null,
    messageId: parsed.messageId,
    text: parsed.text,
    hasHtml: parsed.html !== null,
    htmlSource: parsed.html,
    headers: [...parsed.headers],
    links: [...parsed.links],
    attachments: parsed.attachments.map(({ filename, contentType, size }, index) => ({
      index,
      filename,
      contentType,
      size,
    })),
    problem: parsed.problem ?? null,
  };
}

/** The bytes as they came. @throws RefusedError `not-found`. */
export async function readSource(db: Database, id: number): Promise<OutputOf<'captured.source'>> {
  const row = await db
    .selectFrom('gatehouse_captured_mail')
    .select('raw')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw mailGone();
  const source = row.raw.subarray(0, SOURCE_LIMIT).toString('latin1');
  return { source, cut: row.raw.byteLength > SOURCE_LIMIT };
}

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

/** Removes for good what was deleted before the instant. */
export async function purgeCaptured(db: Database, before: Date): Promise<void> {
  await db
    .deleteFrom('gatehouse_captured_mail')
    .where('deleted_at', '<', toDjangoDatetime(before))
    .execute();
}

/** How many captured mails nobody has opened. */
export async function countUnread(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM gatehouse_captured_mail
    WHERE read_at IS NULL AND deleted_at IS NULL`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The refusal for a mail that was deleted for good. */
export function mailGone(): RefusedError {
  return new RefusedError({ code: 'not-found', message: 'This mail was deleted.' });
}
