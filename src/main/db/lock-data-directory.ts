import { closeSync, fchmodSync, lstatSync, openSync } from 'node:fs';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';

import { codeOf } from '../../shared/code-of.ts';

/** The data folder can’t be used; the message says why, in words for a person. */
export class DataDirectoryError extends Error {
  override readonly name = 'DataDirectoryError';
  /** Another process works on it. */
  readonly isOpen: boolean;

  constructor(message: string, options: ErrorOptions & { readonly isOpen: boolean }) {
    super(message, options);
    this.isOpen = options.isOpen;
  }
}

/**
 * Makes sure that one process at a time works on a data folder, because two would send mail twice.
 * The lock is SQLite's own on a small file: it ends with the process, however that ends.
 *
 * @returns A function that lets go. @throws DataDirectoryError
 */
export function lockDataDirectory(directory: string): () => void {
  return holdLock(lockFileIn(directory), (isOpen, cause) => {
    const why = isOpen
      ? `Gatehouse is already open on ${directory}. Use that window, or choose another folder with --data-dir.`
      : `The data folder ${directory} can’t be written. Check its permissions, or choose another one with --data-dir.`;
    return new DataDirectoryError(why, { cause, isOpen });
  });
}

/** The lock of a data folder, and so of the database that is in it. */
export function lockFileIn(directory: string): string {
  return join(directory, 'gatehouse.lock');
}

/**
 * Takes a lock that is a small file, which stays; the lock ends with the process.
 *
 * @param refusal The error to throw: whether another process has it, else the file can't be written.
 * @param mode Who may read and write the lock when it is made.
 * @returns A function that lets go.
 */
export function holdLock(
  file: string,
  refusal: (isOpen: boolean, cause: unknown) => Error,
  mode = 0o600,
): () => void {
  let database: SQLite.Database | undefined;
  try {
    makeLock(file, mode);
    database = new SQLite(file, { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
    const held = database;
    return () => {
      held.close();
    };
  } catch (error) {
    database?.close();
    const isBusy = error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY');
    throw refusal(isBusy, error);
  }
}

/** What is there stays as it is, and a link is none: others could lay one to a file that is private. */
function makeLock(file: string, mode: number): void {
  try {
    const made = openSync(file, 'wx', mode);
    fchmodSync(made, mode);
    closeSync(made);
  } catch (error) {
    const isThere = codeOf(error) === 'EEXIST';
    if (!isThere || !lstatSync(file).isFile()) throw error;
  }
}
