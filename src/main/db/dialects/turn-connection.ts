import { setImmediate } from 'node:timers/promises';

import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

import type { Turns } from './turns.ts';

/** So long a transaction may keep its thread between two of its statements, in milliseconds. */
const KEPT_AT_MOST_MS = 8;

/** What those who share a connection have in common. */
export interface SharedConnection {
  readonly turns: Turns;
  readonly connection: DatabaseConnection;
  readonly isInTransaction: () => boolean;
  /** Whether a statement gives back rows and changes nothing. */
  readonly isSelect: (statement: string) => boolean;
  /** A connection of its own for reading, or null where there is none or none can be opened. */
  readonly reader: () => Promise<DatabaseConnection | null> | null;
  /** How many write, or wait for it. */
  writers: number;
}

/**
 * One's share of a connection that all have in common: whoever writes has it alone, from the first
 * statement on, while others read beside on a second one what was committed before
 * (https://sqlite.org/isolation.html). A long transaction lets others at the thread in between.
 */
export class TurnConnection implements DatabaseConnection {
  readonly #shared: SharedConnection;
  #hasTurn = false;
  #writes = false;
  #since = 0;

  constructor(shared: SharedConnection) {
    this.#shared = shared;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { connection, isInTransaction } = this.#shared;
    const isSelect = this.#shared.isSelect(query.sql);
    const opening = isSelect ? this.#reader() : null;
    const beside = opening && (await opening);
    if (beside) return beside.executeQuery<Row>(query);
    await this.#takeTurn(!isSelect);
    const result = await connection.executeQuery<Row>(query);
    if (isInTransaction() && performance.now() - this.#since > KEPT_AT_MOST_MS) {
      await setImmediate();
      this.#since = performance.now();
    }
    return result;
  }

  async *streamQuery<Row>(
    query: CompiledQuery,
    chunkSize = 1,
  ): AsyncIterableIterator<QueryResult<Row>> {
    await this.#takeTurn(false);
    yield* this.#shared.connection.streamQuery<Row>(query, chunkSize);
  }

  release(): void {
    if (this.#hasTurn) this.#shared.turns.release();
    if (this.#writes) this.#shared.writers -= 1;
    this.#hasTurn = false;
    this.#writes = false;
  }

  /** Among those who only read, whoever asks first is answered first, on the one connection. */
  #reader(): Promise<DatabaseConnection | null> | null {
    const { writers, reader } = this.#shared;
    return this.#hasTurn || writers === 0 ? null : reader();
  }

  async #takeTurn(isToWrite: boolean): Promise<void> {
    if (this.#hasTurn) return;
    if (isToWrite) {
      this.#shared.writers += 1;
      this.#writes = true;
    }
    await this.#shared.turns.take();
    this.#hasTurn = true;
    this.#since = performance.now();
  }
}
