import type { Outcome } from '../../shared/contract/operations.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import type { Actor } from '../operations/actor.ts';
import { runOperation } from '../operations/run-operation.ts';
import { forgetForGood } from './forget-for-good.ts';

/**
 * Deletes people in the trash for good before their 30 days have ended, as `expireTrash` does
 * afterwards. Others whom the same acts deleted can still come back.
 */
export async function erasePeople(
  { db, now }: { readonly db: Database; readonly now: () => Date },
  { ids, actor }: { readonly ids: readonly number[]; readonly actor: Actor },
): Promise<Outcome> {
  const act = { kind: 'trash.erase', actor, at: now() } as const;
  const { operationId, value } = await runOperation(db, act, async (operation) => {
    const removed = await operation.db
      .deleteFrom('gatehouse_trash')
      .where('account_id', 'in', keySet(ids))
      .returning('account_id')
      .execute();
    const gone = removed.map(({ account_id }) => account_id);
    if (gone.length > 0) {
      await operation.db
        .updateTable('gatehouse_operation')
        .set({ detail: JSON.stringify({ count: gone.length }) })
        .where('id', '=', operation.id)
        .execute();
      await forgetForGood(operation, keySet(gone));
    }
    return gone;
  });
  const skipped = ids
    .filter((id) => !value.includes(id))
    .map((id) => ({ id, name: `#${id}`, reason: 'Is not in the trash any more.' }));
  return { operationId, mailsQueued: 0, done: value.length, skipped };
}
