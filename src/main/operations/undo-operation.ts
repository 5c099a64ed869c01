import { sql } from 'kysely';

import { RefusedError } from '../../shared/errors.ts';
import type { Database } from '../db/open-database.ts';
import type { Actor } from './actor.ts';
import { emptiedWords, NOT_UNDOABLE } from './describe-operation.ts';
import type { Operation } from './operation.ts';
import { judge, readChanges, restore, type StoredChange } from './restore-changes.ts';
import { type BatchContext, runInBatches } from './run-in-batches.ts';

export interface Undone {
  readonly operationId: number | null;
  readonly undone: number;
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
  readonly mailsTakenBack: number;
  readonly mailsGone: number;
  /** Why it could not go on before all were reached. */
  readonly failed?: string;
}

/** Takes the unsent mails of an operation back; told by the outbox, which this area can't know. */
export type TakeMailBack = (
  db: Database,
  operationId: number,
) => Promise<{ readonly taken: number; readonly gone: number }>;

/** How an undo is judged and what it does beside the rows. */
export interface UndoRequest {
  readonly id: number;
  readonly actor: Actor;
  readonly at: Date;
  readonly takeMailBack: TakeMailBack;
  /** Puts back the mails that the operation had cancelled for these accounts. */
  readonly putMailBack: (
    db: Database,
    operationId: number,
    accountIds: readonly number[],
  ) => Promise<void>;
  /** Throws when the actor may not take this back, before anything is restored. */
  readonly before: (
    db: Database,
    operation: { readonly kind: string; readonly changes: readonly StoredChange[] },
  ) => Promise<void>;
  /** Throws when what would be left must not be. */
  readonly after: (db: Database) => Promise<void>;
}

/**
 * Takes an operation back, person by person: rows that are no longer as the operation left them
 * are refused and named, the others get their before-values. The undo is an operation itself. One
 * that ended half-way can be asked for again: who has been restored is refused then.
 *
 * @throws RefusedError `not-found` for an unknown operation, `conflict` for one already undone.
 */
export async function undoOperation(context: BatchContext, given: UndoRequest): Promise<Undone> {
  const { id, actor, at } = given;
  const kind = await undoableKind(context.db, id);
  const changes = await readChanges(context.db, sql<boolean>`operation_id = ${id}`);
  const byAccount = Map.groupBy(changes, ({ accountId }) => accountId);
  let restoredBefore = 0;
  let mails = { taken: 0, gone: 0 };
  const result = await runInBatches(
    context,
    { kind: 'operations.undo', actor, at, undoOf: id, items: [...byAccount], cancellable: false },
    async (operation, { items, isFirst, isLast }) => {
      if (isFirst) {
        await undoableKind(operation.db, id);
        await given.before(operation.db, { kind, changes });
        mails = await given.takeMailBack(operation.db, id);
        operation.countMails(mails.taken);
      }
      const { restored, refused } = await judge(operation.db, items);
      await restore(operation, restored.toReversed());
      await given.putMailBack(operation.db, id, [
        ...new Set(restored.flatMap(({ accountId }) => accountId ?? [])),
      ]);
      await given.after(operation.db);
      restoredBefore += restored.length;
      if (isLast && restoredBefore + mails.taken > 0) await markUndone(operation, id);
      return { undone: items.length - refused.length, refused };
    },
  );
  return {
    operationId: result.operationId,
    undone: result.values.reduce((sum, { undone }) => sum + undone, 0),
    refused: result.values.flatMap(({ refused }) =>
      refused.map(({ name, reason }) => ({ name, reason })),
    ),
    mailsTakenBack: mails.taken,
    mailsGone: mails.gone,
    ...(result.failed === null ? {} : { failed: result.failed }),
  };
}

/** @returns Its kind. @throws RefusedError when it is unknown or can't be taken back. */
async function undoableKind(db: Database, id: number): Promise<string> {
  const row = await db
    .selectFrom('gatehouse_operation')
    .select(['kind', 'undone_by', 'emptied_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new RefusedError({ code: 'not-found', message: 'This act is not in the log.' });
  if (NOT_UNDOABLE[row.kind] !== undefined) {
    throw new RefusedError({ code: 'conflict', message: NOT_UNDOABLE[row.kind] ?? '' });
  }
  if (row.emptied_at !== null) {
    throw new RefusedError({ code: 'conflict', message: emptiedWords(row.emptied_at) });
  }
  if (row.undone_by !== null) {
    throw new RefusedError({
      code: 'conflict',
      message: 'This was taken back already. Nothing was changed.',
    });
  }
  return row.kind;
}

async function markUndone(operation: Operation, id: number): Promise<void> {
  await operation.db
    .updateTable('gatehouse_operation')
    .set({ undone_by: operation.id })
    .where('id', '=', id)
    .execute();
}
