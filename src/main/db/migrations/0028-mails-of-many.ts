import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // What may yet leave of some accounts, among all that they ever got. Whose act's it is stands
  // there too, so that an undo need not read what it has read already.
  `CREATE INDEX gatehouse_outbox_live ON gatehouse_outbox (account_id, operation_id)
    WHERE state IN ('held', 'queued', 'deferred', 'sending', 'expired')`,
  // What an act queued or stopped for some of its accounts.
  `DROP INDEX gatehouse_outbox_operation`,
  `CREATE INDEX gatehouse_outbox_operation ON gatehouse_outbox (operation_id, account_id)`,
  `DROP INDEX gatehouse_outbox_cancelled`,
  `CREATE INDEX gatehouse_outbox_cancelled ON gatehouse_outbox (cancelled_by, account_id)
    WHERE cancelled_by IS NOT NULL`,
  // Whose link has ended, and which servers there are mails for: asked whenever mails were queued.
  `CREATE INDEX gatehouse_outbox_ends ON gatehouse_outbox (not_after)
    WHERE not_after IS NOT NULL AND state IN ('held', 'queued', 'deferred')`,
  `CREATE INDEX gatehouse_outbox_profile ON gatehouse_outbox (profile) WHERE profile IS NOT NULL`,
];

/** Mails of many accounts are found without reading all that these ever got. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
