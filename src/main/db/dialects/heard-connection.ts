import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

/**
 * A connection that tells how each write ends: with an error, or on the disk. Of a transaction the
 * commit tells it.
 */
export class HeardConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection;
  readonly #onWrite: (error: unknown) => void;
  #isInTransaction = false;
  #hasWritten = false;

  constructor(inner: DatabaseConnection, onWrite: (error: unknown) => void) {
    this.#inner = inner;
    this.#onWrite = onWrite;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const result = await this.#inner.executeQuery<Row>(query);
      this.#note(query.sql, (result.numAffectedRows ?? 0n) > 0n);
      return result;
    } catch (error) {
      this.#onWrite(error);
      throw error;
    }
  }

  streamQuery<Row>(
    query: CompiledQuery,
    chunkSize?: number,
  ): AsyncIterableIterator<QueryResult<Row>> {
    return this.#inner.streamQuery(query, chunkSize ?? 1);
  }

  #note(statement: string, hasWritten: boolean): void {
    if (statement === 'begin immediate') this.#isInTransaction = true;
    this.#hasWritten ||= hasWritten;
    const hasEnded = statement === 'commit' || statement === 'rollback';
    if (hasEnded) this.#isInTransaction = false;
    if (this.#isInTransaction) return;
    if (this.#hasWritten && statement !== 'rollback') this.#onWrite(null);
    this.#hasWritten = false;
  }
}
