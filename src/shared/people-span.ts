import { DAY_MS, HOUR_MS, MINUTE_MS } from './durations.ts';

/**
 * A span of time as a query writes it. `near` and `far` count from now: `<2d` is within two days,
 * `>90d` is more than 90 days away, before or after as the operator says. `between` has the first
 * millisecond and the one after the last, either open.
 */
export type PeopleSpan =
  | { readonly kind: 'never' }
  | { readonly kind: 'near' | 'far'; readonly ms: number }
  | { readonly kind: 'between'; readonly from: number | null; readonly to: number | null };

const UNITS_MS = {
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  w: 7 * DAY_MS,
  y: 365 * DAY_MS,
} as const;

const AGE = /^([<>])(\d{1,5})([mhdwy])$/;
const RANGE = /^(\d[\d-]*|today|yesterday)\.\.(\d[\d-]*|today|yesterday)$/;
const DATE = /^([<>]?)(\d[\d-]*|today|yesterday)$/;
const DAY = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

/**
 * Reads `never`, `<2d`, `>12h`, `<2026-01-01` (before that day), `>2026-01-01` (from that day on),
 * `2026-01-01`, `2026-01` or `2026` (in it) and `2026-01-01..2026-01-31`; `today` and `yesterday` are
 * days too. Days are those of this computer's time zone, in which times are shown.
 *
 * @param now What `today` counts from; whether a value can be read does not depend on it.
 * @returns null for anything else, and for days that do not exist.
 */
export function readSpan(value: string, now = new Date()): PeopleSpan | null {
  if (value === 'never') return { kind: 'never' };
  const age = AGE.exec(value);
  if (age) {
    const [, sign, count = '', unit = 'd'] = age;
    const ms = Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS];
    return { kind: sign === '<' ? 'near' : 'far', ms };
  }
  const range = RANGE.exec(value);
  if (range) {
    const from = readPeriod(range[1] ?? '', now);
    const to = readPeriod(range[2] ?? '', now);
    return from && to && { kind: 'between', from: from.start, to: to.end };
  }
  const [, sign, text = ''] = DATE.exec(value) ?? [];
  const period = readPeriod(text, now);
  if (period === null) return null;
  if (sign === '<') return { kind: 'between', from: null, to: period.start };
  return { kind: 'between', from: period.start, to: sign === '>' ? null : period.end };
}

/** A year, a month or a day, as its first millisecond and the one after its last. */
function readPeriod(
  text: string,
  now: Date,
): { readonly start: number; readonly end: number } | null {
  if (text === 'today' || text === 'yesterday') {
    const day = now.getDate() - (text === 'today' ? 0 : 1);
    const startOf = (date: number) => new Date(now.getFullYear(), now.getMonth(), date).getTime();
    return { start: startOf(day), end: startOf(day + 1) };
  }
  const [, year = '', month, day] = DAY.exec(text) ?? [];
  if (year === '' || Number(year) < 1_000) return null;
  const [y, mo, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const start = new Date(y, mo, d);
  if (start.getMonth() !== mo || start.getDate() !== d) return null;
  let end = new Date(y + 1, 0, 1);
  if (day !== undefined) end = new Date(y, mo, d + 1);
  else if (month !== undefined) end = new Date(y, mo + 1, 1);
  return { start: start.getTime(), end: end.getTime() };
}
