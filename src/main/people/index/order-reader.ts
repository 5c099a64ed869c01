import { Worker } from 'node:worker_threads';

import { threadEntry } from '../../thread-entry.ts';
import type { StoredColumn } from '../sql-order.ts';

/** What the thread that sorts is given. */
export interface OrderTask {
  readonly task: 'orders';
  readonly file: string;
  readonly columns: readonly StoredColumn[];
  /** Not 0 once nobody wants the orders any more: the thread then ends by itself. */
  readonly stop: Int32Array;
}

/** An order it has made: everybody's ids, ascending. */
export interface MadeOrder {
  readonly column: StoredColumn;
  readonly ids: Float64Array<ArrayBuffer>;
}

/** The thread's entry lies beside the file that this is in, as a source and as it is built. */
const SOURCE = import.meta.url.endsWith('/order-reader.ts')
  ? '../people-thread'
  : './people-thread';
export const PEOPLE_THREAD = threadEntry(SOURCE, import.meta.url);

/**
 * Lets a thread of its own sort everybody by each of the columns: one sort takes a second. Ended
 * by `stop`, and never by force, which SQLite might be in the middle of.
 */
export async function readAllOrders(
  given: Omit<OrderTask, 'task'>,
  put: (column: StoredColumn, ids: MadeOrder['ids']) => Promise<void>,
): Promise<void> {
  const workerData: OrderTask = { task: 'orders', ...given };
  const worker = new Worker(PEOPLE_THREAD, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 },
  });
  const puts: Promise<void>[] = [];
  await new Promise<void>((resolve, reject) => {
    worker.on('message', ({ column, ids }: MadeOrder) => puts.push(put(column, ids)));
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
  await Promise.all(puts);
}
