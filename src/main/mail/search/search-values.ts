const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000, g: 1_000_000_000 };

/**
 * The start of a day, month or year in this computer's time zone: `2026-03-01`, `2026-03`, `2026`,
 * `today`, `yesterday`. Also a date with a time, as ISO 8601 writes it.
 *
 * @returns null for anything else, and for a day that never was.
 */
export function readDay(text: string, now: Date): Date | null {
  const word = text.trim().toLowerCase();
  if (word === 'today' || word === 'yesterday') {
    const day = now.getDate() - (word === 'today' ? 0 : 1);
    return new Date(now.getFullYear(), now.getMonth(), day);
  }
  const [, year, month = '1', day = '1', time] =
    /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(t[\d:.]+(?:z|[+-]\d\d:?\d\d)?)?)?)?$/.exec(word) ?? [];
  if (year === undefined) return null;
  const start = new Date(Number(year), Number(month) - 1, Number(day));
  const exists = start.getMonth() === Number(month) - 1 && start.getDate() === Number(day);
  if (!exists) return null;
  if (time === undefined) return start;
  const instant = new Date(word.toUpperCase());
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** Bytes in decimal units, as the list shows sizes: `500`, `10k`, `1.5MB`. @returns null otherwise. */
export function readSize(text: string): number | null {
  const [, digits, unit = ''] =
    /^(\d{1,12}(?:\.\d{1,6})?)\s?([kmg]?)(?:i?b)?$/i.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  return Math.round(Number(digits) * (UNITS[unit.toLowerCase()] ?? 1));
}
