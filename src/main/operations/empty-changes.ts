import { type RawBuilder, sql } from 'kysely';

import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { digestOf, storedChanges } from './audit-chain.ts';
import type { Operation } from './operation.ts';

/**
 * Empties changes in the log: their rows, before and after. That something was changed, in which
 * table and whose it was stays. The chain holds: the operation that empties writes down what is left
 * of each part of the log, and is chained itself.
 *
 * @param which SQL for the changes.
 */
export async function emptyChanges(
  operation: Operation,
  which: RawBuilder<unknown>,
): Promise<void> {
  const { rows: emptied } = await sql<{ id: number; operation_id: number }>`
    UPDATE gatehouse_operation_change SET before = NULL, after = NULL
    WHERE ${which} AND (before IS NOT NULL OR after IS NOT NULL)
    RETURNING id, operation_id`.execute(operation.db);
  const byOperation = Map.groupBy(emptied, (row) => row.operation_id);
  const links = await operation.db
    .selectFrom('gatehouse_audit_link')
    .select(['id', 'operation_id', 'changes'])
    .where('operation_id', 'in', keySet([...byOperation.keys()]))
    .orderBy('id')
    .execute();
  const parts = Map.groupBy(links, (link) => link.operation_id);
  for (const [id, rows] of byOperation) {
    const ids = rows.map((row) => row.id).toSorted((one, other) => one - other);
    await attestParts(operation, { id, parts: parts.get(id) ?? [] }, ids);
  }
}

/** Only the parts with these changes are read: an import has hundreds of them. */
async function attestParts(
  operation: Operation,
  {
    id: operationId,
    parts,
  }: {
    readonly id: number;
    readonly parts: readonly { readonly id: number; readonly changes: number }[];
  },
  ids: readonly number[],
): Promise<void> {
  const { db } = operation;
  let done = 0;
  for (const id of ids) {
    if (id <= done) continue;
    const place = parts.length === 1 ? 0 : await placeOf(db, operationId, id);
    let offset = 0;
    const part = parts.find(({ changes }) => {
      offset += changes;
      return place < offset;
    });
    // What is older than the chain has no link.
    if (!part) return;
    const limit = part.changes;
    const left = await storedChanges(db, operationId, { offset: offset - limit, limit });
    operation.attestLeft(part.id, digestOf(left.map(({ form }) => form)));
    done = left.at(-1)?.id ?? id;
  }
}

async function placeOf(db: Database, operationId: number, id: number): Promise<number> {
  const { place } = await db
    .selectFrom('gatehouse_operation_change')
    .select((select) => select.fn.countAll<number>().as('place'))
    .where('operation_id', '=', operationId)
    .where('id', '<', id)
    .executeTakeFirstOrThrow();
  return place;
}
