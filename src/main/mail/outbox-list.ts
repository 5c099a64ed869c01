import { type RawBuilder, sql } from 'kysely';

import type { OutputOf, ParsedInputOf } from '../../shared/contract/index.ts';
import type { OutboxState } from '../../shared/contract/outbox.ts';
import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { matchesWords } from '../db/search-words.ts';
import { keySet } from '../operations/row-store.ts';
import { meantAddress } from '../accounts/mail-typo.ts';
import { FAILED_STATES, UNSENT_STATES, WAITING_STATES } from './outbox.ts';

/** Attempts that are shown of a mail. */
const MOST_ATTEMPTS = 20;

type View = ParsedInputOf<'outbox.list'>['view'];

/** One window of the outbox, newest first, and how many mails each view holds. */
export async function listOutbox(
  db: Database,
  request: ParsedInputOf<'outbox.list'>,
): Promise<OutputOf<'outbox.list'>> {
  const found = matchesWords(request.search, ['envelope_to', 'subject', 'reply']);
  const views = { all: 0, held: 0, waiting: 0, sent: 0, failed: 0 };
  for (const view of Object.keys(views) as View[]) {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM gatehouse_outbox
      WHERE ${found} AND ${inView(view)}`.execute(db);
    views[view] = rows[0]?.count ?? 0;
  }
  const rows = await db
    .selectFrom('gatehouse_outbox')
    .select(['id', 'state', 'kind', 'envelope_to', 'subject', 'created_at', 'next_attempt_at'])
    .select(['finished_at', 'attempts', 'destination', 'why', 'advice', 'reply', 'account_id'])
    .where(found)
    .where(inView(request.view))
    .orderBy('id', 'desc')
    .limit(request.limit)
    .offset(request.offset)
    .execute();
  return {
    total: views[request.view],
    views,
    rows: rows.map((row) => ({
      id: row.id,
      state: row.state as OutboxState,
      kind: row.kind,
      to: row.envelope_to,
      subject: row.subject,
      createdAt: (parseDjangoDatetime(row.created_at) ?? new Date(0)).toISOString(),
      nextAttemptAt:
        row.state === 'cancelled'
          ? null
          : (parseDjangoDatetime(row.next_attempt_at)?.toISOString() ?? null),
      finishedAt: parseDjangoDatetime(row.finished_at)?.toISOString() ?? null,
      attempts: row.attempts,
      destination: row.destination,
      why:
        row.why ?? (row.state === 'queued' ? 'Leaves in a moment, so that it can be undone.' : ''),
      advice: row.advice,
      reply: row.reply,
      accountId: row.account_id,
      meant: row.state === 'failed' ? meantAddress(row.envelope_to) : null,
    })),
  };
}

/** Cancels what has not left. */
export async function cancelMails(
  db: Database,
  ids: readonly number[],
  now: Date,
): Promise<{ cancelled: number; skipped: number }> {
  const result = await db
    .updateTable('gatehouse_outbox')
    .set({
      state: 'cancelled',
      next_attempt_at: null,
      finished_at: toDjangoDatetime(now),
      why: 'Cancelled before it left.',
      advice: null,
    })
    .where('id', 'in', keySet(ids))
    .where('state', 'in', UNSENT_STATES)
    .executeTakeFirst();
  const cancelled = Number(result.numUpdatedRows);
  return { cancelled, skipped: ids.length - cancelled };
}

/** Lets held mails go at once. Those in any other state are left as they are. */
export async function releaseMails(
  db: Database,
  ids: readonly number[],
  now: Date,
): Promise<{ released: number; skipped: number }> {
  const result = await db
    .updateTable('gatehouse_outbox')
    .set({ state: 'queued', next_attempt_at: toDjangoDatetime(now), why: 'Was released.' })
    .where('id', 'in', keySet(ids))
    .where('state', '=', 'held')
    .executeTakeFirst();
  const released = Number(result.numUpdatedRows);
  return { released, skipped: ids.length - released };
}

/** Sent again only if somebody asks for just that. */
const DOUBTFUL = ['uncertain', 'cancelled'];

/** Makes waiting and held mails due at once, and failed or uncertain ones due again. */
export async function sendNow(
  db: Database,
  { ids, sparing }: ParsedInputOf<'outbox.sendNow'>,
  now: Date,
): Promise<{ queued: number; skipped: number }> {
  await releaseMails(db, ids, now);
  const result = await db
    .updateTable('gatehouse_outbox')
    .set({
      state: 'queued',
      next_attempt_at: toDjangoDatetime(now),
      finished_at: null,
      data_started_at: null,
      cancelled_by: null,
    })
    .where('id', 'in', keySet(ids))
    .where('state', 'in', ['queued', 'deferred', 'failed', ...(sparing ? [] : DOUBTFUL)])
    .executeTakeFirst();
  const queued = Number(result.numUpdatedRows);
  return { queued, skipped: ids.length - queued };
}

/** The newest attempts to send a mail. */
export async function listAttempts(
  db: Database,
  mailId: number,
): Promise<OutputOf<'outbox.attempts'>> {
  const rows = await db
    .selectFrom('gatehouse_outbox_attempt')
    .select(['id', 'at', 'reply', 'transcript'])
    .where('mail_id', '=', mailId)
    .orderBy('id', 'desc')
    .limit(MOST_ATTEMPTS)
    .execute();
  const instantOf = (text: string): string =>
    (parseDjangoDatetime(text) ?? new Date(0)).toISOString();
  return { attempts: rows.map((row) => ({ ...row, at: instantOf(row.at) })) };
}

/** How many mails wait, wait for a release, and need somebody. */
export async function countOutbox(
  db: Database,
): Promise<{ readonly waiting: number; readonly held: number; readonly failed: number }> {
  const { rows } = await sql<{ waiting: number; held: number; failed: number }>`
    SELECT count(*) FILTER (WHERE ${inView('waiting')}) AS waiting,
      count(*) FILTER (WHERE ${inView('held')}) AS held,
      count(*) FILTER (WHERE ${inView('failed')}) AS failed
    FROM gatehouse_outbox`.execute(db);
  return rows[0] ?? { waiting: 0, held: 0, failed: 0 };
}

function inView(view: View): RawBuilder<boolean> {
  const states: Readonly<Record<View, readonly string[] | null>> = {
    all: null,
    held: ['held'],
    waiting: WAITING_STATES,
    sent: ['sent'],
    failed: FAILED_STATES,
  };
  const chosen = states[view];
  return chosen ? sql<boolean>`state IN (${sql.join(chosen)})` : sql<boolean>`1`;
}
