import { type RawBuilder, sql } from 'kysely';

import { forgetPeople } from '../mail/outbox/forget-people.ts';
import { emptyChanges } from '../operations/empty-changes.ts';
import type { Operation } from '../operations/operation.ts';

/**
 * Takes everything that says who people were out of their mails and of the log, for an operation
 * that is told although it changes no row of an account.
 *
 * @param gone The ids of accounts that are gone for good.
 */
export async function forgetForGood(
  operation: Operation,
  gone: RawBuilder<unknown>,
): Promise<void> {
  await forgetPeople(operation.db, gone);
  await emptyChanges(operation, sql`account_id IN ${gone}`);
  operation.attest();
}
