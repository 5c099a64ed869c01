import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

import SQLite from 'better-sqlite3';

import type { DatabaseState } from '../../shared/contract/database.ts';
import { invalidFields, RefusedError } from '../../shared/errors.ts';
import type { ChosenDatabase } from '../db/chosen-database.ts';
import { BUSY_TIMEOUT_MS } from '../db/sqlite-error.ts';
import type { Job, Jobs } from '../operations/jobs.ts';
import { readTypedPath } from './typed-path.ts';

/** Pages that are copied at once: some milliseconds, in which nothing else is done. */
const PAGES_AT_ONCE = 2_000;
const COPY = /-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}\.sqlite3$/;

type Copy = DatabaseState['copies'][number];

/** Where copies lie unless another folder is named. */
export function copyFolderIn(dataDirectory: string): string {
  return join(dataDirectory, 'copies');
}

/**
 * Copies a database as it is at one moment, while others may work on it
 * (https://sqlite.org/backup.html). It gets its name when it is whole, and only its owner may read it.
 *
 * @param given.folder Made when missing; the copy is named with the date in UTC.
 * @throws SQLite's error, or that of the disk, or RefusedError when it was stopped; then there is no copy.
 */
export async function copyDatabase(
  file: string,
  given: { readonly folder: string; readonly now: () => Date; readonly jobs: Jobs },
): Promise<Copy> {
  const { folder, jobs } = given;
  const at = given.now();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stamp = at.toISOString().slice(0, -1).replaceAll(/[:.]/g, '-');
  const target = join(folder, `${basename(file, extname(file))}-${stamp}.sqlite3`);
  const unfinished = `${target}.part`;
  const source = new SQLite(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  let job: Job | undefined;
  try {
    // Else each write of others begins the copy anew. Without a write-ahead log they would have to wait
    // all the time, so there it is copied faster each time that it began anew.
    if (source.pragma('journal_mode', { simple: true }) === 'wal') source.exec('BEGIN');
    const pages = source.pragma('page_count', { simple: true }) as number;
    job = jobs.start({ title: 'Copying the database', total: pages, cancellable: true });
    await (await open(unfinished, 'wx', 0o600)).close();
    const { totalPages } = await source.backup(unfinished, { progress: createPace(job) });
    // The driver takes a database that stays locked for an empty one.
    if (totalPages === 0) throw new SQLite.SqliteError('database is locked', 'SQLITE_BUSY');
    leaveAlone(unfinished);
    await rename(unfinished, target);
  } finally {
    job?.end();
    source.close();
    await rm(unfinished, { force: true });
  }
  const { size } = await stat(target);
  return { file: target, size, at: at.toISOString() };
}

/**
 * Copies the database that is open.
 * @param typed A folder as a person types it; empty for the one in the data folder.
 * @throws RefusedError beside the field `folder`.
 */
export async function copyTo(
  typed: string,
  given: {
    readonly chosen: ChosenDatabase;
    readonly dataDirectory: string;
    readonly now: () => Date;
    readonly jobs: Jobs;
  },
): Promise<Copy> {
  const folder = typed.trim() === '' ? copyFolderIn(given.dataDirectory) : readTypedPath(typed);
  if (folder === null) {
    throw invalidFields({ folder: ['Enter the whole path of a folder, such as ~/backups.'] });
  }
  try {
    return await copyDatabase(given.chosen.file, { ...given, folder });
  } catch (error) {
    if (!isOfFolder(error)) throw error;
    const words = `The copy can’t be written there (${String(error.code)}). Check the folder, or name another one.`;
    throw invalidFields({ folder: [words] });
  }
}

/** Whether the place of a copy is in the way, and not what is copied. */
function isOfFolder(error: unknown): error is Error & { readonly code: unknown } {
  if (error instanceof SQLite.SqliteError) {
    return /^SQLITE_(FULL|CANTOPEN|READONLY)/.test(error.code);
  }
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** The copies in a folder, the newest first; none where it can't be read. */
export async function listCopies(folder: string): Promise<Copy[]> {
  const names = await readdir(folder).catch(() => []);
  const copies = await Promise.all(
    names
      .filter((name) => COPY.test(name))
      .map(async (name): Promise<Copy[]> => {
        const file = join(folder, name);
        const found = await stat(file).catch(() => null);
        return found ? [{ file, size: found.size, at: found.mtime.toISOString() }] : [];
      }),
  );
  return copies.flat().toSorted((one, other) => other.at.localeCompare(one.at));
}

/** Says how many pages come next: ten times as many whenever a write of others began the copy anew. */
function createPace(job: Job): (progress: SQLite.BackupMetadata) => number {
  let pages = PAGES_AT_ONCE;
  let least = Infinity;
  return ({ totalPages, remainingPages }) => {
    if (job.isCancelled) {
      throw new RefusedError({
        code: 'conflict',
        message: 'The copy was stopped. There is none, and nothing else was changed.',
      });
    }
    job.advance(totalPages - remainingPages);
    if (remainingPages >= least) pages *= 10;
    least = remainingPages;
    return pages;
  };
}

/** Without a log of its own, a copy is one file. */
function leaveAlone(file: string): void {
  const database = new SQLite(file);
  try {
    database.pragma('journal_mode = DELETE');
  } finally {
    database.close();
  }
}
