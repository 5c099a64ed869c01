import SQLite from 'better-sqlite3';

import type { Failure } from '../../shared/errors.ts';

/** How long a statement waits for another process's write lock, in milliseconds. */
export const BUSY_TIMEOUT_MS = 5_000;

/** What the database’s errors mean for a person, by how SQLite’s code begins. */
const CAUSES: readonly (readonly [codes: RegExp, failure: Failure])[] = [
  [
    /^SQLITE_(BUSY|LOCKED)/,
    {
      code: 'busy',
      message: `Another program is writing to the database. Tried for ${BUSY_TIMEOUT_MS / 1_000} s.`,
      advice: 'Try again.',
    },
  ],
  [/^SQLITE_READONLY/, { code: 'read-only', message: 'The database can’t be written.' }],
  [
    /^SQLITE_FULL/,
    {
      code: 'unavailable',
      message: 'The disk is full.',
      advice: 'Make room, then try again.',
    },
  ],
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    {
      code: 'unavailable',
      message: 'The database is damaged.',
      advice: 'Close Gatehouse and put a backup in its place.',
    },
  ],
  [
    /^SQLITE_IOERR/,
    {
      code: 'unavailable',
      message: 'The disk did not answer.',
      advice: 'Check the disk, then try again.',
    },
  ],
  [
    /^SQLITE_CONSTRAINT/,
    {
      code: 'conflict',
      message: 'Another row stands in the way.',
      advice: 'Look again: somebody may have been faster.',
    },
  ],
];

/**
 * Says a database error in words for a person: its cause and what to do. What came of it only the
 * caller knows.
 * @returns Null when it is another kind of error.
 */
export function describeSqliteError(error: unknown): Failure | null {
  if (!(error instanceof SQLite.SqliteError)) return null;
  const { code } = error;
  return CAUSES.find(([codes]) => codes.test(code))?.[1] ?? null;
}

/**
 * Whether only a write ends with this error, which is taken back as a whole then.
 * @returns False for what a read may meet too, or what is no error of the database.
 */
export function isOfWrite(error: unknown): boolean {
  return (
    error instanceof SQLite.SqliteError &&
    /^SQLITE_(BUSY|LOCKED|READONLY|FULL|CONSTRAINT)/.test(error.code)
  );
}
