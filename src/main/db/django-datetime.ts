/**
 * An instant as Django writes it to SQLite: UTC, a blank between date and time, six digits of
 * microseconds only where there are any. SQLite compares these as text, so the form must be exact.
 */
export function toDjangoDatetime(instant: Date): string {
  const [seconds = '', fraction = '000Z'] = instant.toISOString().replace('T', ' ').split('.');
  const milliseconds = fraction.slice(0, 3);
  return milliseconds === '000' ? seconds : `${seconds}.${milliseconds}000`;
}

const STORED =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,6})\d*)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * Reads an instant as tolerantly as Django's parse_datetime: `T`, `Z`, offsets and short fractions
 * pass. Microseconds are cut to milliseconds.
 * @returns null for null and for text that is no date and time.
 */
export function parseDjangoDatetime(text: string | null): Date | null {
  const found = text === null ? null : STORED.exec(text.trim());
  if (!found) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone = 'Z'] = found;
  const parts = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0] = parts;
  const time = Date.UTC(y, mo - 1, d, h, mi, s, Number(fraction.padEnd(3, '0').slice(0, 3)));
  const instant = new Date(time);
  if (instant.getUTCMonth() !== mo - 1 || instant.getUTCDate() !== d || h > 23) return null;
  return new Date(time - offsetMs(zone));
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
