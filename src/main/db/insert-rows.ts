import { CompiledQuery } from 'kysely';

import type { Database } from './open-database.ts';

/** Where rows go; what stands here stands in the statement as it is, so it is never from outside. */
export interface InsertTarget {
  readonly table: string;
  readonly columns: readonly string[];
  /** What to give back of each row: a column, such as the key that SQLite made, or `*`. */
  readonly returning?: string;
}

/** How many rows a statement inserts: more would cost memory, fewer time. */
const ROWS_EACH = 100;

/**
 * Inserts many rows of the same columns. The statements are few and the same every time, so that
 * they are prepared once; values are bound, which is several times faster than reading JSON.
 *
 * @param rows Values in the order of the columns.
 * @returns What was to be given back, in the order of the rows.
 */
export async function insertRows<Given extends object>(
  db: Database,
  target: InsertTarget,
  rows: readonly (readonly unknown[])[],
): Promise<Given[]> {
  const given: Given[] = [];
  for (let start = 0; start < rows.length; start += ROWS_EACH) {
    const some = rows.slice(start, start + ROWS_EACH);
    const query = CompiledQuery.raw(insertText(target, some.length), some.flat());
    given.push(...(await db.executeQuery<Given>(query)).rows);
  }
  return given;
}

/** The longest text of each target: a text that is the same one is found much sooner. */
const fullTexts = new Map<string, string>();

function insertText(target: InsertTarget, count: number): string {
  if (count < ROWS_EACH) return writeText(target, count);
  const name = writeText(target, 1);
  const text = fullTexts.get(name) ?? writeText(target, count);
  fullTexts.set(name, text);
  return text;
}

function writeText({ table, columns, returning }: InsertTarget, count: number): string {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const values = Array.from({ length: count }, () => row).join(', ');
  const end = returning === undefined ? '' : ` RETURNING ${returning}`;
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values}${end}`;
}
