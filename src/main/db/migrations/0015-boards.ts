import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // The log is read by time, by who and by what, newest first.
  `CREATE INDEX gatehouse_operation_kind ON gatehouse_operation (kind, at)`,
  `CREATE INDEX gatehouse_operation_actor ON gatehouse_operation (actor)`,
  `CREATE INDEX gatehouse_operation_at ON gatehouse_operation (at)`,
  `CREATE INDEX gatehouse_operation_change_name
    ON gatehouse_operation_change (account_name COLLATE NOCASE, operation_id)`,
];

/** Indexes by which the log answers its filters. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
