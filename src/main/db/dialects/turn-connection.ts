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
  /** A connection of its own for reading, or null where there is none. */
  readonly reader: () => Promise<DatabaseConnection> | null;
}

/**
 * One's share of a connection that all have in common: whoever writes has it alone, from the first
 * statement on, while others read beside on a second one what was committed before
 * (https://sqlite.org/isolation.html). A long transaction lets others at the thread in between.
 */
export class TurnConnection implements DatabaseConnection {
  readonly #shared: SharedConnection;
  #hasTurn = false;
  #since = 0;

  constructor(shared: SharedConnection) {
    this.#shared = shared;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { connection, isInTransaction } = this.#shared;
    const beside = this.#readerFor(query);
    if (beside) return (await beside).executeQuery<Row>(query);
    await this.#takeTurn();
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
    await this.#takeTurn();
    yield* this.#shared.connection.streamQuery<Row>(query, chunkSize);
  }

  release(): void {
    if (this.#hasTurn) this.#shared.turns.release();
    this.#hasTurn = false;
  }

  #readerFor({ sql }: CompiledQuery): Promise<DatabaseConnection> | null {
    const { turns, isSelect, reader } = this.#shared;
    return this.#hasTurn || turns.areFree || !isSelect(sql) ? null : reader();
  }

  async #takeTurn(): Promise<void> {
    if (this.#hasTurn) return;
    await this.#shared.turns.take();
    this.#hasTurn = true;
    this.#since = performance.now();
  }
}
