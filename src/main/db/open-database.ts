import { chmodSync } from 'node:fs';

import SQLite from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';

import { messageOf } from '../../shared/message-of.ts';
import { ImmediateSqliteDialect } from './dialects/immediate-sqlite.ts';
import { prepareOnce } from './dialects/prepare-once.ts';
import { migrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';
import { addSqlFunctions } from './sql-functions.ts';

export type Database = Kysely<Schema>;

export interface OpenedDatabase {
  readonly db: Database;
  /** Why nothing may be written, in words, or null. */
  readonly readOnly: string | null;
}

/** How long a statement waits for another process's write lock, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;
/** Pages in the log (400 MiB) at which a commit does what no other thread has done till then. */
const CHECKPOINT_PAGES = 100_000;
/** Pages that the application keeps in memory; a long work keeps more (`committedEarly`). */
export const CACHE_KIB = 4_000;
const READER_CACHE_KIB = 1_024;
const MIGRATION_TABLE = 'gatehouse_migration';
/** Those of ours on a table of Django's, whose migrations make it anew without them. */
const KEPT_INDEXES = [
  'gatehouse_user_username ON auth_user (username COLLATE NOCASE)',
  'gatehouse_user_email ON auth_user (email COLLATE NOCASE)',
  'gatehouse_user_superuser ON auth_user (id) WHERE is_superuser = 1',
];

/** The database can’t be used; the message says why, in words for a person. */
export class DatabaseUnusableError extends Error {
  override readonly name = 'DatabaseUnusableError';
}

/**
 * Opens Gatehouse's database file, making or upgrading it.
 *
 * A file from a newer version is opened read-only, so that nothing in it is lost.
 *
 * @param file Path of the database file; it is readable by its owner only.
 * @throws DatabaseUnusableError when the file is damaged, is no database, or can’t be written.
 */
export async function openDatabase(file: string): Promise<OpenedDatabase> {
  try {
    const newer = newerMigration(file);
    if (newer) return { db: connect(file, true), readOnly: newer };
    const db = connect(file, false);
    try {
      chmodSync(file, 0o600);
      await migrate(db);
    } catch (error) {
      await db.destroy();
      throw error;
    }
    return { db, readOnly: null };
  } catch (error) {
    throw new DatabaseUnusableError(unusable(file, error), { cause: error });
  }
}

/** A connection that only reads, for a thread that looks at much: it keeps few pages. */
export function openReader(file: string): {
  readonly database: SQLite.Database;
  readonly db: Database;
} {
  const database = new SQLite(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  database.pragma(`cache_size = -${READER_CACHE_KIB}`);
  addSqlFunctions(database);
  const dialect = new ImmediateSqliteDialect({ database: prepareOnce(database) });
  return { database, db: new Kysely<Schema>({ dialect }) };
}

/** Opens a connection to a database that is as it should be; every commit is on disk. */
export function openConnection(file: string, readonly = false): SQLite.Database {
  const database = new SQLite(file, { readonly, timeout: BUSY_TIMEOUT_MS });
  try {
    if (!readonly) database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    database.pragma(`cache_size = -${CACHE_KIB}`);
    database.pragma('foreign_keys = ON');
    addSqlFunctions(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function connect(file: string, readonly: boolean): Database {
  const database = openConnection(file, readonly);
  return new Kysely<Schema>({
    dialect: new ImmediateSqliteDialect({ database: prepareOnce(database) }),
  });
}

/** Looks, without writing, for a migration that this version does not know. */
function newerMigration(file: string): string | null {
  let database: SQLite.Database;
  try {
    database = new SQLite(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    if (error instanceof SQLite.SqliteError && error.code === 'SQLITE_CANTOPEN') return null;
    throw error;
  }
  try {
    const table = database
      .prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`)
      .get(MIGRATION_TABLE);
    if (!table) return null;
    const names = database.prepare(`SELECT name FROM ${MIGRATION_TABLE}`).pluck().all() as string[];
    const unknown = names.filter((name) => !Object.hasOwn(migrations, name));
    if (unknown.length === 0) return null;
    return (
      `This database was made by a newer version of Gatehouse (it knows ${unknown.join(', ')}). ` +
      'It is open read-only, so that nothing is lost. Install the newer version to change things.'
    );
  } finally {
    database.close();
  }
}

async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: MIGRATION_TABLE,
    migrationLockTableName: `${MIGRATION_TABLE}_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  for (const index of KEPT_INDEXES) {
    await sql.raw(`CREATE INDEX IF NOT EXISTS ${index}`).execute(db);
  }
  await sql`SELECT 1 FROM auth_user LIMIT 1`.execute(db);
}

function unusable(file: string, error: unknown): string {
  const code = error instanceof SQLite.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return (
      `${file} is damaged or is not a database. Nothing was changed. ` +
      'Put a backup in its place, or move it away to start anew.'
    );
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return (
      `${file} is being written by another program. Tried for ${BUSY_TIMEOUT_MS / 1_000} s, ` +
      'nothing was changed. Close that program and start again.'
    );
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return (
      `${file} can’t be written. Nothing was changed. ` +
      'Check the permissions of the folder, or choose another one with --data-dir.'
    );
  }
  return `${file} can’t be opened: ${messageOf(error)}`;
}
