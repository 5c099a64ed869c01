import type { DaySpan } from '../../shared/contract/dashboard.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import { joinedIn } from '../../shared/sign-ups-query.ts';
import type { Database } from '../db/open-database.ts';
import { joinedPerDayAmong } from '../people/joined-per-day.ts';
import type { People } from '../people/people.ts';
import { leaversByDay } from './leavers.ts';

/**
 * How many joined on each day of a span that has any, whether or not they are still here. Superusers
 * apart: they are made, the first of them with the site.
 */
export async function readSignUps(
  { db, people }: { readonly db: Database; readonly people: Pick<People, 'joinedPerDay' | 'ids'> },
  span: DaySpan,
  signal?: AbortSignal,
): Promise<OutputOf<'dashboard.signUps'>> {
  const [all, made, gone] = await Promise.all([
    people.joinedPerDay(span, signal),
    superusersPerDay({ db, people }, span),
    leaversByDay(db, span),
  ]);
  const days = new Map(
    all
      .map(({ day, count }) => ({ day, here: Math.max(0, count - (made.get(day) ?? 0)) }))
      .filter(({ here }) => here > 0)
      .map(({ day, here }) => [day, { day, count: here, here }]),
  );
  for (const { day, count } of gone) {
    const known = days.get(day) ?? { day, count: 0, here: 0 };
    days.set(day, { ...known, count: known.count + count });
  }
  return { days: [...days.values()].toSorted((one, other) => one.day.localeCompare(other.day)) };
}

async function superusersPerDay(
  { db, people }: { readonly db: Database; readonly people: Pick<People, 'ids'> },
  span: DaySpan,
): Promise<ReadonlyMap<string, number>> {
  const ids = await people.ids({ query: `${joinedIn(span)} superuser:yes` });
  const days = await joinedPerDayAmong(db, ids);
  return new Map(days.map(({ day, count }) => [day, count]));
}
