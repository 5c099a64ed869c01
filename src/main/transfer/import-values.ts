import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';

const TRUE = new Set(['1', 'true', 't', 'yes', 'y', 'on', 'active', 'enabled']);
const FALSE = new Set(['0', 'false', 'f', 'no', 'n', 'off', 'inactive', 'disabled', '']);

/** @returns null for what is neither. An empty cell is no. */
export function readBoolean(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : null;
}

/** As Django writes it: such a text is kept, with its microseconds. */
const STORED = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{6})?$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** Seconds or milliseconds since 1970. */
const EPOCH = /^\d{9,10}$|^\d{12,13}$/;

/**
 * Reads an instant: Django's form, ISO 8601 with or without a zone, a day, or a count of seconds or
 * milliseconds as Keycloak writes it. Without a zone it is UTC.
 * @returns Django's form, or null for what is no instant.
 */
export function readInstant(text: string): string | null {
  const trimmed = text.trim();
  if (EPOCH.test(trimmed)) {
    return toDjangoDatetime(new Date(Number(trimmed) * (trimmed.length > 10 ? 1 : 1_000)));
  }
  const instant = parseDjangoDatetime(DAY.test(trimmed) ? `${trimmed} 00:00:00` : trimmed);
  if (instant === null || !isYearOfPython(instant)) return null;
  return STORED.test(trimmed) ? trimmed : toDjangoDatetime(instant);
}

/** Python knows the years 1 to 9999; of others Django makes an error, or nothing. */
function isYearOfPython(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= 1 && year <= 9_999;
}
