import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE gatehouse_template_version (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    note TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    UNIQUE (kind, number)
  ) STRICT`,
  // The version in use; a kind without a row uses what lies in the folders.
  `CREATE TABLE gatehouse_template (
    name TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL
  ) STRICT`,
  // Everything that mails were or are to be rendered from, each state once.
  `CREATE TABLE gatehouse_template_edition (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    version INTEGER,
    files TEXT NOT NULL
  ) STRICT`,
  // Null until the mail is first needed; frozen from then on.
  `ALTER TABLE gatehouse_outbox ALTER COLUMN raw DROP NOT NULL`,
  `ALTER TABLE gatehouse_outbox ADD COLUMN edition_id INTEGER`,
  `ALTER TABLE gatehouse_outbox ADD COLUMN variables TEXT`,
  `ALTER TABLE gatehouse_outbox ADD COLUMN from_name TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE gatehouse_outbox ADD COLUMN reply_to TEXT NOT NULL DEFAULT ''`,
];

/** Versions of templates, and mails that are composed when they are needed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
