import { guardExactId } from '../db/exact-ids.ts';
import type { Database } from '../db/open-database.ts';
import {
  type Key,
  RECORDED_TABLES,
  type RecordedTableName,
  type Row,
  tellingColumns,
  type Value,
} from './recorded-tables.ts';
import { addRows, readRows, removeRows, setRows, writeRows } from './row-store.ts';

/** One row's way from before to after, with only the columns that differ. */
export interface Change {
  readonly table: RecordedTableName;
  readonly key: Key;
  readonly accountId: number | null;
  readonly before: Row | null;
  readonly after: Row | null;
}

/**
 * One act under way, inside its transaction. Whatever it writes, it first looks at, so that the
 * act can be told and taken back. Only `runOperation` makes one.
 */
export class Operation {
  readonly id: number;
  readonly at: Date;
  readonly db: Database;
  readonly #changes: Change[] = [];
  readonly #names = new Map<number, string>();
  #mails = 0;
  #isAttested = false;

  constructor(given: { readonly id: number; readonly at: Date; readonly db: Database }) {
    this.id = given.id;
    this.at = given.at;
    this.db = given.db;
  }

  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** The user names of accounts whose own rows it changed, as it left them. */
  get names(): ReadonlyMap<number, string> {
    return this.#names;
  }

  /** How many mails were put into the outbox by this act. */
  get mails(): number {
    return this.#mails;
  }

  /** Something worth telling has happened, although no row was changed by it. */
  get isAttested(): boolean {
    return this.#isAttested;
  }

  attest(): void {
    this.#isAttested = true;
  }

  /** Writes down what is left of a part of the log, by its link, after something in it was emptied. */
  attestLeft(linkId: number, digest: string): void {
    const after = { digest };
    const part = { table: 'gatehouse_audit_link', key: linkId, accountId: null } as const;
    this.#changes.push({ ...part, before: null, after });
  }

  countMails(number: number): void {
    this.#mails += number;
  }

  /**
   * Sets the same columns of many rows to the same values.
   * @param known These rows as they were read in this very transaction, and not changed since, with
   *   these columns and `tellingColumns`. They are read when it is left out.
   */
  async set(
    table: RecordedTableName,
    keys: readonly Key[],
    values: Row,
    known?: readonly Row[],
  ): Promise<void> {
    const columns = Object.keys(values);
    for (const old of known ?? (await this.#read(table, keys, columns))) {
      const differing = columns.filter((column) => values[column] !== old[column]);
      if (differing.length > 0) {
        this.#record(table, old, pick(old, differing), pick(values, differing));
      }
    }
    await setRows(this.db, table, keys, values);
  }

  /**
   * Writes rows that name their key and all the same columns; rows that are gone are passed.
   * @param known As `set` is given it.
   */
  async update(
    table: RecordedTableName,
    rows: readonly Row[],
    known?: readonly Row[],
  ): Promise<void> {
    const { key } = RECORDED_TABLES[table];
    const wanted = new Map(rows.map((row) => [row[key] ?? '', row]));
    const columns = Object.keys(rows[0] ?? {});
    for (const old of known ?? (await this.#read(table, [...wanted.keys()], columns))) {
      const next = wanted.get(old[key] ?? '') ?? {};
      const differing = Object.keys(next).filter((column) => next[column] !== old[column]);
      if (differing.length === 0) continue;
      this.#record(table, old, pick(old, differing), pick(next, differing));
    }
    await writeRows(this.db, table, rows);
  }

  /**
   * Adds rows that all name the same columns, and gives them back as stored.
   * @param accountOf Whose row it is, for tables that do not say so themselves.
   */
  async insert(
    table: RecordedTableName,
    rows: readonly Row[],
    accountOf: (key: Key, row: Row) => number | null = () => null,
  ): Promise<readonly Row[]> {
    const { key } = RECORDED_TABLES[table];
    const added = await addRows(this.db, table, rows);
    for (const row of added) this.#record(table, row, null, row, accountOf(row[key] ?? '', row));
    return added;
  }

  /**
   * Deletes rows by key.
   * @param accountOf Whose row it was, for tables that do not say so themselves.
   */
  async delete(
    table: RecordedTableName,
    keys: readonly Key[],
    accountOf: (key: Key) => number | null = () => null,
  ): Promise<void> {
    const { key } = RECORDED_TABLES[table];
    for (const row of await readRows(this.db, table, keys)) {
      this.#record(table, row, row, null, accountOf(row[key] ?? ''));
    }
    await removeRows(this.db, table, keys);
  }

  /** Rows as they are, with what is to be changed of them and what tells whose they are. */
  #read(
    table: RecordedTableName,
    keys: readonly Key[],
    columns: readonly string[],
  ): Promise<readonly Row[]> {
    return readRows(this.db, table, keys, new Set([...tellingColumns(table), ...columns]));
  }

  #record(
    table: RecordedTableName,
    row: Row,
    before: Row | null,
    after: Row | null,
    owner: number | null = null,
  ): void {
    const { key, account } = RECORDED_TABLES[table];
    guardExactId(row[key]);
    const own = account === null ? owner : row[account];
    const accountId = typeof own === 'number' ? own : null;
    this.#changes.push({ table, key: row[key] ?? '', accountId, before, after });
    if (table === 'auth_user' && accountId !== null) {
      this.#names.set(accountId, String(after?.['username'] ?? row['username'] ?? ''));
    }
  }
}

function pick(row: Row, columns: readonly string[]): Row {
  const picked: Record<string, Value> = {};
  for (const column of columns) picked[column] = row[column] ?? null;
  return picked;
}
