import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // The log is read by time, by who and by what, newest first.
  `CREATE INDEX gatehouse_operation_kind ON gatehouse_operation (kind, at)`,
  `CREATE INDEX gatehouse_operation_actor ON gatehouse_operation (actor)`,
  `CREATE INDEX gatehouse_operation_at ON gatehouse_operation (at)`,
  // Who has an account is found by it; those who had one, by what the log says of its end.
  `CREATE INDEX gatehouse_operation_change_gone
    ON gatehouse_operation_change (account_name COLLATE NOCASE, account_id)
    WHERE table_name = 'auth_user' AND after IS NULL`,
];

/** Indexes by which the log answers its filters. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
