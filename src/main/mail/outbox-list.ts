import { type RawBuilder, sql } from 'kysely';

import type { OutputOf, ParsedInputOf } from '../../shared/contract/index.ts';
import type { OutboxState } from '../../shared/contract/outbox.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { matchesWords } from '../db/search-words.ts';
import { meantAddress } from '../accounts/mail-typo.ts';
import { FAILED_STATES, WAITING_STATES } from './outbox.ts';

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

/** The newest attempts to send a mail. */
export async function listAttempts(
  db: Database,
  mailId: number,
): Promise<OutputOf<'outbox.attempts'>['attempts']> {
  const rows = await db
    .selectFrom('gatehouse_outbox_attempt')
    .select(['id', 'at', 'reply', 'transcript'])
    .where('mail_id', '=', mailId)
    .orderBy('id', 'desc')
    .limit(MOST_ATTEMPTS)
    .execute();
  const instantOf = (text: string): string =>
    (parseDjangoDatetime(text) ?? new Date(0)).toISOString();
  return rows.map((row) => ({ ...row, at: instantOf(row.at) }));
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
