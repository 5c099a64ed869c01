import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Whether an administrator is left is asked after every batch of an undo.
  `CREATE INDEX gatehouse_user_superuser ON auth_user (id) WHERE is_superuser = 1`,
  // Each part of an operation, chained to the part before: what is changed afterwards is noticed.
  `CREATE TABLE gatehouse_audit_link (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL,
    accounts INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    digest TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX gatehouse_audit_link_operation ON gatehouse_audit_link (operation_id)`,
  `ALTER TABLE gatehouse_operation ADD COLUMN emptied_at TEXT`,
];

/** What acts on many accounts look up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
