import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // What a rejection keeps from signing up again: an address, "@" and a domain, or nothing.
  `ALTER TABLE gatehouse_rejection ADD COLUMN refuses TEXT NOT NULL DEFAULT ''`,
  `CREATE INDEX gatehouse_rejection_refuses ON gatehouse_rejection (refuses COLLATE NOCASE)
    WHERE refuses != ''`,
];

/** Rejections that are remembered: who comes again is refused. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
