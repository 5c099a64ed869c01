import { RefusedError } from '../../shared/errors.ts';
import type { Database } from '../db/open-database.ts';
import type { Actor } from './actor.ts';
import { NOT_UNDOABLE } from './describe-operation.ts';
import type { Operation } from './operation.ts';
import { type Key, RECORDED_TABLES, type RecordedTableName, type Row } from './recorded-tables.ts';
import { readRows } from './row-store.ts';
import { type BatchContext, runInBatches } from './run-in-batches.ts';

export interface Undone {
  readonly operationId: number | null;
  readonly undone: number;
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
  readonly mailsTakenBack: number;
  readonly mailsGone: number;
}

/** A change as the log keeps it. */
export interface StoredChange {
  readonly id: number;
  readonly accountId: number | null;
  readonly name: string;
  readonly table: RecordedTableName;
  readonly key: Key;
  readonly before: Row | null;
  readonly after: Row | null;
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
  const changes = await storedChanges(context.db, id);
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
    refused: result.values.flatMap(({ refused }) => refused),
    mailsTakenBack: mails.taken,
    mailsGone: mails.gone,
  };
}

/** Parts people into those whose rows are as the operation left them, and the others. */
async function judge(
  db: Database,
  people: readonly (readonly [number | null, readonly StoredChange[]])[],
) {
  const changes = people.flatMap(([, own]) => own).toSorted((one, other) => one.id - other.id);
  const stale = await staleGroups(db, changes);
  const refused = people.flatMap(([account, own]) => {
    const reason = stale.get(account);
    const name = own.find((change) => change.name !== '')?.name ?? 'settings';
    return reason === undefined ? [] : [{ name, reason }];
  });
  return { refused, restored: changes.filter(({ accountId }) => !stale.has(accountId)) };
}

/** @returns Its kind. @throws RefusedError when it is unknown or can't be taken back. */
async function undoableKind(db: Database, id: number): Promise<string> {
  const row = await db
    .selectFrom('gatehouse_operation')
    .select(['kind', 'undone_by'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new RefusedError({ code: 'not-found', message: 'This act is not in the log.' });
  if (NOT_UNDOABLE[row.kind] !== undefined) {
    throw new RefusedError({ code: 'conflict', message: NOT_UNDOABLE[row.kind] ?? '' });
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

async function storedChanges(db: Database, id: number): Promise<readonly StoredChange[]> {
  const rows = await db
    .selectFrom('gatehouse_operation_change')
    .selectAll()
    .where('operation_id', '=', id)
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const table = row.table_name as RecordedTableName;
    const numeric = RECORDED_TABLES[table].key !== 'name';
    return {
      id: row.id,
      accountId: row.account_id,
      name: row.account_name,
      table,
      key: numeric ? Number(row.row_id) : row.row_id,
      before: row.before === null ? null : (JSON.parse(row.before) as Row),
      after: row.after === null ? null : (JSON.parse(row.after) as Row),
    };
  });
}

/** For each person whose rows have moved on since: why their part can't be taken back. */
async function staleGroups(
  db: Database,
  changes: readonly StoredChange[],
): Promise<ReadonlyMap<number | null, string>> {
  const reasons = new Map<number | null, string>();
  for (const [table, members] of Map.groupBy(changes, (change) => change.table)) {
    const { key } = RECORDED_TABLES[table];
    const keys = members.map((member) => member.key);
    const now = new Map((await readRows(db, table, keys)).map((row) => [row[key], row]));
    for (const { accountId, after, key: rowKey } of members) {
      const row = now.get(rowKey);
      const reason = difference(row, after);
      if (reason) reasons.set(accountId, reason);
    }
  }
  const taken = await takenNames(db, changes);
  for (const [account, name] of taken) {
    reasons.set(account, `The user name ${name} has been taken by somebody else since.`);
  }
  return reasons;
}

function difference(row: Row | undefined, after: Row | null): string | null {
  if (after === null) return row ? 'It exists again.' : null;
  if (!row) return 'It was deleted since.';
  const moved = Object.keys(after).filter((column) => row[column] !== after[column]);
  if (moved.length === 0) return null;
  return `It was changed since (${moved.map((column) => column.replaceAll('_', ' ')).join(', ')}).`;
}

/** Restored user names that now belong to another account. */
async function takenNames(
  db: Database,
  changes: readonly StoredChange[],
): Promise<ReadonlyMap<number | null, string>> {
  const wanted = new Map<string, number | null>();
  for (const { table, before, accountId } of changes) {
    const name = table === 'auth_user' ? before?.['username'] : undefined;
    if (typeof name === 'string') wanted.set(name, accountId);
  }
  const taken = new Map<number | null, string>();
  for (const chunk of chunks([...wanted.keys()], 500)) {
    const rows = await db
      .selectFrom('auth_user')
      .select(['id', 'username'])
      .where('username', 'in', chunk)
      .execute();
    for (const { id, username } of rows) {
      const account = wanted.get(username) ?? null;
      if (account !== id) taken.set(account, username);
    }
  }
  return taken;
}

function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** Writes the before-values, newest change first, joining neighbours of one shape into one set. */
async function restore(operation: Operation, changes: readonly StoredChange[]): Promise<void> {
  let index = 0;
  while (index < changes.length) {
    const first = changes[index];
    if (!first) break;
    const run = changes.slice(index, endOfRun(changes, index));
    await restoreRun(operation, first.table, run);
    index += run.length;
  }
}

function endOfRun(changes: readonly StoredChange[], start: number): number {
  const shape = (change: StoredChange | undefined): string =>
    change
      ? `${change.table} ${change.before === null} ${change.after === null} ${Object.keys(change.before ?? {}).join()}`
      : '';
  const wanted = shape(changes[start]);
  let end = start + 1;
  while (end < changes.length && shape(changes[end]) === wanted) end += 1;
  return end;
}

async function restoreRun(
  operation: Operation,
  table: RecordedTableName,
  run: readonly StoredChange[],
): Promise<void> {
  const { key } = RECORDED_TABLES[table];
  const [first] = run;
  const accounts = new Map(run.map((change) => [change.key, change.accountId]));
  if (!first) return;
  if (first.before === null) {
    await operation.delete(
      table,
      run.map((change) => change.key),
      (deleted) => accounts.get(deleted) ?? null,
    );
  } else if (first.after === null) {
    await operation.insert(
      table,
      run.flatMap(({ before }) => (before === null ? [] : [before])),
      (added) => accounts.get(added) ?? null,
    );
  } else {
    await operation.update(
      table,
      run.map((change) => ({ [key]: change.key, ...change.before })),
    );
  }
}
