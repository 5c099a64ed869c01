import { sql } from 'kysely';

import type { Database } from './open-database.ts';

/** A foreign key of any table, as SQLite declares it. */
export interface ForeignKey {
  readonly table: string;
  readonly column: string;
  /** The table that it points to, in lower case. */
  readonly target: string;
  /** The column of the target that it refers to: its key, or what Django's `to_field` names. */
  readonly to: string;
}

/**
 * The foreign keys of all tables that point to some.
 * @param targets Their names, whose key is `id`.
 */
export async function foreignKeysTo(
  db: Database,
  targets: readonly string[],
): Promise<readonly ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    SELECT sqlite_schema.name AS "table", foreign_key."from" AS "column",
      lower(foreign_key."table") AS target, lower(coalesce(foreign_key."to", 'id')) AS "to"
    FROM sqlite_schema, pragma_foreign_key_list(sqlite_schema.name) AS foreign_key
    WHERE sqlite_schema.type = 'table' AND lower(foreign_key."table") IN (${sql.join(targets)})
    ORDER BY "table", "column"`.execute(db);
  return rows;
}
