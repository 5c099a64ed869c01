import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';

const LOCALE = 'en-GB';

const UNITS = [
  ['year', 365 * DAY_MS],
  ['month', 30 * DAY_MS],
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
] as const;

const SHORT_UNITS = [
  ['d', DAY_MS],
  ['h', HOUR_MS],
  ['min', MINUTE_MS],
] as const;

const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'always', style: 'narrow' });
const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
const absolute = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeStyle: 'medium' });

/** "2h ago" or "in 3d" for a distance in milliseconds from now; negative is the past. */
export function describeDistance(distanceMs: number): string {
  const unit = UNITS.find(([, size]) => Math.abs(distanceMs) >= size);
  if (unit === undefined) return 'just now';
  return relative.format(Math.trunc(distanceMs / unit[1]), unit[0]);
}

/** "3 May 2026 at 10:02:11" in the system's time zone. */
export function describeMoment(moment: Date): string {
  return absolute.format(moment);
}

/** "3 May 2026, 10:02" in the system's time zone. */
export function describeDay(moment: Date): string {
  return day.format(moment);
}

/** "2 d", "9 h", "40 min" for a positive distance in milliseconds. */
export function describeDuration(durationMs: number): string {
  const unit = SHORT_UNITS.find(([, size]) => durationMs >= size);
  return unit === undefined ? 'under 1 min' : `${Math.floor(durationMs / unit[1])} ${unit[0]}`;
}
