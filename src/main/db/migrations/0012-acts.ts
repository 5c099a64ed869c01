import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Whether an administrator is left is asked after every batch of an undo.
  `CREATE INDEX gatehouse_user_superuser ON auth_user (id) WHERE is_superuser = 1`,
];

/** What acts on many accounts look up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
