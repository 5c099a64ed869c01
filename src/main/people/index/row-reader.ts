import type SQLite from 'better-sqlite3';

import { PROJECTS_MIGRATIONS } from '../../db/project-database.ts';
import type { StoredColumn } from '../sql-order.ts';
import type { SortKey } from './orders.ts';
import { createRecordReader, type PersonRecord, recordsSql } from './person-records.ts';

/** The columns of each order as SQLite compares them: NOCASE is `lower`, which folds ASCII. */
const KEY_COLUMNS: Readonly<Record<StoredColumn, string>> = {
  username: 'lower(username)',
  email: 'lower(email)',
  name: 'lower(last_name), lower(first_name)',
  dateJoined: 'date_joined',
  lastLogin: 'last_login',
  expiresAt: 'date_joined',
};

/**
 * What the index reads of the accounts, prepared once. Once a Django project works on the database,
 * a link's days count from date_joined alone.
 */
export function createRowReader(database: SQLite.Database) {
  const isReissued = 'reissued_at IS NOT NULL AND ?';
  const readRecords = createRecordReader();
  const prepare = (sql: string) => database.prepare(sql).pluck();
  const count = prepare('SELECT count(*) FROM auth_user');
  const lastId = prepare('SELECT max(id) FROM auth_user');
  const endOfChunk = prepare('SELECT id FROM auth_user WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?');
  const reissuedBetween = prepare(`SELECT json_group_object(user_id, reissued_at)
    FROM gatehouse_registration WHERE user_id > ? AND user_id <= ? AND ${isReissued}`);
  const reissuedAmong = prepare(`SELECT json_group_object(user_id, reissued_at)
    FROM gatehouse_registration
    WHERE user_id IN (SELECT value FROM json_each(?)) AND ${isReissued}`);
  const between = prepare(
    recordsSql('auth_user.id > @after AND auth_user.id <= @until', '@reissued'),
  );
  const among = prepare(
    recordsSql('auth_user.id IN (SELECT value FROM json_each(@ids))', '@reissued'),
  );
  const username = prepare('SELECT CAST(username AS TEXT) FROM auth_user WHERE id = ?');
  const email = prepare('SELECT CAST(email AS TEXT) FROM auth_user WHERE id = ?');
  const reissued = prepare(
    `SELECT reissued_at FROM gatehouse_registration WHERE user_id = ? AND ${isReissued}`,
  );
  const projectsMigration = prepare(PROJECTS_MIGRATIONS);
  /** Whether it is Gatehouse's own, as of what was read last. */
  let isOwn = 0;
  const keys = new Map<StoredColumn, SQLite.Statement>();

  function lookWhose(): number {
    isOwn = projectsMigration.get() === undefined ? 1 : 0;
    return isOwn;
  }

  function keyStatement(column: StoredColumn): SQLite.Statement {
    const known = keys.get(column);
    if (known) return known;
    const made = database
      .prepare(`SELECT ${KEY_COLUMNS[column]} FROM auth_user WHERE id = ?`)
      .raw();
    keys.set(column, made);
    return made;
  }

  return {
    count: () => count.get() as number,
    /** The greatest id, or one less than any where there is nobody. */
    lastId: () => (lastId.get() as number | null) ?? -Infinity,
    /** The last id of the next so many rows, or null when there are not so many. */
    endOfChunk: (after: number, size: number) =>
      (endOfChunk.get(after, size - 1) as number | undefined) ?? null,
    between: (after: number, until: number) =>
      between.get({
        after,
        until,
        reissued: reissuedBetween.get(after, until, lookWhose()),
      }) as Buffer | null,
    among(ids: readonly number[]): Buffer | null {
      const list = JSON.stringify(ids);
      return among.get({
        ids: list,
        reissued: reissuedAmong.get(list, lookWhose()),
      }) as Buffer | null;
    },
    read(blob: Buffer | null, visit: (record: PersonRecord) => void): void {
      if (blob) readRecords(blob, visit);
    },
    username: (id: number) => (username.get(id) as string | undefined) ?? null,
    email: (id: number) => (email.get(id) as string | undefined) ?? null,
    /** What an account is sorted by; undefined when it is gone. */
    sortKey(column: StoredColumn, id: number): SortKey | undefined {
      const key = keyStatement(column).get(id) as SortKey | undefined;
      if (column !== 'expiresAt' || key === undefined) return key;
      return [(reissued.get(id, isOwn) as string | null | undefined) ?? key[0] ?? null];
    },
  };
}
