import { setImmediate } from 'node:timers/promises';

import { committedUnsynced, logFileOf, syncLog } from './later-on-disk.ts';
import type { Database } from './open-database.ts';

/** Commits that are shared by who asks at the same time, and wait for the disk only if asked to. */
export interface SharedCommits {
  /**
   * Does a work in a transaction, and resolves once it is committed. It outlasts the process; a power
   * cut may take it back until `onDisk` has resolved.
   *
   * @throws The error of whichever work of the transaction failed; then none of them was done.
   */
  commit<Value>(work: (transaction: Database) => Promise<Value>): Promise<Value>;
  /** Resolves once all that was committed before is on disk. */
  onDisk(): Promise<void>;
}

/**
 * Works that are asked for in one turn of the event loop, or while others are being committed, share
 * a transaction, in the order they were asked for. Whoever waits for the disk shares one sync, which
 * holds up nobody else.
 */
export function createSharedCommits(db: Database): SharedCommits {
  let waiting: Asked[] = [];
  let committing = false;
  let log: string | undefined;
  let lastSync: Promise<void> = Promise.resolve();
  /** One that has not begun, and so misses nothing that is committed now. */
  let nextSync: Promise<void> | null = null;

  function commit<Value>(work: (transaction: Database) => Promise<Value>): Promise<Value> {
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
      await commitTogether(asked);
    }
    committing = false;
  }

  async function commitTogether(asked: readonly Asked[]): Promise<void> {
    try {
      const resolvers = await committedUnsynced(db, async (transaction) => {
        const done: (() => void)[] = [];
        for (const { work } of asked) done.push(await work(transaction));
        return done;
      });
      for (const resolve of resolvers) resolve();
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  function onDisk(): Promise<void> {
    if (nextSync === null) lastSync = nextSync = lastSync.then(sync, sync);
    return nextSync;
  }

  async function sync(): Promise<void> {
    nextSync = null;
    log ??= await logFileOf(db);
    await syncLog(log);
  }

  return { commit, onDisk };
}

interface Asked {
  /** @returns What tells the asker, once it is committed. */
  readonly work: (transaction: Database) => Promise<() => void>;
  readonly reject: (error: unknown) => void;
}
