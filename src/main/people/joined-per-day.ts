import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import type { DaySpan } from '../../shared/contract/dashboard.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { localDayOf } from '../../shared/local-day.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { edgesOf, justBeforeDay } from './day-edges.ts';

/** A day, as 2026-11-28, and how many joined on it. */
export interface DayCount {
  readonly day: string;
  readonly count: number;
}

/** Accounts looked at in one statement: a few milliseconds, then others have their turn. */
const CHUNK = 10_000;

/**
 * How many accounts were made on each day that has any, as days are here. Django has no index on the
 * date, so all accounts are gone through, by their ids and in pieces.
 */
export async function joinedPerDay(db: Database, span: DaySpan): Promise<readonly DayCount[]> {
  const { after, until } = edgesOf(span);
  const counts = countDays();
  let first: number | null = await lowestId(db);
  while (first !== null) {
    const end: number = first + CHUNK;
    const { rows } = await sql<{ joined: string }>`
      SELECT date_joined AS joined FROM auth_user
      WHERE id >= ${first} AND id < ${end} AND date_joined > ${after} AND date_joined <= ${until}`.execute(
      db,
    );
    counts.add(rows);
    first = await lowestId(db, end);
    await nextTurn();
  }
  return counts.inOrder();
}

/** The same of some accounts alone; those who are no more have no day. */
export async function joinedPerDayAmong(
  db: Database,
  ids: Float64Array,
): Promise<readonly DayCount[]> {
  const counts = countDays();
  for (let at = 0; at < ids.length; at += CHUNK) {
    const { rows } = await sql<{ joined: string }>`
      SELECT date_joined AS joined FROM auth_user
      WHERE id IN ${keySet([...ids.subarray(at, at + CHUNK)])}`.execute(db);
    counts.add(rows);
    await nextTurn();
  }
  return counts.inOrder();
}

/** Counts dates by the days they are of here. */
function countDays() {
  const counts = new Map<string, number>();
  const dayOf = namesOfDays();
  return {
    add(rows: readonly { readonly joined: string }[]): void {
      for (const { joined } of rows) {
        const day = dayOf(joined);
        if (day !== null) counts.set(day, (counts.get(day) ?? 0) + 1);
      }
    },
    inOrder: (): readonly DayCount[] =>
      [...counts]
        .toSorted(([one], [other]) => one.localeCompare(other))
        .map(([day, count]) => ({ day, count })),
  };
}

/** The lowest id from here on: ids may have wide gaps. */
async function lowestId(db: Database, from = -Infinity): Promise<number | null> {
  const { rows } = await sql<{ id: number | null }>`
    SELECT min(id) AS id FROM auth_user WHERE id >= ${from}`.execute(db);
  return rows[0]?.id ?? null;
}

/** Names the days here of instants in Django's form; null where the day never was. */
function namesOfDays(): (joined: string) => string | null {
  const days = new Map<string, UtcDay | null>();
  return (joined) => {
    const name = joined.slice(0, 10);
    const day = days.get(name) ?? readUtcDay(name);
    days.set(name, day);
    if (day === null) return null;
    return joined <= day.edge ? day.early : day.late;
  };
}

/** A day in UTC: which day it begins on here, until when, and which follows. */
interface UtcDay {
  readonly early: string;
  readonly edge: string;
  readonly late: string;
}

function readUtcDay(name: string): UtcDay | null {
  const start = parseDjangoDatetime(`${name} 00:00`);
  if (start === null) return null;
  const late = localDayOf(new Date(start.getTime() + DAY_MS - 1));
  return { early: localDayOf(start), edge: justBeforeDay(late), late };
}
