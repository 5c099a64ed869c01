import { sql } from 'kysely';

import { keySet } from '../../db/key-set.ts';
import type { Database } from '../../db/open-database.ts';
import type { Acting, MailOfAct } from '../../operations/mails-of-an-act.ts';
import { IS_OPEN } from './outbox-states.ts';

/** What `MailsOfAnAct.mailsOf` gives. */
export async function mailsOfAct(
  { db }: Acting,
  operationId: number,
  accountIds: readonly number[] | null,
): Promise<readonly MailOfAct[]> {
  const rows =
    accountIds === null
      ? await nobodysMails(db, operationId)
      : await mailsOfAccounts(db, operationId, accountIds);
  return rows.map(({ id, account_id, state, operation_id, cancelled_by, called_off }) => ({
    id,
    accountId: account_id,
    state,
    isQueued: operation_id === operationId,
    isStopped: cancelled_by === operationId,
    isCalledOff: called_off !== null,
  }));
}

/** Three searches, each by an index of its own, and none of what another finds. */
async function mailsOfAccounts(
  db: Database,
  operationId: number,
  accountIds: readonly number[],
): Promise<readonly FoundMail[]> {
  const keys = keySet(accountIds);
  const { rows } = await sql<FoundMail>`
    SELECT ${FOUND} FROM gatehouse_outbox
      WHERE operation_id = ${operationId} AND account_id IN ${keys}
    UNION ALL SELECT ${FOUND} FROM gatehouse_outbox
      WHERE cancelled_by = ${operationId} AND account_id IN ${keys}
        AND operation_id IS NOT ${operationId}
    UNION ALL SELECT ${FOUND} FROM gatehouse_outbox INDEXED BY gatehouse_outbox_live
      WHERE account_id IN ${keys} AND ${IS_OPEN} AND operation_id IS NOT ${operationId}
        AND cancelled_by IS NOT ${operationId}`.execute(db);
  return rows;
}

async function nobodysMails(db: Database, operationId: number): Promise<readonly FoundMail[]> {
  const { rows } = await sql<FoundMail>`
    SELECT ${FOUND} FROM gatehouse_outbox
    WHERE (operation_id = ${operationId} OR cancelled_by = ${operationId})
      AND (account_id IS NULL OR account_id NOT IN (
        SELECT account_id FROM gatehouse_operation_change
        WHERE operation_id = ${operationId} AND account_id IS NOT NULL))`.execute(db);
  return rows;
}

const FOUND = sql`id, account_id, state, operation_id, cancelled_by, called_off`;

interface FoundMail {
  readonly id: number;
  readonly account_id: number | null;
  readonly state: string;
  readonly operation_id: number | null;
  readonly cancelled_by: number | null;
  readonly called_off: string | null;
}
