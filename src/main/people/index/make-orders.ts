import { sql } from 'kysely';

import { joinReissued, reissuedKeys } from '../../accounts/registration-window.ts';
import { openReader } from '../../db/open-database.ts';
import { STORED_ORDERS } from '../sql-order.ts';
import { passingIds } from './own-pages.ts';
import type { MadeOrder, OrderTask } from './order-reader.ts';

/** How many pages SQLite sorts with before it writes to disk, in KiB. */
const SORT_CACHE_KIB = 2_048;

/** After so many rows it looks whether it is to stop. */
const LOOKED_EVERY = 10_000;

/** Sorts everybody by each column with SQLite itself, so that its order is the same everywhere. */
export async function makeOrders(
  { file, columns, stop }: OrderTask,
  made: (order: MadeOrder) => void,
): Promise<void> {
  const { database, db } = await openReader(file, [
    `cache_size = -${SORT_CACHE_KIB}`,
    'temp_store = FILE',
  ]);
  const count = database.prepare('SELECT count(*) FROM auth_user').pluck();
  const isStopped = (): boolean => Atomics.load(stop, 0) !== 0;
  for (const column of columns) {
    if (isStopped()) break;
    const reissued = column === 'expiresAt' ? joinReissued(await reissuedKeys(db)) : sql``;
    const order = sql.join([...STORED_ORDERS[column], sql`auth_user.id`]);
    const query = sql<{
      id: number;
    }>`SELECT auth_user.id FROM auth_user ${reissued} ORDER BY ${order}`;
    const { sql: text, parameters } = query.compile(db);
    const sorted = database.prepare(text).pluck();
    // Counted and sorted in one transaction: the room is exactly as large as it has to be.
    const ids = database.transaction(() => {
      const all = passingIds(Number(count.get()));
      let size = 0;
      for (const id of sorted.iterate(...parameters)) {
        if (size % LOOKED_EVERY === 0 && isStopped()) break;
        all[size] = id as number;
        size += 1;
      }
      return all;
    })();
    if (!isStopped()) made({ column, ids });
  }
  await db.destroy();
}
