import type { DaySpan } from '../../../shared/contract/dashboard.ts';
import { DAY_MS } from '../../../shared/durations.ts';
import { justBeforeDay } from '../day-edges.ts';
import type { DayCount } from '../joined-per-day.ts';
import type { Orders } from './orders.ts';
import type { Slices } from './slices.ts';

const COLUMN = 'dateJoined';
/** Days that are counted before others have their turn. */
const DAYS_A_SLICE = 100;

/**
 * How many joined on each day of a span that has any, by where the days begin in their order. Days
 * on which nobody joined are leapt over, be they centuries.
 */
export function* daysInOrder(orders: Orders, { from, to }: DaySpan): Slices<readonly DayCount[]> {
  const first = Date.parse(from);
  const end = Math.round((Date.parse(to) - first) / DAY_MS) + 1;
  const counts: DayCount[] = [];

  /** Where those begin who joined on a day, counted from the first. @param among Between which. */
  function startOf(day: number, among?: { readonly low: number; readonly high: number }): number {
    return orders.rank(COLUMN, justBeforeDay(from, day), among);
  }

  /** Days before which, and after which, as many have joined have nobody between them. */
  function count(day: number, until: number, low: number, high: number): void {
    if (low === high) return;
    if (until - day === 1) {
      counts.push({ day: nameOf(first + day * DAY_MS), count: high - low });
      return;
    }
    const middle = (day + until) >>> 1;
    const between = startOf(middle, { low, high });
    count(day, middle, low, between);
    count(middle, until, between, high);
  }

  for (let day = 0; day < end; yield) {
    // Each time: it may have been upset meanwhile.
    while (!orders.has(COLUMN)) yield COLUMN;
    const low = startOf(day);
    if (low === startOf(end)) break;
    const month = String(orders.keyAt(COLUMN, low)?.[0]).slice(0, 7);
    // The last day of the month before may have begun in UTC's. NaN where the next one's date is
    // none, or their row has just been deleted.
    const next = Math.round((Date.parse(`${month}-01T00:00Z`) - first) / DAY_MS) - 1;
    if (next > day) day = next;
    const until = Math.min(day + DAYS_A_SLICE, end);
    if (day < end) count(day, until, low, Math.max(low, startOf(until)));
    day = until;
  }
  return counts;
}

function nameOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
