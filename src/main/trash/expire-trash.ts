import { setImmediate } from 'node:timers/promises';

import { sql } from 'kysely';

import { TRASH_DAYS } from '../../shared/contract/trash.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import { putOnDisk } from '../db/later-on-disk.ts';
import type { Database } from '../db/open-database.ts';
import { SYSTEM } from '../operations/actor.ts';
import { emptyChanges } from '../operations/empty-changes.ts';
import type { Operation } from '../operations/operation.ts';
import { runPart } from '../operations/run-operation.ts';
import { forgetForGood } from './forget-for-good.ts';

/** How many operations one entry of the log tells of. */
const TOLD_AT_ONCE = 20;
/** How many people one transaction is for: others wait that long and no longer. */
const AT_ONCE = 500;

/**
 * Deletes for good what was deleted 30 days ago or earlier: their rows in the log, of whichever act,
 * and what else says who those people were.
 * The log says so in an entry of its own, so that its chain of hashes stays unbroken. Ended half-way,
 * the next call does the rest.
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
  for (let start = 0; start < ended.length; start += TOLD_AT_ONCE) {
    const operations = ended.slice(start, start + TOLD_AT_ONCE);
    const people = await deletedBy(db, operations);
    const detail = { operations, people: await countInTrash(db, operations) };
    const act = { kind: 'trash.expire', actor: SYSTEM, at, detail } as const;
    const isWhole = people.length <= AT_ONCE;
    let id: number | null = null;
    for (let from = 0; from < people.length; from += AT_ONCE) {
      const some = people.slice(from, from + AT_ONCE);
      const isLast = from + AT_ONCE >= people.length;
      const part: { readonly operationId: number | null } = await runPart(
        db,
        act,
        { id, isWhole },
        async (operation) => {
          await forget(operation, operations, some);
          if (isLast) await markEmptied(operation, operations);
        },
      );
      id = part.operationId;
      await setImmediate();
    }
    if (!isWhole) await putOnDisk(db);
  }
  return ended.length;
}

/** Empties what these acts deleted of some people, and all of those who did not come back. */
async function forget(
  operation: Operation,
  operations: readonly number[],
  people: readonly number[],
): Promise<void> {
  await operation.db
    .deleteFrom('gatehouse_trash')
    .where('operation_id', 'in', keySet(operations))
    .where('account_id', 'in', keySet(people))
    .execute();
  // The plus makes SQLite look for the people first (https://sqlite.org/optoverview.html#uplus).
  const deleted = sql`+operation_id IN ${keySet(operations)} AND after IS NULL`;
  await emptyChanges(operation, sql`account_id IN ${keySet(people)} AND ${deleted}`);
  const { rows } = await sql<{ id: number }>`
    SELECT value AS id FROM json_each(${JSON.stringify(people)})
    WHERE value NOT IN (SELECT id FROM auth_user)
      AND value NOT IN (SELECT account_id FROM gatehouse_trash)`.execute(operation.db);
  await forgetForGood(operation, keySet(rows.map(({ id }) => id)));
}

/** Empties what is left of these acts, such as rows of nobody, and keeps them from being undone. */
async function markEmptied(operation: Operation, operations: readonly number[]): Promise<void> {
  await emptyChanges(operation, sql`operation_id IN ${keySet(operations)} AND after IS NULL`);
  await operation.db
    .updateTable('gatehouse_operation')
    .set({ emptied_at: toDjangoDatetime(operation.at) })
    .where('id', 'in', keySet(operations))
    .execute();
}

/** Whom operations deleted. */
async function deletedBy(db: Database, operations: readonly number[]): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT DISTINCT account_id AS id FROM gatehouse_operation_change
    WHERE operation_id IN ${keySet(operations)} AND table_name = 'auth_user' AND after IS NULL
      AND before IS NOT NULL
    ORDER BY id`.execute(db);
  return rows.map(({ id }) => id);
}

/** How many are in the trash by these operations: others came back, or were deleted again later. */
async function countInTrash(db: Database, operations: readonly number[]): Promise<number> {
  const { count } = await db
    .selectFrom('gatehouse_trash')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('operation_id', 'in', keySet(operations))
    .executeTakeFirstOrThrow();
  return count;
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
