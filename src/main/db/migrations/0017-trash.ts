import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Who was deleted and can come back. The log holds their rows; this finds them.
  `CREATE TABLE gatehouse_trash (
    account_id INTEGER NOT NULL PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES gatehouse_operation (id),
    username TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    deleted_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX gatehouse_trash_operation ON gatehouse_trash (operation_id)`,
  `CREATE INDEX gatehouse_trash_deleted ON gatehouse_trash (deleted_at, account_id)`,
  // Which operations still hold the rows of people who were deleted.
  `CREATE INDEX gatehouse_operation_change_deleted ON gatehouse_operation_change (operation_id)
    WHERE table_name = 'auth_user' AND after IS NULL AND before IS NOT NULL`,
  `INSERT OR REPLACE INTO gatehouse_trash
    SELECT change.account_id, operation.id, change.before ->> '$.username',
      change.before ->> '$.email',
      trim((change.before ->> '$.first_name') || ' ' || (change.before ->> '$.last_name')),
      operation.at
    FROM gatehouse_operation_change AS change
    JOIN gatehouse_operation AS operation ON operation.id = change.operation_id
    WHERE change.table_name = 'auth_user' AND change.after IS NULL AND change.before IS NOT NULL
      AND change.account_id NOT IN (SELECT id FROM auth_user)
    ORDER BY change.id`,
];

/** The trash: people who were deleted, until they are deleted for good. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
