import { type Kysely, sql } from 'kysely';

/** What the log says to be left of its own entries is found by the link that it is about. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX gatehouse_operation_change_left ON gatehouse_operation_change (row_id)
    WHERE table_name = 'gatehouse_audit_link'`.execute(db);
}
