import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';

/** Failures that cost nothing; from the next on, each waits twice as long as the one before. */
const FREE_FAILURES = 4;
const FIRST_DELAY_MS = 2_000;
/** The owner can always come back: no delay is longer than this. */
const MAX_DELAY_MS = 5 * 60_000;

/**
 * Slows guessing down: after five wrong passwords each further try has to wait, longer each time.
 * The counters are in the database, so a restart does not reset them.
 */
export interface Throttle {
  /** Milliseconds to wait before the next try; 0 when none. */
  delay(name: string): Promise<number>;
  /** @returns The delay that now holds, in milliseconds. */
  failed(name: string): Promise<number>;
  succeeded(name: string): Promise<void>;
}

/** @param now The clock. */
export function createThrottle(db: Database, now: () => Date): Throttle {
  const read = (name: string) =>
    db.selectFrom('gatehouse_throttle').selectAll().where('name', '=', name).executeTakeFirst();
  return {
    delay: async (name) => {
      const row = await read(name);
      const until = parseDjangoDatetime(row?.blocked_until ?? null);
      return until ? Math.max(0, until.getTime() - now().getTime()) : 0;
    },
    failed: async (name) => {
      const failures = ((await read(name))?.failures ?? 0) + 1;
      const delay = delayAfter(failures);
      const blocked_until = toDjangoDatetime(new Date(now().getTime() + delay));
      await db
        .insertInto('gatehouse_throttle')
        .values({ name, failures, blocked_until })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ failures, blocked_until }))
        .execute();
      return delay;
    },
    succeeded: async (name) => {
      await db.deleteFrom('gatehouse_throttle').where('name', '=', name).execute();
    },
  };
}

function delayAfter(failures: number): number {
  if (failures <= FREE_FAILURES) return 0;
  return Math.min(FIRST_DELAY_MS * 2 ** (failures - FREE_FAILURES - 1), MAX_DELAY_MS);
}
