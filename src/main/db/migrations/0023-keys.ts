import { type Kysely, sql } from 'kysely';

/** The keys that each person has changed; null where an action has none any more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE gatehouse_key (
    account_id INTEGER NOT NULL,
    action TEXT NOT NULL,
    keys TEXT,
    PRIMARY KEY (account_id, action)
  ) WITHOUT ROWID`.execute(db);
}
