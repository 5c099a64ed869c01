import { chmodSync, existsSync } from 'node:fs';

import SQLite from 'better-sqlite3';
import { Kysely } from 'kysely';

import { messageOf } from '../../shared/message-of.ts';
import { ImmediateSqliteDialect } from './dialects/immediate-sqlite.ts';
import { type PreparedDatabase, prepareOnce } from './dialects/prepare-once.ts';
import { inexactIds } from './exact-ids.ts';
import { layOver } from './lay-over.ts';
import { type Applied, migrate, readApplied } from './migrate.ts';
import type { Schema } from './schema.ts';
import { addSqlFunctions } from './sql-functions.ts';
import { BUSY_TIMEOUT_MS } from './sqlite-error.ts';
import { textOfBlobs } from './text-of-blobs.ts';
import { tellWrite } from './write-trouble.ts';

export type Database = Kysely<Schema>;

export interface OpenedDatabase {
  readonly db: Database;
  /** Why nothing may be written, in words, or null. */
  readonly readOnly: string | null;
}

/** Pages in the log (400 MiB) at which a commit does what no other thread has done till then. */
const CHECKPOINT_PAGES = 100_000;
/** Pages that the application keeps in memory; a long work keeps more (`committedEarly`). */
export const CACHE_KIB = 4_000;
const READER_CACHE_KIB = 1_024;

/** The database can’t be used; the message says why, in words for a person. */
export class DatabaseUnusableError extends Error {
  override readonly name = 'DatabaseUnusableError';
}

/** How a database is to be opened. */
export interface Opening {
  /** It is only looked at: nothing is written to it, also when it lacks our tables. */
  readonly looksOnly?: boolean;
  /** It is others' too: who may read the file stays as it is. */
  readonly inPlace?: boolean;
  /** Called before Gatehouse writes to it for the first time. */
  readonly onFirst?: () => Promise<void>;
}

/**
 * Opens a database file, making or upgrading it unless it is only looked at.
 *
 * A file from a newer version is opened read-only, so that nothing in it is lost.
 *
 * @param file Path of the database file; unless it is used in place, its owner alone may read it.
 * @throws DatabaseUnusableError when the file is damaged, is no database, or can’t be written.
 */
export async function openDatabase(file: string, opening: Opening = {}): Promise<OpenedDatabase> {
  const { looksOnly = false, inPlace = false, onFirst } = opening;
  try {
    const applied = whatWasApplied(file);
    if (applied && applied.unknown.length > 0) {
      return { db: await connect(file, true), readOnly: newer(applied.unknown) };
    }
    if (looksOnly) {
      if (applied && applied.missing.length > 0) throw new DatabaseUnusableError(outdated(file));
      return { db: await connect(file, true), readOnly: chosen(file) };
    }
    if (applied === null) await onFirst?.();
    const db = await connect(file, false);
    try {
      if (!inPlace) chmodSync(file, 0o600);
      await migrate(db);
    } catch (error) {
      await db.destroy();
      throw error;
    }
    return { db, readOnly: null };
  } catch (error) {
    if (error instanceof DatabaseUnusableError) throw error;
    throw new DatabaseUnusableError(unusable(file, { inPlace, looksOnly }, error), {
      cause: error,
    });
  }
}

/**
 * A connection that only reads, for a thread that looks at much: it keeps few pages.
 * @param pragmas What is set before anything else.
 */
export async function openReader(
  file: string,
  pragmas: readonly string[] = [],
): Promise<{ readonly database: SQLite.Database; readonly db: Database }> {
  const database = new SQLite(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  database.pragma(`cache_size = -${READER_CACHE_KIB}`);
  for (const pragma of pragmas) database.pragma(pragma);
  addSqlFunctions(database);
  if (readApplied(database) === null) await layOver(database);
  return { database, db: statementsOn(database) };
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

async function connect(file: string, readonly: boolean): Promise<Database> {
  const database = openConnection(file, readonly);
  try {
    if (readonly && readApplied(database) === null) await layOver(database);
  } catch (error) {
    database.close();
    throw error;
  }
  // From here on its statements wait by themselves, without keeping the thread.
  database.pragma('busy_timeout = 0');
  return statementsOn(database, readonly ? undefined : () => openBeside(file));
}

/** Whoever reads while another writes keeps few pages. */
function openBeside(file: string): PreparedDatabase {
  const database = openConnection(file, true);
  database.pragma(`cache_size = -${READER_CACHE_KIB}`);
  return prepareOnce(database);
}

function statementsOn(database: SQLite.Database, beside?: () => PreparedDatabase): Database {
  const dialect = new ImmediateSqliteDialect({
    database: prepareOnce(database),
    onWrite: (error) => tellWrite(db, error),
    ...(beside ? { beside } : {}),
  });
  const db: Database = new Kysely<Schema>({ dialect, plugins: [textOfBlobs] });
  return db;
}

/**
 * @returns Null when Gatehouse has never written to it.
 * @throws DatabaseUnusableError when its ids can't be told apart.
 */
function whatWasApplied(file: string): Applied | null {
  if (!existsSync(file)) return null;
  const database = new SQLite(file, { readonly: true });
  try {
    const inexact = inexactIds(database);
    if (inexact !== null) {
      throw new DatabaseUnusableError(
        `${file} can’t be worked on. Nothing was changed. ${inexact}`,
      );
    }
    return readApplied(database);
  } finally {
    database.close();
  }
}

function newer(unknown: readonly string[]): string {
  return (
    `This database was made by a newer version of Gatehouse (it knows ${unknown.join(', ')}). ` +
    'It is open read-only, so that nothing is lost. Install the newer version to change things.'
  );
}

function chosen(file: string): string {
  return (
    'You chose only to look at this database. ' +
    `Nothing is written to ${file} until that is turned off in Settings → Database.`
  );
}

function outdated(file: string): string {
  return (
    `${file} was chosen only to be looked at, but an older version of Gatehouse wrote it last, and ` +
    'this one can’t show it before it has brought it up to date. Nothing was changed. To let it, ' +
    'set "looksOnly" to false in database.json in the data folder and start again.'
  );
}

function unusable(
  file: string,
  { inPlace = false, looksOnly = false }: Opening,
  error: unknown,
): string {
  const code = error instanceof SQLite.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return (
      `${file} is damaged or is not a database. None of its data was changed. ` +
      `Put a backup in its place${inPlace ? '' : ', or move it away to start anew'}.`
    );
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return (
      `${file} is being written by another program. Tried for ${BUSY_TIMEOUT_MS / 1_000} s, ` +
      'none of its data was changed. Close that program and start again.'
    );
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    if (looksOnly) {
      return (
        `${file} can’t be looked at where it is. Nothing was changed. If it has a write-ahead log, ` +
        'SQLite writes a file beside it even to read it: check the permissions of its folder.'
      );
    }
    return (
      `${file} can’t be written. None of its data was changed. ` +
      `Check the permissions of the folder${inPlace ? '' : ', or choose another one with --data-dir'}.`
    );
  }
  return `${file} can’t be opened: ${messageOf(error)}`;
}
