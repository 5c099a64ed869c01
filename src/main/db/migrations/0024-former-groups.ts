import { type Kysely, sql } from 'kysely';

/** What a group was called is still told after it was deleted: its few changes are found at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX gatehouse_operation_change_group ON gatehouse_operation_change (row_id)
    WHERE table_name = 'auth_group'`.execute(db);
}
