import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE gatehouse_view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    layout TEXT NOT NULL,
    shared INTEGER NOT NULL,
    position INTEGER NOT NULL,
    deleted_at TEXT
  )`,
  `CREATE TABLE gatehouse_list_layout (
    account_id INTEGER NOT NULL,
    list TEXT NOT NULL,
    layout TEXT NOT NULL,
    PRIMARY KEY (account_id, list)
  ) WITHOUT ROWID`,
  `CREATE INDEX gatehouse_registration_address ON gatehouse_registration (address)
    WHERE address != ''`,
  `CREATE INDEX gatehouse_rejection_username ON gatehouse_rejection (username COLLATE NOCASE)`,
  `CREATE INDEX gatehouse_rejection_email ON gatehouse_rejection (email COLLATE NOCASE)`,
];

/** Saved views, how each person has arranged their lists, and what signals are found by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
