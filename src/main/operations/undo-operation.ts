import { type RawBuilder, sql } from 'kysely';

import type { OutputOf } from '../../shared/contract/index.ts';
import { NAMED_AT_MOST } from '../../shared/contract/operations.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import type { Actor } from './actor.ts';
import { readConcerned } from './concerned-accounts.ts';
import { guardUndoable } from './guard-undoable.ts';
import { type MailsOfAnAct, tellMailsAgain } from './mails-of-an-act.ts';
import { kindNamed } from './operation-kinds.ts';
import type { Operation } from './operation.ts';
import { judgeRestoring, restore } from './restore-changes.ts';
import { type BatchContext, runInBatches } from './run-in-batches.ts';
import { type Holders, sharedAgain } from './shared-again.ts';
import { readChanges, type StoredChange } from './stored-changes.ts';

/** What became of an undo. */
export type Undone = Omit<OutputOf<'operations.undo'>, 'act'>;

/** How accounts that an operation has made are taken back. */
export interface UndoOfMaking {
  /** Why some of these can't be deleted, by the account's id. */
  refusals(db: Database, ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Why some of these, which were only changed, can't get their former user name. */
  renameRefusals(db: Database, ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Who has these addresses now, by the address as it is given. */
  holders(db: Database, addresses: Iterable<string>): Promise<Holders>;
  /** Deletes them with everything of theirs, also what became theirs since. */
  remove(operation: Operation, ids: readonly number[]): Promise<void>;
}

/** How an undo is judged and what it does beside the rows. */
export interface UndoRequest {
  readonly id: number;
  readonly actor: Actor;
  readonly at: Date;
  readonly mails: MailsOfAnAct;
  readonly making: UndoOfMaking;
  /** Throws when the actor may not take this back, before anything is restored. */
  readonly before: (db: Database) => Promise<void>;
  /**
   * What follows from the rows that were restored. Throws when what would be left must not be.
   * @param accountIds Whose; null for rows that are nobody's.
   */
  readonly after: (db: Database, accountIds: readonly (number | null)[]) => Promise<void>;
}

/**
 * Takes an operation back, person by person: rows that are no longer as the operation left them
 * are refused and named, and keep the mails of the act; the others get their before-values. The
 * undo is an operation itself. One that ended half-way can be asked for again: who has been restored
 * is refused then. Where a group that would go has to stay, nothing of the act is taken back.
 *
 * @throws RefusedError `not-found` for an unknown operation, `conflict` for one already undone.
 */
export async function undoOperation(context: BatchContext, given: UndoRequest): Promise<Undone> {
  const { id, actor, at } = given;
  const kind = await guardUndoable(context.db, id);
  const held = await whyGroupStays(context.db, id);
  // Backwards, as each part is: what came last may stand on what came first.
  const items = held === null ? (await readConcerned(context.db, id)).toReversed() : [null];
  const together = new Set(items);
  let undoneBefore = 0;
  const result = await runInBatches(
    context,
    { kind: 'operations.undo', actor, at, undoOf: id, items, cancellable: false },
    async (operation, { items: some, isFirst, isLast }) => {
      const { db } = operation;
      if (isFirst) {
        await guardUndoable(db, id);
        await given.before(db);
      }
      const part = await undoFor(operation, { ...given, kind, held, together }, some);
      const undone = undoneBefore + part.undone;
      if (isLast && (undone > 0 || items.length === 0)) {
        const mails = await given.mails.mailsOf(operation, id, null);
        const others = await given.mails.takeBack(operation, mails);
        part.taken += others.taken;
        part.gone += others.gone;
        part.back += await given.mails.putBack(operation, id, mails);
        part.lost.push(...(await given.mails.lost(operation, id, mails)));
      }
      const mails = part.taken + part.back;
      operation.countMails(mails);
      if (isLast && undone + mails > 0) await markUndone(operation, id);
      undoneBefore = undone;
      return part;
    },
  );
  const sum = (count: 'undone' | 'refusedCount' | 'taken' | 'gone' | 'back'): number =>
    result.values.reduce((total, part) => total + part[count], 0);
  const lost = result.values.flatMap((part) => part.lost);
  const shared = result.values.flatMap((part) => part.shared);
  return {
    operationId: result.operationId,
    undone: sum('undone'),
    refused: result.values.flatMap(({ refused }) => refused).slice(0, NAMED_AT_MOST),
    ...(sum('refusedCount') > NAMED_AT_MOST ? { refusedCount: sum('refusedCount') } : {}),
    ...(shared.length > 0 ? { shared: shared.slice(0, NAMED_AT_MOST) } : {}),
    ...(shared.length > NAMED_AT_MOST ? { sharedCount: shared.length } : {}),
    mailsTakenBack: sum('taken'),
    mailsGone: sum('gone'),
    ...tellMailsAgain(sum('back'), lost),
    ...(result.failed === null ? {} : { failed: result.failed }),
  };
}

/**
 * Why an undo that would delete a group can't, or null: then nobody leaves it either. Members are
 * taken out part after part, the group last, so that it is judged before the first of them.
 */
async function whyGroupStays(db: Database, id: number): Promise<string | null> {
  const nobodys = await readChanges(db, concerning(id, [null]));
  if (!nobodys.some(({ table, before }) => table === 'auth_group' && before === null)) return null;
  const { refused } = await judgeRestoring(db, nobodys, { whole: id });
  return refused[0]?.reason ?? null;
}

/** Judges some of the people, and takes back what was done to those who are as it left them. */
async function undoFor(
  operation: Operation,
  {
    id,
    kind,
    held,
    together,
    mails,
    making,
    after,
  }: UndoRequest & {
    readonly kind: string;
    readonly held: string | null;
    readonly together: ReadonlySet<number | null>;
  },
  accountIds: readonly (number | null)[],
) {
  const { db } = operation;
  const logged = await readChanges(db, concerning(id, accountIds));
  const changes = kindNamed(kind)?.isMadeToGo ? logged.flatMap(asItIsNow) : logged;
  const people = new Set(changes.map(({ accountId }) => accountId));
  const kept = new Map<number | null, string>([
    ...(await making.refusals(db, madeAccounts(changes))),
    ...(await making.renameRefusals(db, renamedAccounts(changes))),
  ]);
  if (held !== null) kept.set(null, held);
  const { restored, refused, rows } = await judgeRestoring(db, changes, { kept });
  const staying = new Set(refused.map(({ accountId }) => accountId));
  const going = [...people].flatMap((account) =>
    account === null || staying.has(account) ? [] : account,
  );
  const found = await mails.mailsOf(operation, id, going);
  const { taken, gone } = await mails.takeBack(operation, found);
  const shared = await sharedAgain(restored, (all) => making.holders(db, all), together);
  const made = madeAccounts(restored);
  await making.remove(operation, made);
  // Who goes takes rows along that were judged.
  await restore(operation, restored.toReversed(), made.length > 0 ? undefined : rows);
  const restoredIds = new Set(restored.map(({ accountId }) => accountId));
  const theirs = found.filter(({ accountId }) => restoredIds.has(accountId));
  const back = await mails.putBack(operation, id, theirs);
  await after(db, [...restoredIds]);
  const lost = [...(await mails.lost(operation, id, theirs))];
  return {
    undone: people.size - refused.length,
    refused: refused.slice(0, NAMED_AT_MOST).map(({ accountId, ...why }) => ({
      ...why,
      ...(accountId === null ? { isNobodys: true as const } : {}),
    })),
    refusedCount: refused.length,
    taken,
    shared,
    gone,
    back,
    lost,
  };
}

/** What was only made to be looked at goes whole, whatever became of it since. */
function asItIsNow(change: StoredChange): readonly StoredChange[] {
  if (change.table !== 'auth_user') return [];
  return [change.after === null ? change : { ...change, after: {} }];
}

function madeAccounts(changes: readonly StoredChange[]): readonly number[] {
  return changes
    .filter(({ table, before }) => table === 'auth_user' && before === null)
    .map(({ key }) => Number(key));
}

function renamedAccounts(changes: readonly StoredChange[]): readonly number[] {
  return changes
    .filter(({ table, before, after }) => table === 'auth_user' && after && before?.['username'])
    .map(({ key }) => Number(key));
}

/**
 * SQL for an operation's changes that concern these. The plus keeps SQLite from walking through all
 * of a large operation for each part of it (https://sqlite.org/optoverview.html#uplus), and what is
 * older than the operation is not looked at.
 */
function concerning(id: number, accountIds: readonly (number | null)[]): RawBuilder<boolean> {
  const known = accountIds.filter((accountId) => accountId !== null);
  const nobodys = accountIds.includes(null) ? sql`OR account_id IS NULL` : sql``;
  return sql`+operation_id = ${id} AND (account_id IN ${keySet(known)} ${nobodys})
    AND id >= (SELECT min(id) FROM gatehouse_operation_change WHERE operation_id = ${id})`;
}

async function markUndone(operation: Operation, id: number): Promise<void> {
  await operation.db
    .updateTable('gatehouse_operation')
    .set({ undone_by: operation.id })
    .where('id', '=', id)
    .execute();
}
