import { sql, type Transaction } from 'kysely';

import { toDjangoDatetime } from '../db/django-datetime.ts';
import { insertRows } from '../db/insert-rows.ts';
import { keySet } from '../db/key-set.ts';
import { committedEarly } from '../db/later-on-disk.ts';
import type { Database } from '../db/open-database.ts';
import type { Schema } from '../db/schema.ts';
import type { Actor } from './actor.ts';
import { addLink, type StoredForm } from './audit-chain.ts';
import { tellChanged } from './changed-accounts.ts';
import { noteAct } from './committed-acts.ts';
import { writeAdminLog } from './admin-log.ts';
import { keepLeavers } from './leaver-rows.ts';
import type { KindWithDetail } from './operation-kinds.ts';
import { type Change, Operation } from './operation.ts';
import { keepTrash } from './trash-rows.ts';

/** What an operation is called, what is to be kept of it, and who does it. */
export type AskedOperation = KindWithDetail & { readonly actor: Actor; readonly undoOf?: number };

/** The same, and when. */
export type OperationRequest = AskedOperation & { readonly at: Date };

export interface OperationResult<Value> {
  /** Null when nothing was changed and nothing was mailed; then nothing was logged either. */
  readonly operationId: number | null;
  readonly mailsQueued: number;
  readonly value: Value;
}

/**
 * The one way to change an account. Runs the work in a transaction of its own; what it did is
 * written to the log, with before and after, in the same transaction.
 *
 * Slow work such as hashing belongs before the call: the database is locked meanwhile. An act on
 * many belongs into `runInBatches`.
 *
 * @throws Whatever the work throws; then nothing has happened.
 */
export function runOperation<Value>(
  db: Database,
  request: OperationRequest,
  work: (operation: Operation) => Promise<Value>,
): Promise<OperationResult<Value>> {
  return runPart(db, request, { id: null, isWhole: true }, work);
}

/** Which part of an operation. */
export interface Part {
  /** The operation's, or null for its first part, which writes its row in the log. */
  readonly id: number | null;
  /** There is no other; of several, none waits for the disk, and `putOnDisk` is due at the end. */
  readonly isWhole: boolean;
}

/**
 * Runs a part of an operation in a transaction of its own. One that does nothing leaves no trace.
 * @throws Whatever the work throws; then nothing of this part has happened.
 */
export async function runPart<Value>(
  db: Database,
  request: OperationRequest,
  { id, isWhole }: Part,
  work: (operation: Operation) => Promise<Value>,
): Promise<OperationResult<Value>> {
  let changed = new Set<number>();
  const result = await inTransaction(db, isWhole, async (transaction) => {
    const own = id ?? (await begin(transaction, request));
    const operation = new Operation({ id: own, at: request.at, db: transaction });
    const value = await work(operation);
    if (operation.changes.length === 0 && operation.mails === 0 && !operation.isAttested) {
      if (id === null) {
        await transaction.deleteFrom('gatehouse_operation').where('id', '=', own).execute();
      }
      return { operationId: id, mailsQueued: 0, value };
    }
    const names = await accountNames(operation);
    const stored = operation.changes.map((change) => storedForm(change, names));
    await writeChanges(operation, stored, names.size);
    await addLink(transaction, { id: own, accounts: names.size, changes: stored });
    await writeAdminLog(operation, request.actor, names);
    await keepTrash(operation);
    await keepLeavers(operation, request.kind);
    changed = new Set(operation.changes.flatMap(({ accountId }) => accountId ?? []));
    return { operationId: own, mailsQueued: operation.mails, value };
  });
  if (result.operationId !== null) noteAct();
  tellChanged(db, changed);
  return result;
}

function inTransaction<Value>(
  db: Database,
  isWhole: boolean,
  work: (transaction: Transaction<Schema>) => Promise<Value>,
): Promise<Value> {
  return isWhole ? db.transaction().execute(work) : committedEarly(db, work);
}

async function begin(db: Database, request: OperationRequest): Promise<number> {
  const { id } = await db
    .insertInto('gatehouse_operation')
    .values({
      at: toDjangoDatetime(request.at),
      kind: request.kind,
      actor_id: request.actor.accountId,
      actor: request.actor.label,
      via: request.actor.via,
      accounts: 0,
      detail: JSON.stringify(request.detail ?? {}),
      undo_of: request.undoOf ?? null,
      undone_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const CHANGE_ROW = {
  table: 'gatehouse_operation_change',
  columns: [
    'account_id',
    'account_name',
    'table_name',
    'row_id',
    'before',
    'after',
    'operation_id',
  ],
};

function storedForm(
  { accountId, table, key, before, after }: Change,
  names: ReadonlyMap<number, string>,
): StoredForm {
  return [
    accountId,
    accountId === null ? '' : (names.get(accountId) ?? ''),
    table,
    String(key),
    before && JSON.stringify(before),
    after && JSON.stringify(after),
  ];
}

async function writeChanges(
  { id, db }: Operation,
  changes: readonly StoredForm[],
  accounts: number,
): Promise<void> {
  await insertRows(
    db,
    CHANGE_ROW,
    changes.map((change) => [...change, id]),
  );
  await db
    .updateTable('gatehouse_operation')
    .set({ accounts: sql`accounts + ${accounts}` })
    .where('id', '=', id)
    .execute();
}

/** The user names of everybody concerned; those whose own rows were changed are known. */
async function accountNames({
  db,
  changes,
  names,
}: Operation): Promise<ReadonlyMap<number, string>> {
  const concerned = new Set(changes.flatMap(({ accountId }) => accountId ?? []));
  const others = [...concerned].filter((id) => !names.has(id));
  if (others.length === 0) return names;
  const rows = await db
    .selectFrom('auth_user')
    .select(['id', 'username'])
    .where(sql<boolean>`id IN ${keySet(others)}`)
    .execute();
  return new Map([...names, ...rows.map(({ id, username }) => [id, username] as const)]);
}
