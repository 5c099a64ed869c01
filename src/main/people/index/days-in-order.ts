import type { DaySpan } from '../../../shared/contract/dashboard.ts';
import { DAY_MS } from '../../../shared/durations.ts';
import { toDjangoDatetime } from '../../db/django-datetime.ts';
import type { DayCount } from '../joined-per-day.ts';
import type { Orders } from './orders.ts';
import type { Slices } from './slices.ts';

const COLUMN = 'dateJoined';
/** Days that are counted before others have their turn. */
const DAYS_A_SLICE = 100;

/** How many joined on each day of a span that has any, by where the days begin in their order. */
export function* daysInOrder(orders: Orders, { from, to }: DaySpan): Slices<readonly DayCount[]> {
  const first = Date.parse(from);
  const end = Math.round((Date.parse(to) - first) / DAY_MS) + 1;
  const counts: DayCount[] = [];

  /** Where those begin who joined on a day, counted from the first. @param among Between which. */
  function startOf(day: number, among?: { readonly low: number; readonly high: number }): number {
    const lastBefore = toDjangoDatetime(new Date(first + day * DAY_MS - 1_000), 999_999);
    return orders.rank(COLUMN, lastBefore, among);
  }

  /** Days before which, and after which, as many have joined have nobody between them. */
  function count(day: number, until: number, low: number, high: number): void {
    if (low === high) return;
    if (until - day === 1) {
      const name = new Date(first + day * DAY_MS).toISOString().slice(0, 10);
      counts.push({ day: name, count: high - low });
      return;
    }
    const middle = (day + until) >>> 1;
    const between = startOf(middle, { low, high });
    count(day, middle, low, between);
    count(middle, until, between, high);
  }

  for (let day = 0; day < end; day += DAYS_A_SLICE) {
    // Each time: it may have been upset meanwhile.
    while (!orders.has(COLUMN)) yield COLUMN;
    const until = Math.min(day + DAYS_A_SLICE, end);
    const low = startOf(day);
    count(day, until, low, Math.max(low, startOf(until)));
    yield;
  }
  return counts;
}
