import { closeSync, constants, fdatasync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';

import type { Database } from '../db/open-database.ts';
import {
  type CapturedRow,
  capturedRow,
  insertCaptured,
  lastCapturedId,
  type ReceivedMail,
} from './captured-rows.ts';
import { packRecord, readRecords } from './spool-record.ts';

export interface CapturedSpool {
  /**
   * Resolves once the mails are on disk. One call at a time.
   * @throws The error of the disk or the database; then none of them was taken.
   */
  write(mails: readonly ReceivedMail[]): Promise<void>;
  /** Moves into the database what is only here. */
  empty(): Promise<void>;
  /** Empties it and takes the file away. */
  close(): Promise<void>;
}

export const SPOOL_FILE = 'captured.spool';
/** Bytes after which mails wait until the database has those before them. */
const FULL_BYTES = 16 * 1024 * 1024;
/** Mails that are moved in one transaction. */
const MOVED_AT_ONCE = 50;

const synced = promisify(fdatasync);

/**
 * Where captured mails are on disk before the database has them: one file, written from the start
 * again whenever all in it was moved, so that a mail costs one write and one sync however many
 * indexes its row is in. Records bear the ids that their rows will have. After a crash those past
 * the highest id that the database ever gave are moved; a move that was cut off moved nothing.
 *
 * @param folder Where the file is; it is made when missing, readable by its owner only.
 */
export async function openCapturedSpool(folder: string, db: Database): Promise<CapturedSpool> {
  const file = join(folder, SPOOL_FILE);
  const opened = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  syncFolder(folder);
  const known = await lastCapturedId(db);
  /** What the database does not have yet. */
  const spooled = readRecords(await readFile(file)).filter(({ id }) => id > known);
  await moveAll();
  let lastId = await lastCapturedId(db);
  let end = 0;
  let moving: Promise<void> = Promise.resolve();

  async function write(mails: readonly ReceivedMail[]): Promise<void> {
    if (end > FULL_BYTES) await empty();
    if (spooled.length === 0) end = 0;
    const rows = mails.map((mail, place) => ({
      ...capturedRow(mail, null),
      id: lastId + 1 + place,
    }));
    const bytes = Buffer.concat(rows.flatMap(packRecord));
    writeWhole(bytes, end);
    await synced(opened);
    end += bytes.length;
    lastId += rows.length;
    spooled.push(...rows);
  }

  function writeWhole(bytes: Buffer, position: number): void {
    for (let written = 0; written < bytes.length;) {
      written += writeSync(opened, bytes, written, bytes.length - written, position + written);
    }
  }

  function empty(): Promise<void> {
    moving = moving.then(moveAll, moveAll);
    return moving;
  }

  async function moveAll(): Promise<void> {
    while (spooled.length > 0) {
      const rows: readonly CapturedRow[] = spooled.slice(0, MOVED_AT_ONCE);
      await insertCaptured(db, rows);
      spooled.splice(0, rows.length);
      await setImmediate();
    }
  }

  return {
    write,
    empty,
    async close() {
      try {
        await empty();
        rmSync(file);
      } finally {
        closeSync(opened);
      }
    },
  };
}

/** Makes a new file's name last; Windows does so by itself. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  fsyncSync(opened);
  closeSync(opened);
}
