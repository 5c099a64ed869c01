import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Outcome } from '../../shared/contract/operations.ts';
import { RefusedError } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import type { Database } from '../db/open-database.ts';
import { atConsole } from '../operations/actor.ts';
import { tableReferringTo } from '../operations/group-references.ts';
import type { Operation } from '../operations/operation.ts';
import { type BatchContext, runInBatches } from '../operations/run-in-batches.ts';
import { readGroupName } from './group-name.ts';

/** So many memberships are read before others are served. */
const READ_AT_ONCE = 20_000;

/**
 * Takes everybody out of a group and deletes it with what it permits; the accounts stay. One
 * operation, whose undo brings it back with its members. Where there are many, part after part: the
 * group itself goes with the last of them.
 *
 * @throws RefusedError `not-found` when it is gone already, `conflict` when the site's own tables
 *   refer to it.
 */
export async function deleteGroup(
  context: BatchContext & { readonly now: () => Date },
  { id, person }: { readonly id: number; readonly person: Person },
): Promise<Outcome> {
  const name = await readGroupName(context.db, id);
  await guardUnreferenced(context.db, id);
  const request = { kind: 'groups.delete', actor: atConsole(person), detail: { name } } as const;
  const items = await membershipsOf(context.db, id);
  const result = await runInBatches(
    context,
    { ...request, at: context.now(), items, cancellable: false },
    async (operation, batch) => {
      await operation.delete('auth_user_groups', batch.items);
      if (batch.isLast) await deleteRest(operation, id);
    },
  );
  const { operationId, mailsQueued, failed } = result;
  return {
    operationId,
    done: failed === null ? 1 : 0,
    skipped: [],
    mailsQueued,
    ...(failed === null ? {} : { failed }),
  };
}

/** Keeps it before anybody is taken out of it. */
async function guardUnreferenced(db: Database, group: number): Promise<void> {
  const table = await tableReferringTo(db, group);
  if (table === null) return;
  throw new RefusedError({
    code: 'conflict',
    message: `The table ${table} of this site refers to the group. Nothing was changed.`,
    advice: 'Delete there first what refers to it.',
  });
}

/** Who came into it meanwhile, what it permits, and the group. */
async function deleteRest(operation: Operation, id: number): Promise<void> {
  const { db } = operation;
  await readGroupName(db, id);
  for (const table of ['auth_user_groups', 'auth_group_permissions'] as const) {
    const rows = await db.selectFrom(table).select('id').where('group_id', '=', id).execute();
    await operation.delete(
      table,
      rows.map((row) => row.id),
    );
  }
  await operation.delete('auth_group', [id]);
}

async function membershipsOf(db: Database, group: number): Promise<readonly number[]> {
  const ids: number[] = [];
  for (;;) {
    const some = await db
      .selectFrom('auth_user_groups')
      .select('id')
      .where('group_id', '=', group)
      .where('id', '>', ids.at(-1) ?? 0)
      .orderBy('id')
      .limit(READ_AT_ONCE)
      .execute();
    for (const { id } of some) ids.push(id);
    if (some.length < READ_AT_ONCE) return ids;
    await nextTurn();
  }
}
