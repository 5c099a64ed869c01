const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000, g: 1_000_000_000 };

/** Bytes in decimal units, as the list shows sizes: `500`, `10k`, `1.5MB`. @returns null otherwise. */
export function readSize(text: string): number | null {
  const [, digits, unit = ''] =
    /^(\d{1,12}(?:\.\d{1,6})?)\s?([kmg]?)(?:i?b)?$/i.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  return Math.round(Number(digits) * (UNITS[unit.toLowerCase()] ?? 1));
}
