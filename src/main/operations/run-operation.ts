import { sql } from 'kysely';

import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import type { Actor } from './actor.ts';
import { tellChanged } from './changed-accounts.ts';
import { writeAdminLog } from './admin-log.ts';
import { type Change, Operation } from './operation.ts';
import { keySet } from './row-store.ts';

/** What an operation is called and who does it. */
export interface OperationRequest {
  /** The procedure's or page's name, `noun.verb`. */
  readonly kind: string;
  readonly actor: Actor;
  readonly at: Date;
  /** What its title and the reason for it need, as JSON. Never a secret. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly undoOf?: number;
}

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
 * Slow work such as hashing belongs before the call: the database is locked meanwhile.
 *
 * @throws Whatever the work throws; then nothing has happened.
 */
export async function runOperation<Value>(
  db: Database,
  request: OperationRequest,
  work: (operation: Operation) => Promise<Value>,
): Promise<OperationResult<Value>> {
  const result = await db.transaction().execute(async (transaction) => {
    const { id } = await transaction
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
    const operation = new Operation({ id, at: request.at, db: transaction });
    const value = await work(operation);
    if (operation.changes.length === 0 && operation.mails === 0) {
      await transaction.deleteFrom('gatehouse_operation').where('id', '=', id).execute();
      return { operationId: null, mailsQueued: 0, value, changes: [] };
    }
    await writeChanges(operation);
    await writeAdminLog(operation, request.actor);
    return { operationId: id, mailsQueued: operation.mails, value, changes: operation.changes };
  });
  const { changes, ...told } = result;
  tellChanged(db, new Set(changes.flatMap(({ accountId }) => accountId ?? [])));
  return told;
}

async function writeChanges({ id, db, changes }: Operation): Promise<void> {
  const names = await accountNames(db, changes);
  const rows = changes.map((change) => ({
    account: change.accountId,
    name: change.accountId === null ? '' : (names.get(change.accountId) ?? ''),
    table: change.table,
    key: String(change.key),
    before: change.before && JSON.stringify(change.before),
    after: change.after && JSON.stringify(change.after),
  }));
  await sql`
    INSERT INTO gatehouse_operation_change
      (operation_id, account_id, account_name, table_name, row_id, before, after)
    SELECT ${id}, value ->> '$.account', value ->> '$.name', value ->> '$.table',
      value ->> '$.key', value ->> '$.before', value ->> '$.after'
    FROM json_each(${JSON.stringify(rows)}) ORDER BY key`.execute(db);
  await db
    .updateTable('gatehouse_operation')
    .set({ accounts: names.size })
    .where('id', '=', id)
    .execute();
}

/** The user names of everybody concerned, from the rows themselves where they are gone. */
async function accountNames(
  db: Database,
  changes: readonly Change[],
): Promise<ReadonlyMap<number, string>> {
  const ids = new Set(changes.flatMap(({ accountId }) => accountId ?? []));
  const rows = await db
    .selectFrom('auth_user')
    .select(['id', 'username'])
    .where(sql<boolean>`id IN ${keySet([...ids])}`)
    .execute();
  const names = new Map(rows.map(({ id, username }) => [id, username]));
  for (const { table, accountId, before } of changes) {
    if (table !== 'auth_user' || accountId === null || names.has(accountId)) continue;
    names.set(accountId, String(before?.['username'] ?? ''));
  }
  return names;
}
