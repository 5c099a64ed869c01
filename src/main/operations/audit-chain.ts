import { createHash } from 'node:crypto';

import type { Database } from '../db/open-database.ts';
import type { StoredOperation } from './describe-operation.ts';

/** A change as the log stores it: account, its name, table, key, before and after as JSON. */
export type StoredForm = readonly [
  account: number | null,
  name: string,
  table: string,
  key: string,
  before: string | null,
  after: string | null,
];

/** What the first link is chained to. */
export const CHAIN_START = '';

/** A part of an operation as it enters the chain. */
export interface LinkedPart {
  readonly accounts: number;
  readonly changes: number;
  readonly digest: string;
}

/**
 * Chains a part of an operation to the part before it, in the transaction that writes it. Whoever
 * changes, removes or puts in an entry afterwards would have to make all later hashes anew.
 */
export async function addLink(
  db: Database,
  part: {
    readonly id: number;
    readonly accounts: number;
    readonly changes: readonly StoredForm[];
  },
): Promise<void> {
  const operation = await db
    .selectFrom('gatehouse_operation')
    .selectAll()
    .where('id', '=', part.id)
    .executeTakeFirstOrThrow();
  const linked = {
    accounts: part.accounts,
    changes: part.changes.length,
    digest: digestOf(part.changes),
  };
  const hash = linkHash((await lastLink(db))?.hash ?? CHAIN_START, operation, linked);
  await db
    .insertInto('gatehouse_audit_link')
    .values({ operation_id: part.id, ...linked, hash })
    .execute();
}

/** The end of the chain, or undefined while there is none. */
export function lastLink(db: Database) {
  return db
    .selectFrom('gatehouse_audit_link')
    .select(['id', 'hash'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Changes of an operation as the log stores them, in order; all of them without a window. */
export async function storedChanges(
  db: Database,
  operationId: number,
  window?: { readonly offset: number; readonly limit: number },
): Promise<readonly { readonly id: number; readonly form: StoredForm }[]> {
  const rows = await db
    .selectFrom('gatehouse_operation_change')
    .select(['id', 'account_id', 'account_name', 'table_name', 'row_id', 'before', 'after'])
    .where('operation_id', '=', operationId)
    .orderBy('id')
    .limit(window?.limit ?? -1)
    .offset(window?.offset ?? 0)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    form: [row.account_id, row.account_name, row.table_name, row.row_id, row.before, row.after],
  }));
}

/** SHA-256 of changes, in hexadecimal. The JSON of each stands on a line of its own. */
export function digestOf(changes: readonly StoredForm[]): string {
  const hash = createHash('sha256');
  // Line by line: a long text of several scripts takes far longer to put together and to encode.
  for (const change of changes) hash.update(`${JSON.stringify(change)}\n`);
  return hash.digest('hex');
}

/**
 * The hash of a link: of the link before, of what an operation is and never changes, and of what
 * this part of it did. Whether it was taken back is told by the operation that did so.
 */
export function linkHash(before: string, operation: StoredOperation, part: LinkedPart): string {
  const { id, at, kind, actor_id, actor, via, detail, undo_of } = operation;
  const { accounts, changes, digest } = part;
  const text = JSON.stringify([
    before,
    [id, at, kind, actor_id, actor, via, detail, undo_of],
    [accounts, changes, digest],
  ]);
  return createHash('sha256').update(text).digest('hex');
}
