import { type Kysely, sql } from 'kysely';

/** What a list counts and filters by, so that no order reads past whole mails. */
const FILTERED = 'deleted_at, read_at, starred, has_attachments, size, received_at';

const STATEMENTS = [
  `CREATE INDEX gatehouse_captured_mail_sender ON gatehouse_captured_mail
    (from_text COLLATE NOCASE, id DESC, ${FILTERED})`,
  `CREATE INDEX gatehouse_captured_mail_subject ON gatehouse_captured_mail
    (subject COLLATE NOCASE, id DESC, ${FILTERED})`,
];

/** The order of captured mails by sender and by subject. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
