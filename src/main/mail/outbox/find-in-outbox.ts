import { setImmediate as nextTurn } from 'node:timers/promises';

import { type RawBuilder, sql } from 'kysely';

import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts';
import { type OutboxState, outboxState } from '../../../shared/contract/outbox.ts';
import { keySet } from '../../db/key-set.ts';
import type { Database } from '../../db/open-database.ts';
import { matchesWords } from '../../db/search-words.ts';
import { type OutboxView, STATES_OF_VIEW } from './count-outbox.ts';
import { FAILED_STATES, NEEDS_SOMEBODY } from './overtaken.ts';

/** So many ids are counted in one statement: by the index of states, or read with their mails. */
const COUNTED = 5_000;
const SEARCHED = 500;
/** So many mails are judged by their accounts in one statement. */
const JUDGED = 300;

/** What one asks of the outbox: words, a view, and which of its mails. */
export type OutboxRequest = ParsedInputOf<'outbox.list'>;

/** How many mails each view holds, and the ids of the mails in one window, newest first. */
export interface FoundInOutbox {
  readonly views: OutputOf<'outbox.list'>['views'];
  readonly ids: readonly number[];
}

/**
 * Goes through the outbox once for everything that one look at it tells, from the newest mail on and
 * piece by piece: others are served in between, however many mails there are.
 */
export async function findInOutbox(db: Database, request: OutboxRequest): Promise<FoundInOutbox> {
  const { view, offset, limit } = request;
  const views = { all: 0, held: 0, waiting: 0, sent: 0, failed: 0 };
  const ids: number[] = [];
  for await (const piece of piecesOf(db, request)) {
    const passed = views[view];
    for (const each of ['all', 'held', 'waiting', 'sent'] as const) {
      for (const state of STATES_OF_VIEW[each]) views[each] += piece.counts.get(state) ?? 0;
    }
    const hasFailed = FAILED_STATES.some((state) => piece.counts.has(state));
    const failed = hasFailed ? await failedIn(db, piece.within) : [];
    views.failed += failed.length;
    const from = Math.max(0, offset - passed);
    const wanted = Math.min(views[view] - passed - from, limit - ids.length);
    if (wanted <= 0) continue;
    const some = view === 'failed' ? failed : await idsIn(db, view, piece.within);
    ids.push(...some.slice(from, from + wanted));
  }
  return { views, ids };
}

interface Piece {
  /** SQL for the mails of the piece that are found. */
  readonly within: RawBuilder<boolean>;
  readonly counts: ReadonlyMap<string, number>;
}

async function* piecesOf(db: Database, request: OutboxRequest): AsyncGenerator<Piece, void> {
  const { rows: ends } = await sql<{ first: number | null; last: number | null }>`
    SELECT (SELECT min(id) FROM gatehouse_outbox) AS first,
      (SELECT max(id) FROM gatehouse_outbox) AS last`.execute(db);
  const { first, last } = ends[0] ?? {};
  if (first == null || last == null) return;
  const size = hasWords(request) ? SEARCHED : COUNTED;
  for (let to = last; to >= first; to -= size) {
    const within = sql<boolean>`id > ${to - size} AND id <= ${to} AND ${foundBy(request)}`;
    const { rows } = await sql<{ state: OutboxState; count: number }>`
      SELECT state, count(*) AS count FROM gatehouse_outbox WHERE ${within} GROUP BY state`.execute(
      db,
    );
    if (rows.length > 0) {
      yield { within, counts: new Map(rows.map(({ state, count }) => [state, count])) };
    }
    await nextTurn();
  }
}

const hasWords = ({ search }: OutboxRequest): boolean => search.trim() !== '';

/** Without words the index of states finds every mail, so that none is read. */
function foundBy(request: OutboxRequest): RawBuilder<boolean> {
  return hasWords(request)
    ? matchesWords(request.search, ['envelope_to', 'subject', 'reply', 'why'])
    : inStates(outboxState.options);
}

const inStates = (states: readonly OutboxState[]): RawBuilder<boolean> =>
  sql<boolean>`state IN (${sql.join(states)})`;

async function idsIn(
  db: Database,
  view: Exclude<OutboxView, 'failed'>,
  within: RawBuilder<boolean>,
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM gatehouse_outbox WHERE ${within} AND ${inStates(STATES_OF_VIEW[view])}
    ORDER BY id DESC`.execute(db);
  return rows.map(({ id }) => id);
}

/** Those that did not arrive and still matter. */
async function failedIn(db: Database, within: RawBuilder<boolean>): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM gatehouse_outbox WHERE ${within} AND ${inStates(FAILED_STATES)}
    ORDER BY id DESC`.execute(db);
  const failed: number[] = [];
  for (let start = 0; start < rows.length; start += JUDGED) {
    const some = rows.slice(start, start + JUDGED).map(({ id }) => id);
    const judged = await sql<{ id: number }>`
      SELECT id FROM gatehouse_outbox WHERE id IN ${keySet(some)} AND ${NEEDS_SOMEBODY}
      ORDER BY id DESC`.execute(db);
    failed.push(...judged.rows.map(({ id }) => id));
    await nextTurn();
  }
  return failed;
}
