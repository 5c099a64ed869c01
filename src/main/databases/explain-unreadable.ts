import SQLite from 'better-sqlite3';

import { messageOf } from '../../shared/message-of.ts';
import { RefusedError } from '../../shared/errors.ts';
import { DatabaseUnusableError } from '../db/open-database.ts';
import { refusedFile } from './typed-path.ts';

/** What stands in the way, by how SQLite's code begins. */
const CAUSES: readonly (readonly [codes: RegExp, words: string])[] = [
  [/^SQLITE_(CORRUPT|NOTADB)/, 'It is damaged, or encrypted. Put a backup in its place.'],
  [/^SQLITE_(BUSY|LOCKED)/, 'Another program is writing to it. Try again in a moment.'],
  [
    /^SQLITE_(READONLY|CANTOPEN)/,
    'It can’t be read: a program has left it in the middle of a write, or its folder may not be read. Start its site once, which repairs it, or check the permissions.',
  ],
  [/^SQLITE_FULL/, 'The disk is full. Make room on it, then try again.'],
  [/^SQLITE_IOERR/, 'The disk did not answer. Check the disk, then try again.'],
];

const NOT_PERMITTED =
  'It can’t be read or copied: a file beside it, or a folder, may not be used. Check the permissions.';
/** What stands in the way, by the system's code. */
const SYSTEM_CAUSES: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Make room on it, then try again.',
  EACCES: NOT_PERMITTED,
  EPERM: NOT_PERMITTED,
  ENOENT: 'It, or a file beside it, has just gone. Check the path, then try again.',
};

/**
 * Does something with a database that a person has named.
 * @throws RefusedError beside the field `file` with why it can't be opened, or what is none of that.
 */
export async function explained<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw explainUnreadable(error);
  }
}

function explainUnreadable(error: unknown): unknown {
  if (error instanceof RefusedError) return error;
  if (error instanceof DatabaseUnusableError) return refusedFile(error.message);
  if (error instanceof SQLite.SqliteError) {
    const words = CAUSES.find(([codes]) => codes.test(error.code))?.[1];
    return refusedFile(words ?? `It can’t be used: ${messageOf(error)}.`);
  }
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error;
  const code = String(error.code);
  const words = SYSTEM_CAUSES[code] ?? `It can’t be read or copied: the system refused (${code}).`;
  return refusedFile('path' in error ? `${words} The file is ${String(error.path)}.` : words);
}
