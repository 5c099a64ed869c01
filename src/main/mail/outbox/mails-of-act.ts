import { sql } from 'kysely';

import { keySet } from '../../db/key-set.ts';
import type { Acting, MailOfAct } from '../../operations/mails-of-an-act.ts';
import { IS_OPEN } from './outbox-states.ts';

/**
 * What `MailsOfAnAct.mailsOf` gives. The pluses say which index finds the fewest
 * (https://sqlite.org/optoverview.html#uplus).
 */
export async function mailsOfAct(
  { db }: Acting,
  operationId: number,
  accountIds: readonly number[] | null,
): Promise<readonly MailOfAct[]> {
  const which =
    accountIds === null
      ? sql`(operation_id = ${operationId} OR cancelled_by = ${operationId})
          AND (account_id IS NULL OR account_id NOT IN (
            SELECT account_id FROM gatehouse_operation_change
            WHERE operation_id = ${operationId} AND account_id IS NOT NULL))`
      : sql`account_id IN ${keySet(accountIds)}
          AND (+operation_id = ${operationId} OR +cancelled_by = ${operationId} OR ${IS_OPEN})`;
  const { rows } = await sql<FoundMail>`
    SELECT id, account_id, state, operation_id, cancelled_by, called_off
    FROM gatehouse_outbox WHERE ${which}`.execute(db);
  return rows.map(({ id, account_id, state, operation_id, cancelled_by, called_off }) => ({
    id,
    accountId: account_id,
    state,
    isQueued: operation_id === operationId,
    isStopped: cancelled_by === operationId,
    isCalledOff: called_off !== null,
  }));
}

interface FoundMail {
  readonly id: number;
  readonly account_id: number | null;
  readonly state: string;
  readonly operation_id: number | null;
  readonly cancelled_by: number | null;
  readonly called_off: string | null;
}
