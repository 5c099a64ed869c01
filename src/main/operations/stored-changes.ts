import type { RawBuilder } from 'kysely';

import type { Database } from '../db/open-database.ts';
import { type Key, RECORDED_TABLES, type RecordedTableName, type Row } from './recorded-tables.ts';

/** A change as the log keeps it. */
export interface StoredChange {
  readonly id: number;
  readonly accountId: number | null;
  readonly name: string;
  readonly table: RecordedTableName;
  readonly key: Key;
  readonly before: Row | null;
  readonly after: Row | null;
}

/**
 * Reads changes from the log, in the order in which they were made. Neighbours that hold the same
 * share one row.
 */
export async function readChanges(
  db: Database,
  which: RawBuilder<boolean>,
): Promise<readonly StoredChange[]> {
  const rows = await db
    .selectFrom('gatehouse_operation_change')
    .selectAll()
    .where(which)
    .orderBy('id')
    .execute();
  const before = rememberingRow();
  const after = rememberingRow();
  return rows.map((row) => {
    const table = row.table_name as RecordedTableName;
    const { keyType } = RECORDED_TABLES[table];
    return {
      id: row.id,
      accountId: row.account_id,
      name: row.account_name,
      table,
      key: keyType === 'number' ? Number(row.row_id) : row.row_id,
      before: before(row.before),
      after: after(row.after),
    };
  });
}

function rememberingRow(): (text: string | null) => Row | null {
  let last: string | null = null;
  let row: Row | null = null;
  return (text) => {
    if (text !== last) row = parseRow(text);
    last = text;
    return row;
  };
}

/** What the log keeps of a row; null where there was none. */
export function parseRow(text: string | null): Row | null {
  return text === null ? null : (JSON.parse(text) as Row);
}
