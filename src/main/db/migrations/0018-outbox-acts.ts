import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE gatehouse_outbox_act (
    id INTEGER NOT NULL PRIMARY KEY,
    mail_id INTEGER NOT NULL REFERENCES gatehouse_outbox (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    act TEXT NOT NULL,
    actor TEXT NOT NULL,
    why TEXT
  ) STRICT`,
  `CREATE INDEX gatehouse_outbox_act_mail ON gatehouse_outbox_act (mail_id, id)`,
  `ALTER TABLE gatehouse_outbox ADD COLUMN called_off TEXT`,
];

/** Who released, hurried or cancelled a mail; and mails that are called off while they are tried. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
