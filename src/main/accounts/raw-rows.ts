import { type RawBuilder, sql } from 'kysely';

import type { RawTable } from '../../shared/contract/person.ts';
import { columnsOf } from '../db/columns-of.ts';
import type { Database } from '../db/open-database.ts';
import { isSecretColumn } from '../operations/secret-columns.ts';

/** How many rows of a table are shown. */
const ROWS_SHOWN = 20;
/** Longer values are cut: this is to look at, not to keep. */
const VALUE_LENGTH = 4_000;

/** The tables that hold an account's rows, each with the column that says whose they are. */
const TABLES: readonly (readonly [table: string, owner: string])[] = [
  ['auth_user', 'id'],
  ['registration_registrationprofile', 'user_id'],
  ['auth_user_groups', 'user_id'],
  ['auth_user_user_permissions', 'user_id'],
  ['gatehouse_registration', 'user_id'],
  ['gatehouse_session', 'user_id'],
  ['gatehouse_note', 'account_id'],
];

/**
 * An account as the tables have it, column by column, also those that only this site has. Secrets
 * are not even read. Tables without a row of the account are left out.
 */
export async function readRawRows(db: Database, accountId: number): Promise<RawTable[]> {
  const tables: RawTable[] = [];
  for (const [table, owner] of TABLES) {
    const raw = await readTable(db, table, sql`${sql.ref(owner)} = ${accountId}`);
    if (raw.total > 0) tables.push(raw);
  }
  const supervised = await readTable(
    db,
    'registration_supervisedregistrationprofile',
    sql`registrationprofile_ptr_id IN
      (SELECT id FROM registration_registrationprofile WHERE user_id = ${accountId})`,
  );
  return supervised.total > 0 ? [...tables, supervised] : tables;
}

async function readTable(
  db: Database,
  table: string,
  condition: RawBuilder<unknown>,
): Promise<RawTable> {
  const columns = await columnsOf(db, table);
  const shown = columns.filter((column) => !isSecretColumn(column));
  const counted = await sql<{ count: number }>`
    SELECT count(*) AS count FROM ${sql.table(table)} WHERE ${condition}`.execute(db);
  const { rows } = await sql<Readonly<Record<string, string | number | Buffer | null>>>`
    SELECT ${sql.join(shown.map((column) => sql.ref(column)))} FROM ${sql.table(table)}
    WHERE ${condition} LIMIT ${ROWS_SHOWN}`.execute(db);
  return {
    table,
    total: counted.rows[0]?.count ?? 0,
    rows: rows.map((row) =>
      columns.map((column) => {
        const hidden = isSecretColumn(column);
        return { column, hidden, value: hidden ? null : asText(row[column]) };
      }),
    ),
  };
}

/** What SQLite can hold, as text. */
function asText(value: string | number | Buffer | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (Buffer.isBuffer(value)) return `${value.length.toLocaleString('en')} bytes`;
  return String(value).slice(0, VALUE_LENGTH);
}
