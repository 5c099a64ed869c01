import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import type { SqliteDialectConfig } from 'kysely';

import { messageOf } from '../../../shared/message-of.ts';
import { HeardConnection } from './heard-connection.ts';
import { PatientConnection } from './patient-connection.ts';
import type { PreparedDatabase } from './prepare-once.ts';
import { type SharedConnection, TurnConnection } from './turn-connection.ts';
import { Turns } from './turns.ts';

interface Config extends SqliteDialectConfig {
  readonly database: PreparedDatabase;
  /** Hears how each write ends: with an error, or with null on the disk. */
  readonly onWrite?: (error: unknown) => void;
  /** Opens it once more, for whoever reads while another writes. */
  readonly beside?: () => PreparedDatabase;
}

/**
 * SQLite whose transactions take the write lock when they begin. A deferred transaction that
 * reads and then writes can fail half-way when another process has written in between; this one
 * waits at the start instead (https://sqlite.org/lang_transaction.html).
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: Config;

  constructor(config: Config) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new AtomicSqliteAdapter();
  }
}

/** Migrations are one transaction: a start that is killed leaves no half of them behind. */
class AtomicSqliteAdapter extends SqliteAdapter {
  /** The driver itself gives its one connection to one after the other. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #config: Config;
  readonly #turns = new Turns();
  #shared: Promise<SharedConnection> | undefined;
  #reading: SqliteDriver | undefined;
  #reader: Promise<DatabaseConnection | null> | undefined;

  constructor(config: Config) {
    super(config);
    this.#config = config;
  }

  override async acquireConnection(): Promise<TurnConnection> {
    return new TurnConnection(await (this.#shared ??= this.#share()));
  }

  override async releaseConnection(connection?: DatabaseConnection): Promise<void> {
    if (connection instanceof TurnConnection) connection.release();
  }

  async #share(): Promise<SharedConnection> {
    const { database, onWrite = () => {} } = this.#config;
    const inner = await super.acquireConnection();
    const asked = {
      isInTransaction: () => database.inTransaction,
      isRead: (text: string) => database.prepare(text).readonly,
    };
    const turns = this.#turns;
    const patient = new PatientConnection(inner, { ...asked, turns });
    return {
      turns,
      connection: new HeardConnection(patient, { ...asked, onWrite }),
      isInTransaction: asked.isInTransaction,
      isSelect: (text) => /^\s*(select|with)\b/i.test(text) && asked.isRead(text),
      reader: () => this.#readBeside(),
      writers: 0,
    };
  }

  #readBeside(): Promise<DatabaseConnection | null> | null {
    const { beside } = this.#config;
    if (beside === undefined) return null;
    // Where none can be opened, such as with too many files open, the next one tries again.
    this.#reader ??= this.#openReader(beside).catch(() => {
      this.#reader = undefined;
      return null;
    });
    return this.#reader;
  }

  async #openReader(database: () => PreparedDatabase): Promise<DatabaseConnection> {
    this.#reading = new SqliteDriver({ database: async () => database() });
    await this.#reading.init();
    return this.#reading.acquireConnection();
  }

  override async destroy(): Promise<void> {
    await this.#reading?.destroy();
    await super.destroy();
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** A full disk has taken the transaction back already; what failed must not be hidden by that. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch((error: unknown) => {
      if (!messageOf(error).includes('no transaction is active')) throw error;
    });
  }
}
