import { setTimeout } from 'node:timers/promises';

import SQLite from 'better-sqlite3';
import { CompiledQuery, type DatabaseConnection, type QueryResult } from 'kysely';

import { BUSY_TIMEOUT_MS } from '../sqlite-error.ts';
import type { Turns } from './turns.ts';

/** The first and the longest wait between two tries, in milliseconds. */
const FIRST_WAIT_MS = 2;
const LONGEST_WAIT_MS = 50;

/**
 * A connection that waits for another process's write lock without keeping its thread: SQLite's own
 * wait (https://sqlite.org/c3ref/busy_timeout.html) would hold up everybody. Whoever only reads has
 * its turn meanwhile. A transaction waits when it begins, and never later.
 */
export class PatientConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection;
  readonly #turns: Turns;
  readonly #isInTransaction: () => boolean;

  constructor(inner: DatabaseConnection, turns: Turns, isInTransaction: () => boolean) {
    this.#inner = inner;
    this.#turns = turns;
    this.#isInTransaction = isInTransaction;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    let giveUpAt: number | undefined;
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
      try {
        return await this.#inner.executeQuery<Row>(query);
      } catch (error) {
        if (!isBusy(error) || this.#isInTransaction()) throw error;
        giveUpAt ??= performance.now() + BUSY_TIMEOUT_MS;
        if (performance.now() >= giveUpAt) throw error;
      }
      await this.#letOthers(waitMs);
    }
  }

  streamQuery<Row>(query: CompiledQuery, chunk = 1): AsyncIterableIterator<QueryResult<Row>> {
    return this.#inner.streamQuery<Row>(query, chunk);
  }

  /** What was set for the commit that waits must not hold for those of others. */
  async #letOthers(waitMs: number): Promise<void> {
    const { rows } = await this.#run<{ synchronous: number }>('PRAGMA synchronous');
    await this.#run('PRAGMA synchronous = FULL');
    this.#turns.release();
    await setTimeout(waitMs);
    await this.#turns.take();
    await this.#run(`PRAGMA synchronous = ${rows[0]?.synchronous ?? 'FULL'}`);
  }

  #run<Row>(statement: string): Promise<QueryResult<Row>> {
    return this.#inner.executeQuery<Row>(CompiledQuery.raw(statement));
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && error.code === 'SQLITE_BUSY';
}
