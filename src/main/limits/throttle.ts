import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';

/** How a throttle counts. */
export interface ThrottleRule {
  /** Failures that cost nothing; from the next on, each waits twice as long as the one before. */
  readonly freeFailures: number;
  readonly firstDelayMs: number;
  /** The owner can always come back: no delay is longer than this. */
  readonly maxDelayMs: number;
}

/** Four wrong passwords cost nothing, and no wait is longer than five minutes. */
export const SIGN_IN_RULE: ThrottleRule = {
  freeFailures: 4,
  firstDelayMs: 2_000,
  maxDelayMs: 5 * MINUTE_MS,
};

/** Failures are forgotten a day after the last wait has ended. */
export const THROTTLE_MEMORY_MS = DAY_MS;

/**
 * Slows guessing down: after some wrong passwords each further try has to wait, longer each time.
 * The counters are in the database, so a restart does not reset them.
 */
export interface Throttle {
  /** Milliseconds to wait before the next try; 0 when none. */
  delay(name: string): Promise<number>;
  /** @returns The delay that now holds, in milliseconds. */
  failed(name: string): Promise<number>;
  /**
   * Asks to try, and counts the try as failed until `succeeded` says otherwise, so that many at
   * once can't outrun the counter.
   * @returns Milliseconds to wait, or 0 to go ahead.
   */
  attempt(name: string): Promise<number>;
  /** Takes an attempt back that came to nothing: what was to be tried could not be checked. */
  withdraw(name: string): Promise<void>;
  succeeded(name: string): Promise<void>;
}

/** @param now The clock. */
export function createThrottle(
  db: Database,
  now: () => Date,
  rule: ThrottleRule = SIGN_IN_RULE,
): Throttle {
  async function read(from: Database, name: string) {
    const row = await from
      .selectFrom('gatehouse_throttle')
      .selectAll()
      .where('name', '=', name)
      .executeTakeFirst();
    const until = parseDjangoDatetime(row?.blocked_until ?? null)?.getTime() ?? 0;
    const isForgotten = until + THROTTLE_MEMORY_MS < now().getTime();
    return {
      failures: row && !isForgotten ? row.failures : 0,
      wait: Math.max(0, until - now().getTime()),
    };
  }

  async function count(to: Database, name: string, failures: number): Promise<number> {
    const delay = delayAfter(failures, rule);
    const blocked_until = toDjangoDatetime(new Date(now().getTime() + delay));
    await to
      .insertInto('gatehouse_throttle')
      .values({ name, failures, blocked_until })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ failures, blocked_until }))
      .execute();
    return delay;
  }

  return {
    delay: async (name) => (await read(db, name)).wait,
    failed: async (name) => count(db, name, (await read(db, name)).failures + 1),
    attempt: (name) =>
      db.transaction().execute(async (transaction) => {
        const { failures, wait } = await read(transaction, name);
        if (wait === 0) await count(transaction, name, failures + 1);
        return wait;
      }),
    withdraw: (name) =>
      db.transaction().execute(async (transaction) => {
        const { failures } = await read(transaction, name);
        await transaction
          .updateTable('gatehouse_throttle')
          .set({ failures: Math.max(0, failures - 1), blocked_until: toDjangoDatetime(now()) })
          .where('name', '=', name)
          .execute();
      }),
    succeeded: async (name) => {
      await db.deleteFrom('gatehouse_throttle').where('name', '=', name).execute();
    },
  };
}

/** What one try after the other needs of a throttle. */
export type ConsoleThrottle = Pick<Throttle, 'delay' | 'failed' | 'succeeded'>;

/**
 * Counts by `SIGN_IN_RULE` in memory, for a database that can't be written; a restart resets it.
 * @param now The clock.
 */
export function createThrottleInMemory(now: () => Date): ConsoleThrottle {
  const counters = new Map<string, { readonly failures: number; readonly until: number }>();
  return {
    delay: async (name) => Math.max(0, (counters.get(name)?.until ?? 0) - now().getTime()),
    failed: async (name) => {
      const failures = (counters.get(name)?.failures ?? 0) + 1;
      const delay = delayAfter(failures, SIGN_IN_RULE);
      counters.set(name, { failures, until: now().getTime() + delay });
      return delay;
    },
    succeeded: async (name) => void counters.delete(name),
  };
}

function delayAfter(failures: number, rule: ThrottleRule): number {
  if (failures <= rule.freeFailures) return 0;
  return Math.min(rule.firstDelayMs * 2 ** (failures - rule.freeFailures - 1), rule.maxDelayMs);
}
