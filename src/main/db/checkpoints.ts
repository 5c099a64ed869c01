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
 * of their commits should have to move on.
 *
 * @param file Path of the database file, which exists.
 * @param given.everyMs How often it looks, in milliseconds.
 * @param given.onError Is told when it ended by itself; commits do the work again then.
 */
export function startCheckpoints(
  file: string,
  given: { readonly everyMs?: number; readonly onError: (error: unknown) => void },
): { stop(): Promise<void> } {
  const workerData: CheckpointOrder = { file, everyMs: given.everyMs ?? EVERY_MS };
  const worker = new Worker(THREAD, { workerData, resourceLimits: LIMITS });
  worker.unref();
  worker.on('error', given.onError);
  return {
    stop: async () => {
      await worker.terminate();
    },
  };
}
