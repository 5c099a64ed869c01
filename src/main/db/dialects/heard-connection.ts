import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

interface Given {
  readonly onWrite: (error: unknown) => void;
  readonly isInTransaction: () => boolean;
  readonly isRead: (statement: string) => boolean;
}

/**
 * A connection that tells how each write ends: with an error, or on the disk. Of a transaction the
 * commit tells it.
 */
export class HeardConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection;
  readonly #given: Given;
  #hasWritten = false;

  constructor(inner: DatabaseConnection, given: Given) {
    this.#inner = inner;
    this.#given = given;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const result = await this.#inner.executeQuery<Row>(query);
      this.#note(query.sql, result);
      return result;
    } catch (error) {
      // A full disk takes the whole transaction back.
      if (!this.#given.isInTransaction()) this.#hasWritten = false;
      this.#given.onWrite(error);
      throw error;
    }
  }

  streamQuery<Row>(
    query: CompiledQuery,
    chunkSize?: number,
  ): AsyncIterableIterator<QueryResult<Row>> {
    return this.#inner.streamQuery(query, chunkSize ?? 1);
  }

  #note(statement: string, { numAffectedRows, rows }: QueryResult<unknown>): void {
    // What gives rows back is not counted by Kysely.
    const hasWritten = numAffectedRows ?? (rows.length > 0 && !this.#given.isRead(statement));
    this.#hasWritten ||= Boolean(hasWritten);
    if (this.#given.isInTransaction()) return;
    if (this.#hasWritten && statement !== 'rollback') this.#given.onWrite(null);
    this.#hasWritten = false;
  }
}
