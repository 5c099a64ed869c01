import { parentPort, workerData } from 'node:worker_threads';

import { openConnection } from '../db/open-database.ts';
import { INSERT_CAPTURED } from './captured-rows.ts';
import type { CapturedAnswer, CapturedBatch } from './captured-writer.ts';

/** The thread that writes captured mails: each message is a transaction, synced before its answer. */

if (!parentPort) throw new TypeError('This is the entry of a thread.');
const port = parentPort;
const database = openConnection(workerData as string);
const insert = database.prepare(INSERT_CAPTURED);

const insertAll = database.transaction(({ rows, bytes }: CapturedBatch): void => {
  let start = 0;
  for (const { values, length } of rows) {
    insert.run(...values, Buffer.from(bytes, start, length));
    start += length;
  }
});

port.on('message', (batch: CapturedBatch) => {
  let answer: CapturedAnswer = null;
  try {
    insertAll.immediate(batch);
  } catch (error) {
    answer = error instanceof Error ? error : new Error(String(error));
  }
  port.postMessage(answer);
});
