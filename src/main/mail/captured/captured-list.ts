import { type RawBuilder, sql } from 'kysely';

import { MOST_IDS } from '../../../shared/contract/fields.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts';
import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { RefusedError } from '../../../shared/errors.ts';
import { ownDatetimeToIso } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import type { CapturedStore } from './captured-store.ts';
import type { MailDescription, MailReading } from '../reading/mail-reading.ts';
import { headOf, whyUnreadable } from '../reading/unreadable.ts';
import { summaryOf } from './captured-rows.ts';
import { tagLabels } from './captured-tags.ts';
import { matchesSearch } from '../search/matches-search.ts';
import { parseSearch } from '../search/parse-search.ts';

/** How much of a message's source a screen gets, in bytes. */
const SOURCE_LIMIT = 1_000_000;

/** Who looks, and when. */
export interface Looker {
  readonly now: Date;
  /** Which mails they may see. */
  readonly sight: RawBuilder<boolean>;
}

/** What comes first; mails that are alike go by when they came. Letter case doesn't matter, from A to Z. */
function inOrder({ column, direction }: ParsedInputOf<'captured.list'>['sort']) {
  const way = sql.raw(direction === 'ascending' ? 'ASC' : 'DESC');
  switch (column) {
    case 'receivedAt':
      return sql`id ${way}`;
    case 'size':
      return sql`size ${way}, id ${way}`;
    case 'from':
      return sql`from_text COLLATE NOCASE ${way}, id DESC`;
    case 'subject':
      return sql`subject COLLATE NOCASE ${way}, id DESC`;
  }
}

/**
 * One window of the captured mails that match, in the order asked for. A search that is wrong in parts is
 * done without them, and `problem` says so.
 */
export async function listCaptured(
  db: Database,
  request: ParsedInputOf<'captured.list'>,
  { now, sight }: Looker,
): Promise<OutputOf<'captured.list'>> {
  const { found, problem } = searched(request, { now, sight });
  const { rows: counts } = await sql<{
    total: number;
    unread: number;
    unsearchable: number;
    hidden: number;
    newest: number | null;
  }>`
    SELECT count(*) AS total, max(id) AS newest, count(*) FILTER (WHERE read_at IS NULL) AS unread,
      (SELECT count(*) FROM gatehouse_captured_mail WHERE searchable_at IS NULL) AS unsearchable,
      (SELECT count(*) FROM gatehouse_captured_mail WHERE deleted_at IS NULL AND NOT ${sight}) AS hidden
    FROM gatehouse_captured_mail WHERE ${found}`.execute(db);
  const { total = 0, unread = 0, unsearchable = 0, hidden = 0, newest = null } = counts[0] ?? {};
  const order = inOrder(request.sort);
  const listed = request.unreadOnly ? sql<boolean>`${found} AND read_at IS NULL` : found;
  const rows = await db
    .selectFrom('gatehouse_captured_mail')
    .select(['id', 'received_at', 'from_text', 'to_text', 'subject', 'preview', 'size'])
    .select(['read_at', 'has_attachments', 'starred', tagLabels.as('tags')])
    // The ids first, from an index alone: rows hold whole mails.
    .where('id', 'in', (select) =>
      select
        .selectFrom('gatehouse_captured_mail')
        .select('id')
        .where(listed)
        .orderBy(order)
        .limit(request.limit)
        .offset(request.offset),
    )
    .orderBy(order)
    .execute();
  return {
    newest,
    total: request.unreadOnly ? unread : total,
    unread,
    hidden,
    unsearchable,
    problem,
    rows: rows.map((row) => ({
      ...summaryOf(row),
      receivedAt: ownDatetimeToIso(row.received_at),
    })),
  };
}

/** The ids of every mail that matches, newest first. */
export async function capturedIds(
  db: Database,
  request: ParsedInputOf<'captured.ids'>,
  looker: Looker,
): Promise<OutputOf<'captured.ids'>> {
  const { found } = searched(request, looker);
  const rows = await db
    .selectFrom('gatehouse_captured_mail')
    .select('id')
    .where(found)
    .where(request.unreadOnly ? sql<boolean>`read_at IS NULL` : sql<boolean>`1`)
    .orderBy('id', 'desc')
    .limit(MOST_IDS)
    .execute();
  return { ids: rows.map(({ id }) => id) };
}

/** The mails that a search is about, as SQL, and what is wrong with it. */
export function searched({ search }: { readonly search: string }, { now, sight }: Looker) {
  const parsed = parseSearch(search, now);
  const found = sql<boolean>`deleted_at IS NULL AND ${sight} AND ${matchesSearch(parsed)}`;
  return { found, problem: parsed.problem };
}

interface Reading {
  readonly captured: Pick<CapturedStore, 'read'>;
  readonly reading: MailReading;
}

/** One captured mail with everything a screen shows of it. @throws RefusedError `not-found`. */
export async function readCaptured(
  { captured, reading }: Reading,
  id: number,
): Promise<CapturedMail> {
  const found = await captured.read(id);
  if (!found) throw mailGone();
  const { receivedAt, raw, ...row } = found;
  return {
    ...row,
    tags: [...row.tags],
    receivedAt: receivedAt.toISOString(),
    envelopeTo: [...row.envelopeTo],
    ...(await describeMail(reading, raw)),
  };
}

/** What can be said of a mail, and why that is not all where it can't be read. */
async function describeMail(reading: MailReading, raw: Buffer): Promise<MailDescription> {
  try {
    return await reading.describe(raw);
  } catch (error) {
    const problem = whyUnreadable(error);
    return { ...(await reading.describe(headOf(raw)).catch(() => NOTHING_KNOWN)), problem };
  }
}

const NOTHING_KNOWN: MailDescription = {
  fromAddresses: [],
  toAddresses: [],
  ccAddresses: [],
  bccAddresses: [],
  replyTo: [],
  date: null,
  messageId: null,
  text: null,
  hasText: false,
  hasHtml: false,
  htmlSource: null,
  headers: [],
  links: [],
  textLinks: [],
  parts: [],
  attachments: [],
  problem: null,
};

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

/** How many captured mails nobody has opened, of those that somebody may see. */
export async function countUnread(db: Database, sight: RawBuilder<boolean>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM gatehouse_captured_mail
    WHERE read_at IS NULL AND deleted_at IS NULL AND ${sight}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The refusal for a mail that was deleted for good. */
export function mailGone(): RefusedError {
  return new RefusedError({ code: 'not-found', message: 'This mail was deleted.' });
}
