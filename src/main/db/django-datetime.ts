import { MINUTE_MS } from '../../shared/durations.ts';
import { isInKnownYears } from '../../shared/known-years.ts';

/**
 * An instant as Django writes it to SQLite: UTC, a blank between date and time, six digits of
 * microseconds only where there are any. SQLite compares these as text, so the form must be exact.
 * @param microseconds The fraction of the second, 0 to 999,999, where it is known more exactly
 *   than the milliseconds of `instant`, which it then replaces.
 * @throws RangeError for an invalid date and for a fraction out of range.
 */
export function toDjangoDatetime(
  instant: Date,
  microseconds = instant.getUTCMilliseconds() * 1_000,
): string {
  const iso = instant.toISOString();
  if (!isInKnownYears(instant)) {
    throw new RangeError('Django knows the years 1 to 9999.');
  }
  const seconds = iso.slice(0, -5).replace('T', ' ');
  if (!Number.isInteger(microseconds) || microseconds < 0 || microseconds > 999_999) {
    throw new RangeError('The microseconds of an instant are a whole number from 0 to 999,999.');
  }
  return microseconds === 0 ? seconds : `${seconds}.${String(microseconds).padStart(6, '0')}`;
}

const STORED =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,6})\d*)?)?\s*(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?$/;

/** Exactly as Django writes it, on a day that every month has. */
const USUAL =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8]) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{6})?$/;

/**
 * Reads an instant as tolerantly as Django's parse_datetime: `T`, `Z`, offsets and short fractions
 * pass. Microseconds are cut to milliseconds.
 *
 * @param stored As it was read: a column for dates makes a number of a text such as `2026`.
 * @returns null for null, for text that is no date and time, and for one that never was.
 */
export function parseDjangoDatetime(stored: string | number | null): Date | null {
  if (stored === null) return null;
  const text = String(stored);
  if (USUAL.test(text)) return new Date(usualToIso(text));
  const found = STORED.exec(text.trim());
  if (!found) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone = 'Z'] = found;
  const [y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0] = [year, month, day, hour, minute, second].map(
    Number,
  );
  // Not Date.UTC, which takes the year 1, Python's smallest, for 1901.
  const instant = new Date(0);
  instant.setUTCFullYear(y, mo - 1, d);
  const exists = instant.getUTCMonth() === mo - 1 && instant.getUTCDate() === d;
  if (!exists || h > 23 || mi > 59 || s > 59) return null;
  instant.setUTCHours(h, mi, s, Number(fraction.padEnd(3, '0').slice(0, 3)));
  instant.setTime(instant.getTime() - offsetMs(zone));
  return isInKnownYears(instant) ? instant : null;
}

/** The same instant as ISO 8601 text, without the way through a Date where there is none needed. */
export function djangoDatetimeToIso(text: string | null): string | null {
  if (text === null || !USUAL.test(text)) return parseDjangoDatetime(text)?.toISOString() ?? null;
  return usualToIso(text);
}

/** An instant of Django's tables as ISO 8601 text, or that it is no date and time. */
export function storedDatetime(text: string): string {
  return djangoDatetimeToIso(text) ?? 'unreadable';
}

/** An instant that Gatehouse itself wrote, as ISO 8601 text; one that was made unreadable is 1970. */
export function ownDatetimeToIso(text: string): string {
  return djangoDatetimeToIso(text) ?? new Date(0).toISOString();
}

/** An instant for a reader, to the minute: `2026-05-03 14:05 UTC`. */
export function minuteInWords(instant: Date): string {
  return `${toDjangoDatetime(instant).slice(0, 16)} UTC`;
}

function usualToIso(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, 23) || '000'}Z`;
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -1 : 1) * minutes * MINUTE_MS;
}
