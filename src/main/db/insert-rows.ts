import { CompiledQuery, sql } from 'kysely';

import { keepNewest } from '../../shared/keep-newest.ts';
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
 * they are prepared once; values are bound, which is several times faster than reading JSON, and
 * those of a column that is alike in all rows of a statement only once.
 *
 * To be called within a transaction that an error ends: rows before one that fails are left to its
 * rollback, because to be able to take a statement back by itself SQLite copies every page that it
 * changes (https://sqlite.org/tempfiles.html#statement_journal_files).
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
    const columns = partColumns(target, some);
    const values = columns.alike.map((at) => some[0]?.[at]);
    for (const row of some) for (const at of columns.own) values.push(row[at]);
    const query = CompiledQuery.raw(insertText(target, columns, some.length), values);
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

/** The places of columns that are alike in all rows, and of those that each row has its own of. */
interface Columns {
  readonly alike: readonly number[];
  readonly own: readonly number[];
}

/** The first column is each row's own, and so are all of few rows, whose texts would be too many. */
function partColumns({ columns }: InsertTarget, rows: readonly (readonly unknown[])[]): Columns {
  const isAlike = (at: number): boolean =>
    at > 0 && rows.length === ROWS_EACH && rows.every((row) => row[at] === rows[0]?.[at]);
  const { alike = [], own = [] } = Object.groupBy(columns.keys(), (at) =>
    isAlike(at) ? 'alike' : 'own',
  );
  return { alike, own };
}

/** The longest texts, the newest of them: a text that is the same one is found much sooner. */
const fullTexts = new Map<string, string>();
const TEXTS_KEPT = 50;

function insertText(target: InsertTarget, columns: Columns, count: number): string {
  if (count < ROWS_EACH) return writeText(target, columns, count);
  const name = writeText(target, columns, 1);
  const text = fullTexts.get(name) ?? writeText(target, columns, count);
  fullTexts.set(name, text);
  keepNewest(fullTexts, TEXTS_KEPT);
  return text;
}

function writeText(
  { table, columns, returning }: InsertTarget,
  { alike, own }: Columns,
  count: number,
): string {
  const names = [...alike, ...own].map((at) => columns[at]);
  const row = `(${own.map(() => '?').join(', ')})`;
  const rows = Array.from({ length: count }, () => row).join(', ');
  const wanted = [...alike.map(() => '?'), '*'].join(', ');
  const end = returning === undefined ? '' : ` RETURNING ${returning}`;
  return `INSERT OR FAIL INTO ${table} (${names.join(', ')}) SELECT ${wanted} FROM (VALUES ${rows})${end}`;
}
