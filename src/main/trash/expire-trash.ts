import { type RawBuilder, sql } from 'kysely';

import { TRASH_DAYS } from '../../shared/contract/trash.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { SYSTEM } from '../operations/actor.ts';
import { emptyChanges } from '../operations/empty-changes.ts';
import { keySet } from '../operations/row-store.ts';
import { runOperation } from '../operations/run-operation.ts';
import { EMPTYING } from '../operations/describe-operation.ts';
import { forgetForGood } from './forget-for-good.ts';

/** How many operations are emptied in one transaction: others wait that long and no longer. */
const AT_ONCE = 20;

/**
 * Deletes for good what was deleted 30 days ago or earlier: their rows in the log, of whichever act,
 * and what else says who those people were.
 * The log says so in an entry of its own, so that its chain of hashes stays unbroken.
 *
 * @returns How many operations were emptied.
 */
export async function expireTrash({
  db,
  now,
}: {
  readonly db: Database;
  readonly now: () => Date;
}): Promise<number> {
  const at = now();
  const ended = await endedOperations(db, new Date(at.getTime() - TRASH_DAYS * DAY_MS));
  for (let start = 0; start < ended.length; start += AT_ONCE) {
    const operations = ended.slice(start, start + AT_ONCE);
    await runOperation(
      db,
      { kind: EMPTYING, actor: SYSTEM, at, detail: { operations } },
      async (operation) => {
        await emptyChanges(operation, sql`operation_id IN ${keySet(operations)} AND after IS NULL`);
        await operation.db
          .updateTable('gatehouse_operation')
          .set({ emptied_at: toDjangoDatetime(at) })
          .where('id', 'in', keySet(operations))
          .execute();
        await operation.db
          .deleteFrom('gatehouse_trash')
          .where('operation_id', 'in', keySet(operations))
          .execute();
        await forgetForGood(operation, goneBy(operations));
      },
    );
  }
  return ended.length;
}

/** Whom these acts deleted and who did not come back, to the site or by another act to the trash. */
function goneBy(operations: readonly number[]): RawBuilder<unknown> {
  return sql`(
    SELECT account_id FROM gatehouse_operation_change
    WHERE operation_id IN ${keySet(operations)} AND table_name = 'auth_user' AND after IS NULL
      AND account_id NOT IN (SELECT id FROM auth_user)
      AND account_id NOT IN (SELECT account_id FROM gatehouse_trash))`;
}

/** Operations up to an instant that still hold rows of people whom they deleted. */
async function endedOperations(db: Database, until: Date): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM gatehouse_operation
    WHERE at <= ${toDjangoDatetime(until)} AND id IN (
      SELECT operation_id FROM gatehouse_operation_change
      WHERE table_name = 'auth_user' AND after IS NULL AND before IS NOT NULL)
    ORDER BY id`.execute(db);
  return rows.map(({ id }) => id);
}
