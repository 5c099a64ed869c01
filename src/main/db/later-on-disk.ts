import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

import { sql, type Kysely, type Transaction } from 'kysely';

import { CACHE_KIB, type Database } from './open-database.ts';
import type { Schema } from './schema.ts';

/**
 * What a part of a long work changes fits in, in KiB: else pages are written before the commit and
 * read again, and those of indexes are read anew for each part.
 */
const LONG_WORK_CACHE_KIB = 64_000;

/**
 * Runs a part of a long work in a transaction that is whole once committed but does not wait for
 * the disk (https://sqlite.org/pragma.html#pragma_synchronous): a power cut may take the last parts
 * back, never one in the middle. `putOnDisk` at the end makes all of it last, and so does every
 * other commit meanwhile.
 *
 * @throws Whatever the work throws; then nothing of this part has happened.
 */
export function committedEarly<Value>(
  db: Database,
  work: (transaction: Transaction<Schema>) => Promise<Value>,
): Promise<Value> {
  return db.connection().execute(async (connection) => {
    await keepPages(connection, LONG_WORK_CACHE_KIB);
    // For taking a statement back SQLite copies the pages that it changes: a file would be slower.
    await sql`PRAGMA temp_store = MEMORY`.execute(connection);
    return withoutSync(connection, work);
  });
}

/**
 * The same for a short work, of which many follow each other. It lasts once `syncLog` has resolved
 * that was called after it.
 *
 * @throws Whatever the work throws; then nothing of it has happened.
 */
export function committedUnsynced<Value>(
  db: Database,
  work: (transaction: Transaction<Schema>) => Promise<Value>,
): Promise<Value> {
  return db.connection().execute((connection) => withoutSync(connection, work));
}

async function withoutSync<Value>(
  connection: Kysely<Schema>,
  work: (transaction: Transaction<Schema>) => Promise<Value>,
): Promise<Value> {
  await sql`PRAGMA synchronous = NORMAL`.execute(connection);
  try {
    return await connection.transaction().execute(work);
  } finally {
    await sql`PRAGMA synchronous = FULL`.execute(connection);
  }
}

/**
 * Waits until everything committed so far is on disk, and lets go of the memory of a long work;
 * others are served meanwhile. What has left the write-ahead log was synced before
 * (https://sqlite.org/wal.html).
 */
export async function putOnDisk(db: Database): Promise<void> {
  await keepPages(db, CACHE_KIB);
  await sql`PRAGMA temp_store = DEFAULT`.execute(db);
  await syncLog(await logFileOf(db));
}

/** The path of a database's write-ahead log. */
export async function logFileOf(db: Database): Promise<string> {
  const { rows } = await sql<{ file: string }>`
    SELECT file FROM pragma_database_list WHERE name = 'main'`.execute(db);
  return `${rows[0]?.file ?? ''}-wal`;
}

/** Waits until all of a write-ahead log is on disk; nothing else waits meanwhile. */
export async function syncLog(file: string): Promise<void> {
  const log = openSync(file, 'r+');
  try {
    await promisify(fdatasync)(log);
  } finally {
    closeSync(log);
  }
}

async function keepPages(db: Database, kib: number): Promise<void> {
  await sql`PRAGMA cache_size = ${sql.lit(-kib)}`.execute(db);
}
