import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';

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
  return holdLock(join(directory, 'gatehouse.lock'), (isOpen, cause) => {
    const why = isOpen
      ? `Gatehouse is already open on ${directory}. Use that window, or choose another folder with --data-dir.`
      : `The data folder ${directory} can’t be written. Check its permissions, or choose another one with --data-dir.`;
    return new DataDirectoryError(why, { cause, isOpen });
  });
}

/**
 * Takes a lock that is a small file, which stays; the lock ends with the process.
 *
 * @param refusal The error to throw: whether another process has it, else the file can't be written.
 * @param mode Who may read and write a lock that this user has made.
 * @returns A function that lets go.
 */
export function holdLock(
  file: string,
  refusal: (isOpen: boolean, cause: unknown) => Error,
  mode = 0o600,
): () => void {
  let database: SQLite.Database | undefined;
  try {
    database = new SQLite(file, { timeout: 0 });
    if (statSync(file).uid === process.getuid?.()) chmodSync(file, mode);
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
