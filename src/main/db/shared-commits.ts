import { setImmediate } from 'node:timers/promises';

import type { Database } from './open-database.ts';

/**
 * Does a work in a transaction, and resolves once that is on disk.
 * @throws The error of whichever work of the transaction failed; then none of them was done.
 */
export type InSharedCommit = <Value>(
  work: (transaction: Database) => Promise<Value>,
) => Promise<Value>;

/**
 * Works that are asked for in one turn of the event loop, or while others are being committed, share
 * a transaction, in the order they were asked for: many cost one sync to disk together.
 */
export function createSharedCommits(db: Database): InSharedCommit {
  let waiting: Asked[] = [];
  let committing = false;

  function inSharedCommit<Value>(work: (transaction: Database) => Promise<Value>): Promise<Value> {
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    waiting.push({
      reject,
      async work(transaction) {
        const value = await work(transaction);
        return () => resolve(value);
      },
    });
    if (!committing) void commitAll();
    return promise;
  }

  async function commitAll(): Promise<void> {
    committing = true;
    while (waiting.length > 0) {
      await setImmediate();
      const asked = waiting;
      waiting = [];
      await commit(asked);
    }
    committing = false;
  }

  async function commit(asked: readonly Asked[]): Promise<void> {
    try {
      const resolvers = await db.transaction().execute(async (transaction) => {
        const done: (() => void)[] = [];
        for (const { work } of asked) done.push(await work(transaction));
        return done;
      });
      for (const resolve of resolvers) resolve();
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  return inSharedCommit;
}

interface Asked {
  /** @returns What tells the asker, once it is on disk. */
  readonly work: (transaction: Database) => Promise<() => void>;
  readonly reject: (error: unknown) => void;
}
