import type { DaySpan } from '../../../shared/contract/dashboard.ts';
import { DAY_MS } from '../../../shared/durations.ts';
import { localDayOf } from '../../../shared/local-day.ts';
import type { DashboardSearch } from '../../app/search-params.ts';

export const SPANS = [
  { value: 'today', label: 'Today', days: 1 },
  { value: '7d', label: '7 days', days: 7 },
  { value: '30d', label: '30 days', days: 30 },
  { value: '90d', label: '90 days', days: 90 },
] as const;

export type SpanName = (typeof SPANS)[number]['value'] | 'custom';

/** The longest span whose days are drawn one by one. */
const MOST_DAYS = 400;

/** The chosen span of days; 30 days unless it says otherwise. */
export function spanOf({ span, from, to }: DashboardSearch, now: number): DaySpan {
  const days = SPANS.find(({ value }) => value === span)?.days ?? 30;
  const today = localDayOf(new Date(now));
  const last = span === 'custom' ? (to ?? today) : today;
  const before = dayOf(Date.parse(last) - (days - 1) * DAY_MS);
  if (span !== 'custom') return { from: before, to: last };
  const first = from ?? before;
  return first <= last ? { from: first, to: last } : { from: last, to: first };
}

/** Every day of a span, or the last ones of a long one. */
export function daysOf({ from, to }: DaySpan): readonly string[] {
  const end = Date.parse(to);
  const start = Math.max(Date.parse(from), end - (MOST_DAYS - 1) * DAY_MS);
  return Array.from({ length: (end - start) / DAY_MS + 1 }, (_, index) =>
    dayOf(start + index * DAY_MS),
  );
}

/** The name of a day that is told by its beginning in UTC. */
function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const long = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** "3 May" */
export function shortDay(day: string): string {
  return short.format(Date.parse(day));
}

/** "3 May 2026" */
export function longDay(day: string): string {
  return long.format(Date.parse(day));
}
