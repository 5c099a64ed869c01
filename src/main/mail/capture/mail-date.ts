import { isInKnownYears } from '../../../shared/known-years.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Zones with a name, in hours (RFC 5322 section 4.3); all others are taken for UTC, as it says. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ['edt', -4],
  ['est', -5],
  ['cdt', -5],
  ['cst', -6],
  ['mdt', -6],
  ['mst', -7],
  ['pdt', -7],
  ['pst', -8],
]);

const DATE =
  /^(?:[^,]*,|[a-z]+\.?\s)?\s*(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4})(?:\s+(.+))?$/i;
/** As JavaScript and Americans write it. */
const MONTH_FIRST =
  /^(?:[^,\d]*,|[a-z]+\.?\s)?\s*([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})(?:\s+(.+))?$/i;
/** As C's asctime writes it. */
const ASCTIME = /^[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+([\d:]+)\s+(?:(\S+)\s+)?(\d{4})$/i;
const TIME =
  /^(\d{1,2})\s*[:.]\s*(\d{1,2})(?:\s*[:.]\s*(\d{1,2})(?:[.,]\d+)?)?(?![\d:.])(?:\s*([ap])\.?m\b)?/i;
/** Of other dates: a year and two more numbers, in so many characters. */
const OTHER = /^(?=.*\b\d{4}\b)\D*\d+\D+\d+\D+\d/;
const MAX_OTHER_LENGTH = 100;
const WITH_ZONE = /:\d\d.*(?:[+-]\d\d(?::?\d\d)?|(?<![a-z])(?:z|ut|utc|gmt|[ecmp][sd]t))$/i;

/**
 * The instant in a Date header (RFC 5322 sections 3.3 and 4.3), also as programs of old wrote it, to
 * the second. One without a time is at 0:00, and one without a zone in UTC.
 *
 * @returns Null when it can't be read, or never was.
 */
export function readMailDate(value: string): Date | null {
  const date = readDate(value);
  return date && isInKnownYears(date) ? date : null;
}

function readDate(value: string): Date | null {
  const text = withoutComments(value).trim();
  const [, day = '', month = '', year = '', rest = ''] =
    DATE.exec(text) ?? fromMonthFirst(text) ?? fromAsctime(text) ?? [];
  if (day === '') return readOther(text);
  const time = TIME.exec(rest || '0:00');
  if (!time) return null;
  const [hour, minute, second] = [hourOf(time[1], time[4]), Number(time[2]), Number(time[3] ?? 0)];
  const zone = zoneOf(rest.slice(time[0].length));
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  const start = new Date(Date.UTC(fullYear(year), monthIndex, Number(day)));
  const exists = monthIndex >= 0 && start.getUTCDate() === Number(day);
  if (!exists || hour > 23 || minute > 59 || second > 60 || zone === null) return null;
  return new Date(start.getTime() + ((hour * 60 + minute - zone) * 60 + second) * 1_000);
}

function fromMonthFirst(text: string): string[] | null {
  const [whole, month = '', day = '', year = '', rest = ''] = MONTH_FIRST.exec(text) ?? [];
  return whole === undefined ? null : [whole, day, month, year, rest];
}

function fromAsctime(text: string): string[] | null {
  const [whole, month = '', day = '', time = '', zone = '', year = ''] = ASCTIME.exec(text) ?? [];
  return whole === undefined ? null : [whole, day, month, year, `${time} ${zone}`];
}

/** Other dates, as ISO 8601 or in numbers: what JavaScript reads. */
function readOther(text: string): Date | null {
  if (text.length > MAX_OTHER_LENGTH || !OTHER.test(text)) return null;
  const spaced = text.replace(/(?<=\d)t(?=\d)/i, ' ');
  const date = new Date(WITH_ZONE.test(spaced) ? spaced : `${spaced} Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** Of 24 hours, or of 12 with the letter of AM or PM. */
function hourOf(digits: string | undefined, half: string | undefined): number {
  const hour = Number(digits);
  if (half === undefined || hour > 12) return hour;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** RFC 5322 section 4.3: of two or three digits in the last century, below 50 in this one. Zeros before two are none. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4 && year > 99) return year;
  return digits.length !== 3 && year < 50 ? 2_000 + year : 1_900 + year;
}

/** Minutes east of UTC, or null for a number that is no zone. */
function zoneOf(text: string): number | null {
  const [, sign, hours, minutes = 0] = /([+-])(\d{1,2})(?::?(\d{2}))?(?!\d)/.exec(text) ?? [];
  if (sign !== undefined) {
    const [hour, minute] = [Number(hours), Number(minutes)];
    if (hour > 23 || minute > 59) return null;
    return (sign === '-' ? -1 : 1) * (hour * 60 + minute);
  }
  const name = /[a-z]+/i.exec(text)?.[0].toLowerCase() ?? '';
  return (ZONES.get(name) ?? 0) * 60;
}

/** Comments may be nested, and quote their brackets. */
function withoutComments(value: string): string {
  let depth = 0;
  let text = '';
  for (const [sign] of value.matchAll(/\\[^]|[^]/g)) {
    if (sign === '(') depth += 1;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) text += sign;
  }
  return text;
}
