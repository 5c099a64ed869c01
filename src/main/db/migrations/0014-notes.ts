import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE gatehouse_note (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    author_id INTEGER,
    author TEXT NOT NULL,
    created_at TEXT NOT NULL,
    edited_at TEXT
  ) STRICT`,
  `CREATE INDEX gatehouse_note_account ON gatehouse_note (account_id, id)`,
];

/** What administrators write down about people. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
