import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Who left, by the last act that took them, with the day on which they had joined.
  `CREATE TABLE gatehouse_leaver (
    account_id INTEGER NOT NULL PRIMARY KEY,
    joined TEXT NOT NULL,
    way TEXT NOT NULL,
    was_active INTEGER NOT NULL,
    was_mailed INTEGER NOT NULL,
    is_gone INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX gatehouse_leaver_joined
    ON gatehouse_leaver (joined, way, was_active, was_mailed) WHERE is_gone = 1`,
  // Of whom the log was emptied, the day is that of the act that made the account.
  `INSERT OR REPLACE INTO gatehouse_leaver
    SELECT account_id, substr(joined, 1, 10), way, active = 1, mailed,
      account_id NOT IN (SELECT id FROM auth_user)
    FROM (
      SELECT change.account_id,
        coalesce(change.before ->> '$.date_joined',
          (SELECT made.at FROM gatehouse_operation_change AS first
            CROSS JOIN gatehouse_operation AS made ON made.id = first.operation_id
            WHERE first.account_id = change.account_id
              AND made.kind IN ('registrations.signUp', 'registrations.makeTest', 'accounts.create')
            ORDER BY first.id LIMIT 1)) AS joined,
        CASE act.kind WHEN 'registrations.cleanUp' THEN 'cleanedUp'
          WHEN 'registrations.reject' THEN 'rejected' ELSE 'deleted' END AS way,
        coalesce(change.before ->> '$.is_active',
          EXISTS (SELECT 1 FROM gatehouse_operation_change AS let
            CROSS JOIN gatehouse_operation AS activation ON activation.id = let.operation_id
            WHERE let.account_id = change.account_id
              AND activation.kind IN ('registrations.activate', 'registrations.activateByLink')
              AND (WITH RECURSIVE way (undone_by, is_done) AS (
                  SELECT activation.undone_by, 1
                  UNION ALL
                  SELECT later.undone_by, 1 - is_done
                  FROM way JOIN gatehouse_operation AS later ON later.id = way.undone_by)
                SELECT is_done FROM way WHERE undone_by IS NULL))) AS active,
        EXISTS (SELECT 1 FROM gatehouse_outbox AS mail
          WHERE mail.account_id = change.account_id AND mail.kind = 'activation'
            AND mail.state = 'sent') AS mailed
      FROM gatehouse_operation AS act
      CROSS JOIN gatehouse_operation_change AS change ON change.operation_id = act.id
      WHERE act.kind IN ('registrations.cleanUp', 'registrations.reject', 'registrations.delete',
          'accounts.delete')
        AND change.table_name = 'auth_user' AND change.after IS NULL
        AND change.account_id IS NOT NULL
      ORDER BY change.id)
    WHERE joined IS NOT NULL`,
];

/** People who have left are counted without going through the log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
