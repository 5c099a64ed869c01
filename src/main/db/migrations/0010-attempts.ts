import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE gatehouse_outbox_attempt (
    id INTEGER NOT NULL PRIMARY KEY,
    mail_id INTEGER NOT NULL REFERENCES gatehouse_outbox (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    state TEXT NOT NULL,
    destination TEXT NOT NULL,
    smtp_code INTEGER,
    why TEXT,
    reply TEXT,
    transcript TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX gatehouse_outbox_attempt_mail ON gatehouse_outbox_attempt (mail_id, id)`,
];

/** Each attempt to send a mail: what became of it, and what was said, logins masked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
