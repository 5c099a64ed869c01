import { guardFormulas } from './formula-guards.ts';

/** Byte order mark, by which Excel knows UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

const NEEDS_QUOTES = /["\r\n\t;,|]|^\s|\s$/;

export interface CsvForm {
  /** One sign. */
  readonly delimiter: string;
  /** Puts an apostrophe before what a spreadsheet would run. Off only for programs that read it. */
  readonly formulaSafe: boolean;
}

/** One row with its line end (RFC 4180: CR LF, quotes doubled). Numbers are never a formula. */
export function csvRow(cells: readonly (string | number)[], form: CsvForm): string {
  return `${cells.map((cell) => csvCell(cell, form)).join(form.delimiter)}\r\n`;
}

function csvCell(text: string | number, { formulaSafe, delimiter }: CsvForm): string {
  if (typeof text === 'number') return String(text);
  const safe = formulaSafe ? guardFormulas(text) : text;
  const quoted = NEEDS_QUOTES.test(safe) || safe.includes(delimiter) || safe !== text;
  return quoted ? `"${safe.replaceAll('"', '""')}"` : safe;
}
