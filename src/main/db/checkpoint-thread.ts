import { workerData } from 'node:worker_threads';

import SQLite from 'better-sqlite3';

import type { CheckpointOrder } from './checkpoints.ts';

/**
 * The thread that moves what was committed from the write-ahead log into the database file, so that
 * nobody's commit has to (https://sqlite.org/wal.html#avoiding_excessively_large_wal_files). It
 * waits for a pause, in which pages that are written again and again have to be moved once only.
 */

/** Pages in the log that are moved without waiting for a pause: 64 MiB. */
const MANY_PAGES = 16_000;
/** So many looks that find nothing to do are its last. */
const IDLE_LOOKS = 10;

interface LogState {
  /** Pages in the log, and how many of these are in the database file. */
  readonly log: number;
  readonly checkpointed: number;
}

const { file, everyMs } = workerData as CheckpointOrder;
// Not opened as the application does: all that it needs for that would take memory here too.
const database = new SQLite(file);
database.pragma('synchronous = FULL');
let before = 0;
let idle = 0;

const timer = setInterval(() => {
  const { log, checkpointed } = checkpoint('NOOP');
  const isPause = log === before;
  before = log;
  const waiting = log - checkpointed;
  if (waiting > MANY_PAGES || (waiting > 0 && isPause)) checkpoint('PASSIVE');
  idle = waiting === 0 && isPause ? idle + 1 : 0;
  if (idle < IDLE_LOOKS) return;
  clearInterval(timer);
  database.close();
}, everyMs);

function checkpoint(mode: 'NOOP' | 'PASSIVE'): LogState {
  const [state] = database.pragma(`wal_checkpoint(${mode})`) as [LogState];
  return state;
}
