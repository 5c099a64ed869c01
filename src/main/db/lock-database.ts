import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import SQLite from 'better-sqlite3';

import { ownDatabase } from './chosen-database.ts';
import { holdLock, lockFileIn } from './lock-data-directory.ts';
import { DatabaseUnusableError } from './open-database.ts';

/**
 * Makes sure that one Gatehouse at a time writes to a database that lies outside of its data folder.
 * Other programs, such as its site, are not kept out.
 *
 * @returns A function that lets go. @throws DatabaseUnusableError
 */
export function lockDatabase(file: string): () => void {
  const lock = lockOf(file);
  // Who may read the database may know that it is worked on.
  const refusal = (isOpen: boolean, cause: unknown): Error => {
    const why = isOpen
      ? `Another Gatehouse works on ${file}. Close it first.`
      : `The lock ${lock} can’t be written: another user has left it, or its folder may not be written. Check the permissions, or only look at the database.`;
    return new DatabaseUnusableError(why, { cause });
  };
  return holdLock(lock, refusal, statSync(file).mode & 0o666);
}

/**
 * Whether a Gatehouse works on a database, without writing anything.
 * @throws DatabaseUnusableError when the lock can't be read, so that it is not known.
 */
export function isDatabaseLocked(file: string): boolean {
  const lock = lockOf(file);
  if (!existsSync(lock)) return false;
  let database: SQLite.Database | undefined;
  try {
    database = new SQLite(lock, { readonly: true, timeout: 0 });
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return true;
    const why = `Whether another Gatehouse works on it is not known, because the lock ${lock} can’t be read: another user has left it. Let yourself read it, or remove it when no Gatehouse is open on this database.`;
    throw new DatabaseUnusableError(why, { cause: error });
  } finally {
    database?.close();
  }
}

/** A database in some data folder has that folder's lock. */
function lockOf(file: string): string {
  const real = realpathSync.native(file);
  const folder = dirname(real);
  return real === ownDatabase(folder) ? lockFileIn(folder) : `${real}.gatehouse.lock`;
}
