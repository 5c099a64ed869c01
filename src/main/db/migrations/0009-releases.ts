import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Null for a mail that leaves by whatever is live when it is due; a release names its server.
  `ALTER TABLE gatehouse_outbox ADD COLUMN profile TEXT`,
  // Why a captured mail could not be read, in words; null while it could, or was not tried.
  `ALTER TABLE gatehouse_captured_mail ADD COLUMN problem TEXT`,
];

/** Captured mails that are sent on, and those that nobody can read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
