import type { StoredColumn } from '../sql-order.ts';

/**
 * Work in slices: it may be left for another between any two. What is given out is to be waited
 * for: a promise, or the order by a column.
 */
export type Slices<Value> = Generator<Promise<unknown> | StoredColumn | undefined, Value>;
