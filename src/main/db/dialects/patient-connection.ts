import { setTimeout } from 'node:timers/promises';

import SQLite from 'better-sqlite3';
import { CompiledQuery, type DatabaseConnection, type QueryResult } from 'kysely';

import { BUSY_TIMEOUT_MS } from '../sqlite-error.ts';
import { Turns } from './turns.ts';

/** The first and the longest wait between two tries, in milliseconds. */
const FIRST_WAIT_MS = 2;
const LONGEST_WAIT_MS = 50;

/** What it has to know of the database. */
interface Given {
  readonly turns: Turns;
  readonly isInTransaction: () => boolean;
  readonly isRead: (statement: string) => boolean;
}

/**
 * A connection that waits for another process's write lock without keeping its thread: SQLite's own
 * wait (https://sqlite.org/c3ref/busy_timeout.html) would hold up everybody. Whoever only reads has
 * its turn meanwhile; whoever writes waits behind who waits already. A transaction waits when it
 * begins, and never later.
 */
export class PatientConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection;
  readonly #given: Given;
  /** Those who wait, of whom only the first tries: what was asked for first is written first. */
  readonly #line = new Turns();
  #waiting = 0;

  constructor(inner: DatabaseConnection, given: Given) {
    this.#inner = inner;
    this.#given = given;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#given.isInTransaction()) return this.#inner.executeQuery<Row>(query);
    const isBehind = this.#waiting > 0 && !this.#given.isRead(query.sql);
    if (!isBehind) {
      try {
        return await this.#inner.executeQuery<Row>(query);
      } catch (error) {
        if (!isBusy(error)) throw error;
      }
    }
    this.#waiting += 1;
    try {
      return await this.#waitFor<Row>(query);
    } finally {
      this.#waiting -= 1;
      this.#line.release();
    }
  }

  async #waitFor<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const giveUpAt = performance.now() + BUSY_TIMEOUT_MS;
    await this.#letOthers(this.#line.take());
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
      try {
        return await this.#inner.executeQuery<Row>(query);
      } catch (error) {
        if (!isBusy(error) || performance.now() >= giveUpAt) throw error;
      }
      await this.#letOthers(setTimeout(waitMs));
    }
  }

  streamQuery<Row>(query: CompiledQuery, chunk = 1): AsyncIterableIterator<QueryResult<Row>> {
    return this.#inner.streamQuery<Row>(query, chunk);
  }

  /** What was set for the commit that waits must not hold for those of others. */
  async #letOthers(meanwhile: Promise<void>): Promise<void> {
    const { rows } = await this.#run<{ synchronous: number }>('PRAGMA synchronous');
    await this.#run('PRAGMA synchronous = FULL');
    this.#given.turns.release();
    await meanwhile;
    await this.#given.turns.take();
    await this.#run(`PRAGMA synchronous = ${rows[0]?.synchronous ?? 'FULL'}`);
  }

  #run<Row>(statement: string): Promise<QueryResult<Row>> {
    return this.#inner.executeQuery<Row>(CompiledQuery.raw(statement));
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
