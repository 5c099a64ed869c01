import SQLite from 'better-sqlite3';
import { Kysely } from 'kysely';

import { ImmediateSqliteDialect } from './dialects/immediate-sqlite.ts';
import { migrate } from './migrate.ts';
import { addSqlFunctions } from './sql-functions.ts';

/** A table that a database would get, as it would be made, with its first rows. */
export interface AddedTable {
  readonly name: string;
  readonly statement: string;
  readonly rows: readonly (readonly unknown[])[];
}

/** What opening a database for writing would add to it. */
export interface Additions {
  readonly tables: readonly AddedTable[];
  readonly columns: readonly { readonly table: string; readonly column: string }[];
  readonly indexes: readonly string[];
  readonly triggers: readonly string[];
}

interface SchemaRow {
  readonly type: 'table' | 'index' | 'trigger';
  readonly name: string;
  readonly sql: string;
}

/** Tables that migrations look at or make. */
const CONCERNED = /^(auth|django|registration|gatehouse)_/;
/** Tables whose rows say what was done before. */
const HISTORY = ['django_migrations', 'gatehouse_migration', 'gatehouse_migration_lock'];

/**
 * Finds out what the migrations would add to a database: they are run on an empty one in memory
 * with the same tables. The database itself is only read, and nothing that it holds is run: of its
 * triggers only the names are looked at, so migrations must not need one to be there.
 *
 * @throws What the migrations would throw, such as that its accounts are in another table.
 */
export async function rehearse(source: SQLite.Database): Promise<Additions> {
  const memory = new SQLite(':memory:');
  const db = new Kysely<unknown>({ dialect: new ImmediateSqliteDialect({ database: memory }) });
  try {
    addSqlFunctions(memory);
    const before = readSchema(source);
    for (const { type, sql } of before) if (type !== 'trigger') memory.prepare(sql).run();
    const names = new Set(before.map(({ name }) => name));
    for (const table of HISTORY) {
      if (names.has(table)) insertAll(memory, table, rowsOf(source, table));
    }
    await migrate(db);
    const added = readSchema(memory).filter(({ name }) => !names.has(name));
    const addedNames = (type: SchemaRow['type']): string[] =>
      added.flatMap((row) => (row.type === type ? row.name : []));
    return {
      tables: added.flatMap(({ type, name, sql }) =>
        type === 'table' ? { name, statement: sql, rows: rowsOf(memory, name) } : [],
      ),
      columns: before.flatMap(({ type, name: table }) =>
        type === 'table' ? newColumns(source, memory, table) : [],
      ),
      indexes: addedNames('index'),
      triggers: addedNames('trigger'),
    };
  } finally {
    await db.destroy();
  }
}

/** The statements of the tables concerned and what is on them; tables come first. */
function readSchema(database: SQLite.Database): readonly SchemaRow[] {
  // Tables of a virtual table's own are made with it.
  const shadows = new Set(
    database
      .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'`)
      .pluck()
      .all(),
  );
  const rows = database
    .prepare(
      `SELECT type, name, tbl_name AS "table", sql FROM sqlite_schema
       WHERE sql IS NOT NULL AND type IN ('table', 'index', 'trigger')
       ORDER BY type <> 'table', rowid`,
    )
    .all() as (SchemaRow & { readonly table: string })[];
  return rows.filter(({ table }) => CONCERNED.test(table) && !shadows.has(table));
}

function newColumns(source: SQLite.Database, memory: SQLite.Database, table: string) {
  const columnsIn = (database: SQLite.Database) =>
    database
      .prepare(`SELECT name FROM pragma_table_info(?, 'main')`)
      .pluck()
      .all(table) as string[];
  const before = new Set(columnsIn(source));
  return columnsIn(memory).flatMap((column) => (before.has(column) ? [] : { table, column }));
}

function rowsOf(database: SQLite.Database, table: string): readonly (readonly unknown[])[] {
  return database.prepare(`SELECT * FROM main."${table}"`).raw().all() as unknown[][];
}

/** Puts rows into a table that has their columns. */
export function insertAll(
  database: SQLite.Database,
  table: string,
  rows: readonly (readonly unknown[])[],
): void {
  const [first] = rows;
  if (first === undefined) return;
  const insert = database.prepare(
    `INSERT INTO "${table}" VALUES (${first.map(() => '?').join(', ')})`,
  );
  for (const row of rows) insert.run(...row);
}
