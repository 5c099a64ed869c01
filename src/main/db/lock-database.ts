import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import SQLite from 'better-sqlite3';

import { holdLock } from './lock-data-directory.ts';
import { DatabaseUnusableError } from './open-database.ts';

/**
 * Makes sure that one Gatehouse at a time writes to a database that lies outside of its data folder.
 * Other programs, such as its site, are not kept out.
 *
 * @returns A function that lets go. @throws DatabaseUnusableError
 */
export function lockDatabase(file: string): () => void {
  return holdLock(lockOf(file), (isOpen, cause) => {
    const why = isOpen
      ? `Another Gatehouse works on ${file}. Close it, or only look at the database here.`
      : `The folder of ${file} can’t be written. Check its permissions, or only look at the database.`;
    return new DatabaseUnusableError(why, { cause });
  });
}

/** Whether a Gatehouse works on a database, without writing anything. */
export function isDatabaseLocked(file: string): boolean {
  const lock = lockOf(file);
  if (!existsSync(lock)) return false;
  const database = new SQLite(lock, { readonly: true, timeout: 0 });
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return true;
    throw error;
  } finally {
    database.close();
  }
}

/** A database in some data folder has that folder's lock. */
function lockOf(file: string): string {
  const real = realpathSync.native(file);
  return basename(real) === 'gatehouse.sqlite3'
    ? join(dirname(real), 'gatehouse.lock')
    : `${real}.gatehouse.lock`;
}
