import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

import { threadEntry } from '../thread-entry.ts';

/** What the thread of checkpoints is given. */
export interface CheckpointOrder {
  readonly file: string;
  readonly everyMs: number;
}

const THREAD = threadEntry('./checkpoint-thread', import.meta.url);
const EVERY_MS = 1_000;
/** It keeps nothing. */
const LIMITS = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 };

/**
 * Keeps the write-ahead log short in a thread of its own: acts on many write more into it than one
 * of their commits should have to move on. The thread ends when all is moved, and starts again when
 * the log is written to.
 *
 * @param file Path of the database file, which exists.
 * @param given.everyMs How often it looks, in milliseconds.
 * @param given.onError Is told when it ended by itself; commits do the work again then.
 */
export function startCheckpoints(
  file: string,
  given: { readonly everyMs?: number; readonly onError: (error: unknown) => void },
): { stop(): Promise<void> } {
  const everyMs = given.everyMs ?? EVERY_MS;
  const workerData: CheckpointOrder = { file, everyMs };
  let worker: Worker | undefined;
  /** When the log was last written to, as far as is known. */
  let written: number | undefined;

  function start(): void {
    const started = new Worker(THREAD, { workerData, resourceLimits: LIMITS });
    started.unref();
    started.on('error', (error) => {
      clearInterval(timer);
      given.onError(error);
    });
    started.once('exit', () => (worker = undefined));
    worker = started;
  }

  async function look(): Promise<void> {
    // What is written while it works is looked at once it rests.
    if (worker !== undefined) return;
    const before = written;
    written = await stat(`${file}-wal`).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (worker === undefined && written !== undefined && written !== before && !isStopped) start();
  }

  let isStopped = false;
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return {
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await worker?.terminate();
    },
  };
}
