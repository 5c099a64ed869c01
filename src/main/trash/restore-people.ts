import { sql } from 'kysely';

import type { Outcome } from '../../shared/contract/operations.ts';
import type { Database } from '../db/open-database.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { Actor } from '../operations/actor.ts';
import { outcomeOf } from '../operations/outcome-of.ts';
import { judge, readChanges, restore, type StoredChange } from '../operations/restore-changes.ts';
import { keySet } from '../operations/row-store.ts';
import { type BatchContext, runInBatches } from '../operations/run-in-batches.ts';

interface RestoreContext extends BatchContext {
  readonly now: () => Date;
  readonly outbox: Pick<Outbox, 'putBack'>;
}

/** Somebody in the trash, with what deleted them. */
interface Discarded {
  readonly id: number;
  readonly username: string;
  readonly operationId: number;
  readonly kind: string;
  readonly changes: readonly StoredChange[];
}

/**
 * Brings people back whole: takes back what deleted them, for them alone. Who can't come back, such
 * as when the user name was taken meanwhile, is skipped with the reason. An operation itself.
 *
 * @param request.isSuperuser Others bring back neither staff nor who was cleaned up: they could not
 *   undo that either.
 */
export async function restorePeople(
  context: RestoreContext,
  request: {
    readonly ids: readonly number[];
    readonly actor: Actor;
    readonly isSuperuser: boolean;
  },
): Promise<Outcome> {
  const { ids, actor, isSuperuser } = request;
  const result = await runInBatches(
    context,
    { kind: 'trash.restore', actor, at: context.now(), items: [...new Set(ids)] },
    async (operation, { items }) => {
      const found = await readDiscarded(operation.db, items);
      const skipped = items
        .filter((id) => !found.has(id))
        .map((id) => ({ id, name: `#${id}`, reason: 'Is not in the trash any more.' }));
      const chosen: Discarded[] = [];
      for (const person of found.values()) {
        const reason = isSuperuser ? null : refusal(person);
        if (reason === null) chosen.push(person);
        else skipped.push({ id: person.id, name: person.username, reason });
      }
      const people = chosen.map(({ id, changes }) => [id, changes] as const);
      const { restored, refused } = await judge(operation.db, people);
      await restore(operation, restored.toReversed());
      const back = new Set(restored.map(({ accountId }) => accountId));
      const byOperation = Map.groupBy(chosen, ({ operationId }) => operationId);
      for (const [operationId, members] of byOperation) {
        const accounts = members.map(({ id }) => id).filter((id) => back.has(id));
        await context.outbox.putBack(operation.db, operationId, accounts);
      }
      return {
        done: back.size,
        skipped: [
          ...skipped,
          ...refused.map(({ accountId, ...why }) => ({ id: accountId ?? 0, ...why })),
        ],
      };
    },
  );
  return outcomeOf(result);
}

function refusal({ kind, changes }: Discarded): string | null {
  if (kind === 'registrations.cleanUp') return 'Only a superuser may take a clean-up back.';
  const wasStaff = changes.some(
    ({ table, before }) =>
      table === 'auth_user' && (before?.['is_staff'] === 1 || before?.['is_superuser'] === 1),
  );
  return wasStaff ? 'Only a superuser may bring back staff.' : null;
}

async function readDiscarded(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Discarded>> {
  const rows = await db
    .selectFrom('gatehouse_trash')
    .innerJoin('gatehouse_operation', 'gatehouse_operation.id', 'gatehouse_trash.operation_id')
    .select(['account_id', 'username', 'operation_id', 'kind'])
    .where('account_id', 'in', keySet(ids))
    .execute();
  const changes = await readChanges(
    db,
    sql<boolean>`EXISTS (SELECT 1 FROM gatehouse_trash AS trash
      WHERE trash.account_id = gatehouse_operation_change.account_id
        AND trash.operation_id = gatehouse_operation_change.operation_id)
      AND account_id IN ${keySet(ids)}`,
  );
  const byAccount = Map.groupBy(changes, ({ accountId }) => accountId);
  return new Map(
    rows.map(({ account_id: id, username, operation_id: operationId, kind }) => [
      id,
      { id, username, operationId, kind, changes: byAccount.get(id) ?? [] },
    ]),
  );
}
