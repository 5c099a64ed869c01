import type { ImportPlan } from '../../shared/contract/transfer.ts';
import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';

/** In English, German, French and Spanish, without accents. */
const TRUE = new Set(
  '1 true t yes y on active enabled ja j wahr aktiv oui vrai actif si verdadero activo'.split(' '),
);
const FALSE = new Set(
  '0 false f no n off inactive disabled nein falsch inaktiv non faux inactif falso inactivo'.split(
    ' ',
  ),
);

/** What {@link readBoolean} understands, in words. */
export const BOOLEANS_KNOWN = 'yes or no, true or false, 1 or 0, ja or nein, oui or non, sí or no';

/** @returns null for what is neither. */
export function readBoolean(text: string): boolean | null {
  const word = text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : null;
}

/** As Django writes it: such a text is kept, with its microseconds. */
const STORED = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{6})?$/;
const DAY = /^\d{4}-\d{1,2}-\d{1,2}$/;
/** Seconds or milliseconds since 1970. */
const EPOCH = /^\d{9,10}$|^\d{12,13}$/;

/** With dots the day comes first; with slashes and dashes it is told, or seen from a 13 and above. */
const YEAR_LAST = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?=$|[ T])/;
const YEAR_FIRST = /^(\d{4})[./](\d{1,2})[./](\d{1,2})(?=$|[ T])/;

/** What {@link readInstant} understands, in words. */
export const INSTANTS_KNOWN =
  '2024-02-01, 2024-02-01 13:45, 01.02.2024, 13/02/2024, or seconds since 1970';

/**
 * Reads an instant: Django's form, ISO 8601 with or without a zone, a day in the usual forms with or
 * without a time, or a count of seconds or milliseconds as Keycloak writes it. Without a zone it is UTC.
 * @returns Django's form, null for no instant, `ambiguous`, or `no-such-day` for a 31 February.
 */
export function readInstant(text: string, order: ImportPlan['dateOrder']): string | null {
  const trimmed = text.trim().replace(/^([\d./-]+), ?/, '$1 ');
  if (EPOCH.test(trimmed)) {
    return toDjangoDatetime(new Date(Number(trimmed) * (trimmed.length > 10 ? 1 : 1_000)));
  }
  const written = yearFirst(trimmed, order);
  if (written === 'ambiguous') return written;
  const instant = parseDjangoDatetime(DAY.test(written) ? `${written} 00:00:00` : written);
  if (instant === null && !isDayOfCalendar(written)) return 'no-such-day';
  if (instant === null || !isYearOfPython(instant)) return null;
  return STORED.test(written) ? written : toDjangoDatetime(instant);
}

function yearFirst(text: string, order: ImportPlan['dateOrder']): string {
  const turned = text.replace(YEAR_FIRST, '$1-$2-$3');
  const found = YEAR_LAST.exec(text);
  if (!found) return turned;
  const [all, one = '', sign, other = '', year = ''] = found;
  const isKnown = sign === '.' || order !== null || Number(one) > 12 || Number(other) > 12;
  if (!isKnown && Number(one) !== Number(other)) return 'ambiguous';
  const isDayFirst = sign === '.' || (order === null ? Number(one) > 12 : order === 'day');
  const [day, month] = isDayFirst ? [one, other] : [other, one];
  return `${year}-${month}-${day}${text.slice(all.length)}`;
}

/** Whether a text that begins with a day in numbers begins with one that there is; others pass. */
function isDayOfCalendar(text: string): boolean {
  const day = /^\d{4}-\d{1,2}-\d{1,2}(?=$|[ T])/.exec(text)?.[0];
  return day === undefined || parseDjangoDatetime(`${day} 00:00:00`) !== null;
}

/** Python knows the years 1 to 9999; of others Django makes an error, or nothing. */
function isYearOfPython(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= 1 && year <= 9_999;
}
