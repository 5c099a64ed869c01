import SQLite from 'better-sqlite3';

import type { Failure } from '../../shared/errors.ts';

/** Says a database error in words for a person, or null when it is another kind of error. */
export function describeSqliteError(error: unknown): Failure | null {
  if (!(error instanceof SQLite.SqliteError)) return null;
  const { code } = error;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return {
      code: 'busy',
      message: 'Another program is writing to the database. Tried for 5 s, nothing was changed.',
      advice: 'Try again.',
    };
  }
  if (code.startsWith('SQLITE_READONLY')) {
    return { code: 'read-only', message: 'The database can’t be written. Nothing was changed.' };
  }
  if (code.startsWith('SQLITE_FULL')) {
    return {
      code: 'unavailable',
      message: 'The disk is full. Nothing was changed.',
      advice: 'Make room, then try again.',
    };
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return {
      code: 'unavailable',
      message: 'The database is damaged. Nothing was changed.',
      advice: 'Close Gatehouse and put a backup in its place.',
    };
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return {
      code: 'unavailable',
      message: 'The disk did not answer. Nothing was changed.',
      advice: 'Check the disk, then try again.',
    };
  }
  if (code.startsWith('SQLITE_CONSTRAINT')) {
    return {
      code: 'conflict',
      message: 'Another row stands in the way. Nothing was changed.',
      advice: 'Look again: somebody may have been faster.',
    };
  }
  return null;
}
