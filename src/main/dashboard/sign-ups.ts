import type { DaySpan } from '../../shared/contract/dashboard.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import type { Database } from '../db/open-database.ts';
import type { People } from '../people/people.ts';
import { leaversByDay } from './leavers.ts';

/** How many joined on each day of a span that has any, whether or not they are still here. */
export async function readSignUps(
  { db, people }: { readonly db: Database; readonly people: Pick<People, 'joinedPerDay'> },
  span: DaySpan,
  signal?: AbortSignal,
): Promise<OutputOf<'dashboard.signUps'>> {
  const [here, gone] = await Promise.all([
    people.joinedPerDay(span, signal),
    leaversByDay(db, span),
  ]);
  const days = new Map(here.map(({ day, count }) => [day, { day, count, here: count }]));
  for (const { day, count } of gone) {
    const known = days.get(day) ?? { day, count: 0, here: 0 };
    days.set(day, { ...known, count: known.count + count });
  }
  return { days: [...days.values()].toSorted((one, other) => one.day.localeCompare(other.day)) };
}
