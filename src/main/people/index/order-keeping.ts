import { readAllOrders } from './order-reader.ts';
import { type Orders, STORED_COLUMNS } from './orders.ts';
import type { StoredColumn } from '../sql-order.ts';

/** So long after the last change orders are made anew: during an act on many they'd be old again. */
const MEND_AFTER_MS = 2_000;

/** Sees to it that there is an order by each stored column, made on a thread beside the index's. */
export interface OrderKeeping {
  /** Makes all of them. @param built Settles once the index knows everybody. */
  makeAll(built: Promise<void>): Promise<void>;
  /** Settles once an order is at hand; one that nobody is making is begun. */
  whenMade(column: StoredColumn): Promise<void>;
  /** Orders of which too much has changed are made anew, once changes pause. */
  mendLater(): void;
  /** Settles once no thread reads the database any more. */
  close(): Promise<void>;
}

/**
 * @param given.isBuilt Whether the index knows everybody: nothing is mended before.
 * @param given.onMade An order has been put to the others.
 * @param given.fail Hears why an order that nobody waits for could not be made.
 */
export function createOrderKeeping(given: {
  readonly file: string;
  readonly orders: Orders;
  readonly isBuilt: () => boolean;
  readonly onMade: () => void;
  readonly fail: (error: unknown) => void;
}): OrderKeeping {
  const { file, orders, fail } = given;
  const waiting = new Map<StoredColumn, PromiseWithResolvers<void>>();
  const readings = new Set<Promise<void>>();
  /** Told to the threads that sort. */
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const isStopped = (): boolean => Atomics.load(stop, 0) !== 0;
  let mending: NodeJS.Timeout | undefined;

  async function make(
    columns: readonly StoredColumn[],
    built: Promise<void> = Promise.resolve(),
  ): Promise<void> {
    const again: StoredColumn[] = [];
    for (const column of columns) orders.expect(column);
    const reading = readAllOrders({ file, columns, stop }, async (column, ids) => {
      await built;
      if (isStopped()) return;
      const isTaken = orders.put(column, ids);
      ids.buffer.resize(0);
      if (!isTaken) {
        again.push(column);
        return;
      }
      waiting.get(column)?.resolve();
      waiting.delete(column);
      given.onMade();
    });
    readings.add(reading);
    await reading.finally(() => readings.delete(reading));
    if (again.length > 0 && !isStopped()) await make(again, built);
  }

  function mend(): void {
    if (!given.isBuilt()) return;
    const columns = STORED_COLUMNS.filter(
      (column) => !orders.has(column) && !orders.isExpected(column),
    );
    if (columns.length > 0) make(columns).catch(fail);
  }

  return {
    makeAll: (built) => make(STORED_COLUMNS, built),
    whenMade(column) {
      const known = waiting.get(column);
      if (known) return known.promise;
      const made = Promise.withResolvers<void>();
      waiting.set(column, made);
      if (!orders.isExpected(column)) make([column]).catch(fail);
      return made.promise;
    },
    mendLater() {
      clearTimeout(mending);
      mending = setTimeout(mend, MEND_AFTER_MS);
    },
    async close() {
      clearTimeout(mending);
      Atomics.store(stop, 0, 1);
      await Promise.allSettled(readings);
    },
  };
}
