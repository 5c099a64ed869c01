import type { DaySpan } from '../../shared/contract/dashboard.ts';
import { atMostLastInstant } from '../../shared/known-years.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';

/** The last microsecond before a whole second, in Django's form. */
export function justBefore(ms: number): string {
  return toDjangoDatetime(atMostLastInstant(new Date(ms - 1_000)), 999_999);
}

/** The last microsecond before a day begins here. @param later So many days after it. */
export function justBeforeDay(day: string, later = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return justBefore(new Date(year, month - 1, date + later).getTime());
}

/** What joined in a span of days, as the search for people has it: later than, and until. */
export function edgesOf({ from, to }: DaySpan): { readonly after: string; readonly until: string } {
  return { after: justBeforeDay(from), until: justBeforeDay(to, 1) };
}
