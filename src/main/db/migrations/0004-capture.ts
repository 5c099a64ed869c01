import { type Kysely, sql } from 'kysely';

const COLUMNS = [
  `client_address TEXT NOT NULL DEFAULT ''`,
  `client_hello TEXT NOT NULL DEFAULT ''`,
  `tls TEXT`,
  `auth_user TEXT`,
  `talk TEXT NOT NULL DEFAULT ''`,
];

/** How a captured mail came: from whom, encrypted how, logged in as whom, and what was said. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of COLUMNS) {
    await sql.raw(`ALTER TABLE gatehouse_captured_mail ADD COLUMN ${column}`).execute(db);
  }
}
