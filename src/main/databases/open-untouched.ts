import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { refusedFile } from './typed-path.ts';

/**
 * The first bytes of every SQLite file, and where it says whether it has a write-ahead log
 * (https://sqlite.org/fileformat.html#the_database_header).
 */
const MAGIC = 'SQLite format 3\0';
const READ_VERSION = 19;
const WAL_VERSION = 2;
const HEADER_BYTES = 100;

/** Where a database can be read without leaving a trace beside it. */
export interface Untouched {
  readonly path: string;
  readonly hasWriteAheadLog: boolean;
  /** To be called when it is closed. */
  readonly forget: () => Promise<void>;
}

/**
 * Makes sure that reading a database makes not even a file beside it, as SQLite would for one that
 * has a write-ahead log and that nobody has open. Such a database is read in a copy: whoever writes
 * to it meanwhile makes those files first.
 *
 * @param scratch Folder for the copy.
 * @throws RefusedError beside the field `file` when it is no SQLite file.
 */
export async function untouched(file: string, scratch: string): Promise<Untouched> {
  const hasWriteAheadLog = await readHeader(file);
  if (!hasWriteAheadLog || existsSync(`${file}-shm`)) {
    return { path: file, hasWriteAheadLog, forget: async () => {} };
  }
  await mkdir(scratch, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(scratch, 'database-'));
  const forget = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, basename(file));
    await copyFile(file, path);
    if (existsSync(`${file}-wal`)) await copyFile(`${file}-wal`, `${path}-wal`);
    // Whoever has begun to write meanwhile may have done so between the two.
    if (!existsSync(`${file}-shm`)) return { path, hasWriteAheadLog, forget };
  } catch (error) {
    await forget();
    throw error;
  }
  await forget();
  return { path: file, hasWriteAheadLog, forget: async () => {} };
}

/**
 * A database that this process has open: it is there to be read. It must not be opened in any other
 * way than by SQLite, for closing it again would end the process's locks
 * (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
 */
export function openHere(file: string): Untouched {
  return { path: file, hasWriteAheadLog: existsSync(`${file}-shm`), forget: async () => {} };
}

/** @returns Whether it has a write-ahead log. */
async function readHeader(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw refusedFile(`It can’t be read (${error.code}). Check who may read ${file}.`);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    if (bytesRead === 0) {
      throw refusedFile('This file is empty. If it is the project’s, run its “migrate” first.');
    }
    if (buffer.toString('latin1', 0, MAGIC.length) !== MAGIC) {
      throw refusedFile(
        'This is no SQLite database, or an encrypted one, which can’t be read here. Name the file that the project’s DATABASES setting names.',
      );
    }
    return buffer[READ_VERSION] === WAL_VERSION;
  } finally {
    await handle.close();
  }
}
