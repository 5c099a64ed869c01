import { open } from 'node:fs/promises';

import { sql, type Transaction } from 'kysely';

import type { Database } from './open-database.ts';
import type { Schema } from './schema.ts';

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
    await sql`PRAGMA synchronous = NORMAL`.execute(connection);
    try {
      return await connection.transaction().execute(work);
    } finally {
      await sql`PRAGMA synchronous = FULL`.execute(connection);
    }
  });
}

/**
 * Waits until everything committed so far is on disk; others are served meanwhile. What has left
 * the write-ahead log was synced before (https://sqlite.org/wal.html).
 */
export async function putOnDisk(db: Database): Promise<void> {
  const { rows } = await sql<{ file: string }>`
    SELECT file FROM pragma_database_list WHERE name = 'main'`.execute(db);
  const log = await open(`${rows[0]?.file ?? ''}-wal`, 'r+');
  try {
    await log.datasync();
  } finally {
    await log.close();
  }
}
