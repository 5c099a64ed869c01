import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Which edition of the reader has read the captured mails, but for those with an id below a mark.
  `CREATE TABLE gatehouse_captured_reading (
    edition INTEGER NOT NULL,
    unread_below INTEGER NOT NULL
  ) STRICT`,
  `INSERT INTO gatehouse_captured_reading (edition, unread_below) VALUES (0, 0)`,
];

/** What is left to be read again of captured mails, once their reader has learnt something. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
