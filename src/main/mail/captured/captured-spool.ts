import { closeSync, constants, fdatasync, openSync, readSync, rmSync, writevSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';

import type { Database } from '../../db/open-database.ts';
import { syncFolder } from '../../db/write-durably.ts';
import { capturedRow, insertCaptured, lastCapturedId, type ReceivedMail } from './captured-rows.ts';
import { packRecord, readRecords, type SpooledRecord } from './spool-record.ts';

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
  /** Up to where the database has what is written, and up to where there is something. */
  let moved = 0;
  let end = 0;
  let moving: Promise<void> = Promise.resolve();
  const known = await lastCapturedId(db);
  await move(readRecords(await readFile(file)).filter(({ row }) => row.id > known));
  moved = 0;
  let lastId = await lastCapturedId(db);

  async function write(mails: readonly ReceivedMail[]): Promise<void> {
    if (end > FULL_BYTES) await empty();
    if (moved === end) moved = end = 0;
    const pieces = mails.flatMap((mail, place) => {
      return packRecord({ ...capturedRow(mail), id: lastId + 1 + place });
    });
    const length = writeWhole(pieces, end);
    await synced(opened);
    end += length;
    lastId += mails.length;
  }

  function writeWhole(pieces: readonly Buffer[], position: number): number {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const written = writevSync(opened, pieces, position);
    // A disk that is full takes a part, and refuses the rest.
    if (written < length) writeWhole([Buffer.concat(pieces).subarray(written)], position + written);
    return length;
  }

  function empty(): Promise<void> {
    moving = moving.then(moveWritten, moveWritten);
    return moving;
  }

  async function moveWritten(): Promise<void> {
    const bytes = Buffer.allocUnsafe(end - moved);
    readSync(opened, bytes, 0, bytes.length, moved);
    const records = readRecords(bytes);
    await move(records);
    const read = records.reduce((sum, { size }) => sum + size, 0);
    if (read < bytes.length) throw new Error(`${file} does not hold what was written to it.`);
  }

  async function move(records: readonly SpooledRecord[]): Promise<void> {
    for (let start = 0; start < records.length; start += MOVED_AT_ONCE) {
      const some = records.slice(start, start + MOVED_AT_ONCE);
      await insertCaptured(
        db,
        some.map(({ row }) => row),
      );
      for (const { size } of some) moved += size;
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
