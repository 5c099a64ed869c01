import { CompiledQuery, sql } from 'kysely';

import type { Database } from './open-database.ts';

/** Where rows go; what stands here stands in the statement as it is, so it is never from outside. */
export interface InsertTarget {
  readonly table: string;
  readonly columns: readonly string[];
  /** What to give back of each row, such as `*`. */
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

/**
 * Inserts many rows of a table with AUTOINCREMENT, within a transaction: there its ids go up by one
 * (https://sqlite.org/autoinc.html). To have each given back would cost a fifth of the insert.
 *
 * @returns The id of the first row.
 */
export async function insertNumbered(
  db: Database,
  target: InsertTarget,
  rows: readonly (readonly unknown[])[],
): Promise<number> {
  await insertRows(db, target, rows);
  const given = await sql<{ last: number }>`SELECT last_insert_rowid() AS last`.execute(db);
  return (given.rows[0]?.last ?? 0) - rows.length + 1;
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
