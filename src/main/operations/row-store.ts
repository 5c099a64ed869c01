import { sql } from 'kysely';

import { columnsOf } from '../db/columns-of.ts';
import { insertNumbered, insertRows } from '../db/insert-rows.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { type Key, RECORDED_TABLES, type RecordedTableName, type Row } from './recorded-tables.ts';

/*
 * Rows in sets. Keys, and values of rows that are changed, travel as one JSON parameter, read by
 * SQLite's json_each, so neither the number of parameters nor of statements grows. What a statement
 * that fails has written by then is left to the rollback of its act (`insertRows` says why).
 */

/**
 * Reads rows by their keys.
 * @param columns Which columns; all of them when left out.
 * @returns The rows that exist, in no particular order.
 */
export async function readRows(
  db: Database,
  table: RecordedTableName,
  keys: readonly Key[],
  columns?: ReadonlySet<string>,
): Promise<readonly Row[]> {
  if (keys.length === 0) return [];
  const wanted = columns ? sql.join([...columns].map((column) => sql.ref(column))) : sql`*`;
  const { rows } = await sql<Row>`
    SELECT ${wanted} FROM ${sql.table(table)}
    WHERE ${sql.ref(RECORDED_TABLES[table].key)} IN ${keySet(keys)}`.execute(db);
  return rows;
}

/** Sets the same columns of existing rows to the same values. */
export async function setRows(
  db: Database,
  table: RecordedTableName,
  keys: readonly Key[],
  values: Row,
): Promise<void> {
  const assignments = Object.entries(values).map(
    ([column, value]) => sql`${sql.ref(column)} = ${value}`,
  );
  await sql`UPDATE OR FAIL ${sql.table(table)} SET ${sql.join(assignments)}
    WHERE ${sql.ref(RECORDED_TABLES[table].key)} IN ${keySet(keys)}`.execute(db);
}

/** Sets columns of existing rows; every row of the call names its key and the same columns. */
export async function writeRows(
  db: Database,
  table: RecordedTableName,
  rows: readonly Row[],
): Promise<void> {
  const { key } = RECORDED_TABLES[table];
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== key);
  if (columns.length === 0) return;
  const assignments = columns.map((column) => sql`${sql.ref(column)} = ${member(column)}`);
  await sql`
    UPDATE OR FAIL ${sql.table(table)} SET ${sql.join(assignments)}
    FROM json_each(${JSON.stringify(rows)}) AS given
    WHERE ${sql.table(table)}.${sql.ref(key)} = ${member(key)}`.execute(db);
}

/**
 * Adds rows that all name the same columns.
 * @returns The rows as stored, with the keys that SQLite gave.
 */
export async function addRows(
  db: Database,
  table: RecordedTableName,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return [];
  const target = { table, columns: columns.map(quoted) };
  const values = rows.map((row) => columns.map((column) => row[column] ?? null));
  const { key } = RECORDED_TABLES[table];
  const left = (await columnsOf(db, table)).filter((column) => !columns.includes(column));
  if (left.some((column) => column !== key)) {
    return insertRows<Row>(db, { ...target, returning: '*' }, values);
  }
  const first = await insertNumbered(db, target, values);
  if (left.length === 0) return rows;
  return rows.map((row, index) => ({ [key]: first + index, ...row }));
}

/** Deletes rows by their keys. */
export async function removeRows(
  db: Database,
  table: RecordedTableName,
  keys: readonly Key[],
): Promise<void> {
  await sql`DELETE FROM ${sql.table(table)}
    WHERE ${sql.ref(RECORDED_TABLES[table].key)} IN ${keySet(keys)}`.execute(db);
}

/** A column's name as it stands in a statement: an undo takes names from the log. */
function quoted(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}

function member(column: string) {
  return sql`given.value ->> ${sql.lit(`$.${column}`)}`;
}
