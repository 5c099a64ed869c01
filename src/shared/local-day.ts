import { isInKnownYears } from './known-years.ts';

const DAY = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(t[\d:.]+(?:z|[+-]\d\d:?\d\d)?)?)?)?$/;

/**
 * The start of a day, month or year in this computer's time zone, in which times are shown:
 * `2026-03-01`, `2026-03`, `2026`, `today`, `yesterday`. Also a date with a time, as ISO 8601
 * writes it.
 *
 * @returns null for anything else, and for a day that never was.
 */
export function readLocalDay(text: string, now: Date): Date | null {
  const word = text.trim().toLowerCase();
  if (word === 'today' || word === 'yesterday') {
    const day = now.getDate() - (word === 'today' ? 0 : 1);
    return new Date(now.getFullYear(), now.getMonth(), day);
  }
  const [, year, month = '1', day = '1', time] = DAY.exec(word) ?? [];
  if (year === undefined) return null;
  const start = new Date(Number(year), Number(month) - 1, Number(day));
  const exists =
    start.getFullYear() === Number(year) &&
    start.getMonth() === Number(month) - 1 &&
    start.getDate() === Number(day);
  if (!exists) return null;
  if (time === undefined) return start;
  const instant = new Date(word.toUpperCase());
  return isInKnownYears(instant) ? instant : null;
}

/** The day of an instant in this computer's time zone, as `2026-03-01`. */
export function localDayOf(instant: Date): string {
  const [year, month, day] = [instant.getFullYear(), instant.getMonth() + 1, instant.getDate()];
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
