import { type Kysely, sql } from 'kysely';

/** Whoever changed a note last stands beside its author. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE gatehouse_note ADD COLUMN edited_by TEXT`.execute(db);
}
