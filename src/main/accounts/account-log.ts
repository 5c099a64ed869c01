import { sql } from 'kysely';

import type { AccountDetail } from '../../shared/contract/accounts.ts';
import { djangoDatetimeToIso, ownDatetimeToIso } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { isInEffect } from '../operations/in-effect.ts';
import { kindsThat } from '../operations/operation-kinds.ts';

/** Acts that only somebody who reads the account's mail can do. */
const PROOFS = kindsThat(({ provesAddress }) => provesAddress === true);

/**
 * What the log knows of an account's address and of its newest change. An address that is another
 * one than a link has proved is not proved; who was deleted and came back has the one of before.
 */
export async function readAccountLog(
  db: Database,
  id: number,
): Promise<Pick<AccountDetail, 'emailConfirmedAt' | 'lastChange'>> {
  const email = sql`(SELECT email FROM auth_user WHERE id = ${id})`;
  const { rows: proofs } = await sql<{ at: string }>`
    SELECT operation.at FROM gatehouse_operation_change AS change
    JOIN gatehouse_operation AS operation ON operation.id = change.operation_id
    WHERE change.account_id = ${id} AND ${isInEffect('operation')}
      AND operation.kind IN (${sql.join(PROOFS)})
      AND ifnull((SELECT later.before ->> '$.email' FROM gatehouse_operation_change AS later
        WHERE later.account_id = ${id} AND later.id > change.id
          AND later.table_name = 'auth_user' AND later.after IS NOT NULL
          AND later.before ->> '$.email' IS NOT NULL
        ORDER BY later.id LIMIT 1), ${email}) = ${email}
    ORDER BY change.id DESC LIMIT 1`.execute(db);
  const { rows: changes } = await sql<{ id: number; at: string; actor: string }>`
    SELECT operation.id, operation.at, operation.actor FROM gatehouse_operation_change AS change
    JOIN gatehouse_operation AS operation ON operation.id = change.operation_id
    WHERE change.account_id = ${id} AND change.table_name = 'auth_user'
      AND change.before IS NOT NULL AND change.after IS NOT NULL
    ORDER BY change.id DESC LIMIT 1`.execute(db);
  const [last] = changes;
  return {
    emailConfirmedAt: djangoDatetimeToIso(proofs[0]?.at ?? null),
    lastChange: last
      ? {
          operationId: last.id,
          at: ownDatetimeToIso(last.at),
          by: last.actor,
        }
      : null,
  };
}
