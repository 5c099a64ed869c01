import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

import { capturedValues, type ReceivedMail } from './captured-rows.ts';

/** Mails as they cross to the writing thread: the bytes of all in one piece, which is handed over. */
export interface CapturedBatch {
  readonly rows: readonly {
    readonly values: readonly (string | number | null)[];
    /** Of its bytes. */
    readonly length: number;
  }[];
  readonly bytes: ArrayBuffer;
}

/** What became of a batch: why it could not be written, or null once it is on disk. */
export type CapturedAnswer = Error | null;

export interface CapturedWriter {
  /**
   * Resolves once the mails are on disk. One batch at a time.
   * @throws The database's error; then none of them is.
   */
  write(mails: readonly ReceivedMail[]): Promise<void>;
  stop(): Promise<void>;
}

/** Sources and built files lie side by side, each with their own ending. */
const THREAD = new URL(`captured-thread${extname(import.meta.url)}`, import.meta.url);

/**
 * Writes captured mails in a thread and over a connection of its own: a sync to disk holds its
 * thread up, and here others go on meanwhile. What arrives in that time makes the next batch.
 *
 * @param file Path of the database file, which exists.
 */
export function createCapturedWriter(file: string): CapturedWriter {
  let started: Worker | undefined;

  function start(): Worker {
    const worker = new Worker(THREAD, { workerData: file });
    worker.once('exit', () => {
      started = undefined;
    });
    return worker;
  }

  async function write(mails: readonly ReceivedMail[]): Promise<void> {
    const worker = (started ??= start());
    const batch = packed(mails);
    worker.postMessage(batch, [batch.bytes]);
    const [failure] = (await once(worker, 'message')) as [CapturedAnswer];
    if (failure) throw failure;
  }

  return {
    write,
    stop: async () => {
      await started?.terminate();
    },
  };
}

function packed(mails: readonly ReceivedMail[]): CapturedBatch {
  const bytes = new Uint8Array(mails.reduce((sum, { raw }) => sum + raw.byteLength, 0));
  let end = 0;
  const rows = mails.map((mail) => {
    bytes.set(mail.raw, end);
    end += mail.raw.byteLength;
    return { values: capturedValues(mail), length: mail.raw.byteLength };
  });
  return { rows, bytes: bytes.buffer };
}
