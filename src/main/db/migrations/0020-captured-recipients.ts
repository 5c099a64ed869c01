import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Whom captured mails were for, one row each, so that it is known at once which were for staff.
  `CREATE TABLE gatehouse_captured_recipient (
    mail_id INTEGER NOT NULL,
    address TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (mail_id, address)
  ) STRICT, WITHOUT ROWID`,
  `INSERT OR IGNORE INTO gatehouse_captured_recipient (mail_id, address)
    SELECT mail.id, json_each.value FROM gatehouse_captured_mail AS mail, json_each(mail.envelope_to)`,
  `CREATE TRIGGER gatehouse_captured_recipient_new AFTER INSERT ON gatehouse_captured_mail BEGIN
    INSERT OR IGNORE INTO gatehouse_captured_recipient (mail_id, address)
      SELECT new.id, value FROM json_each(new.envelope_to);
  END`,
  `CREATE TRIGGER gatehouse_captured_recipient_gone AFTER DELETE ON gatehouse_captured_mail BEGIN
    DELETE FROM gatehouse_captured_recipient WHERE mail_id = old.id;
  END`,
];

/** The recipients of captured mails. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
