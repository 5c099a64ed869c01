import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import type { DaySpan } from '../../shared/contract/dashboard.ts';
import type { Database } from '../db/open-database.ts';

/** A day, as 2026-11-28, and how many joined on it. */
export interface DayCount {
  readonly day: string;
  readonly count: number;
}

/** What is greater, as SQLite compares, than every time of a day: also of the last one of year 9999. */
export function endOfDay(day: string): string {
  return `${day}~`;
}

/** Accounts looked at in one statement: a few milliseconds, then others have their turn. */
const CHUNK = 10_000;

/**
 * How many accounts were made on each day that has any, in UTC. Django has no index on the date, so
 * all accounts are gone through, by their ids and in pieces.
 */
export async function joinedPerDay(
  db: Database,
  { from, to }: DaySpan,
): Promise<readonly DayCount[]> {
  const counts = new Map<string, number>();
  let after: number | null = await lowestId(db);
  while (after !== null) {
    const last: number = after + CHUNK;
    const { rows } = await sql<{ day: string; count: number }>`
      SELECT substr(date_joined, 1, 10) AS day, count(*) AS count FROM auth_user
      WHERE id >= ${after} AND id < ${last} AND date_joined >= ${from} AND date_joined < ${endOfDay(to)}
      GROUP BY day`.execute(db);
    for (const { day, count } of rows) counts.set(day, (counts.get(day) ?? 0) + count);
    after = await lowestId(db, last);
    await nextTurn();
  }
  const days = [...counts].toSorted(([first], [second]) => first.localeCompare(second));
  return days.map(([day, count]) => ({ day, count }));
}

/** The lowest id from here on: ids may have wide gaps. */
async function lowestId(db: Database, from = -Infinity): Promise<number | null> {
  const { rows } = await sql<{ id: number | null }>`
    SELECT min(id) AS id FROM auth_user WHERE id >= ${from}`.execute(db);
  return rows[0]?.id ?? null;
}
