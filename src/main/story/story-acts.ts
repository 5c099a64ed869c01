import { sql } from 'kysely';

import type { FieldChange, OperationRow } from '../../shared/contract/operations.ts';
import type { StoryItem } from '../../shared/contract/story.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { describeChanges, type LoggedChange } from '../operations/describe-changes.ts';
import { kindNamed, kindsThat } from '../operations/operation-kinds.ts';
import { describeAll } from '../operations/operation-log.ts';

/** How an act is told that is told in no way of its own. */
const CHANGED = { kind: 'changed', tone: 'neutral' } as const;

/** The tables whose changes are told; the others are bookkeeping beside them. */
const TOLD = new Set([
  'auth_user',
  'auth_user_groups',
  'auth_user_user_permissions',
  'gatehouse_note',
]);

/** Which acts are told, and how many. */
interface WantedActs {
  /** Null for all. */
  readonly kinds: readonly StoryItem['kind'][] | null;
  readonly isConsoleOnly: boolean;
  readonly limit: number;
}

/** The newest acts on somebody. */
export async function actItems(
  db: Database,
  accountId: number,
  { kinds, isConsoleOnly, limit }: WantedActs,
): Promise<StoryItem[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT operation.id FROM gatehouse_operation AS operation
    WHERE operation.id IN (SELECT operation_id FROM gatehouse_operation_change
        WHERE account_id = ${accountId})
      AND ${isConsoleOnly ? sql`operation.via = 'console'` : sql`1`}
      AND ${kinds === null ? sql`1` : sql`operation.kind IN ${keySet(kindsToldAs(kinds))}`}
      AND NOT ${isToldByUndone(accountId)}
    ORDER BY operation.id DESC LIMIT ${limit}`.execute(db);
  const ids = rows.map(({ id }) => id);
  const operations = await db
    .selectFrom('gatehouse_operation')
    .selectAll()
    .where('id', 'in', keySet(ids))
    .orderBy('id', 'desc')
    .execute();
  const changes = await db
    .selectFrom('gatehouse_operation_change')
    .select(['operation_id', 'table_name', 'before', 'after'])
    .where('operation_id', 'in', keySet(ids))
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
  const fields = await describeChanges(db, changes);
  const told = changes.map((change, index) => ({ ...change, fields: fields[index] ?? [] }));
  const byOperation = Map.groupBy(told, (change) => change.operation_id);
  const signUp = await signUpDetail(db, accountId);
  const described = await describeAll(db, operations);
  return described.map((operation) => item(operation, byOperation.get(operation.id) ?? [], signUp));
}

/** The act that was taken back says so itself, where the whole of it was. */
function isToldByUndone(accountId: number) {
  return sql<boolean>`EXISTS (SELECT 1 FROM gatehouse_operation AS undone
    JOIN gatehouse_operation_change AS change ON change.operation_id = undone.id
    WHERE undone.undone_by = operation.id AND change.account_id = ${accountId})`;
}

function kindsToldAs(wanted: readonly StoryItem['kind'][]): readonly string[] {
  return kindsThat(({ story = CHANGED }) => wanted.includes(story.kind));
}

interface ToldChange extends LoggedChange {
  readonly fields: readonly FieldChange[];
}

function item(
  operation: OperationRow,
  changes: readonly ToldChange[],
  signUp: string | null,
): StoryItem {
  const words = kindNamed(operation.kind)?.story ?? CHANGED;
  const isConsole = operation.via === 'console';
  const isNote = operation.kind === 'accounts.addNote';
  const details: Readonly<Record<string, string | null>> = {
    'registrations.signUp': signUp,
    'accounts.addNote': noteOf(changes),
  };
  return {
    key: `act ${operation.id}`,
    at: operation.at,
    ...words,
    title: ownTitle(operation, changes),
    detail: details[operation.kind] ?? null,
    by: isConsole ? operation.actor : null,
    changes: isNote ? [] : changes.filter(isTold).flatMap(({ fields }) => fields),
    undoOperationId: isConsole && operation.undoBlocked === null ? operation.id : null,
    undoBlocked: isConsole ? operation.undoBlocked : null,
  };
}

/** What was written: a new note has nothing before it to compare with. */
function noteOf(changes: readonly ToldChange[]): string | null {
  return changes.flatMap(({ fields }) => fields)[0]?.after ?? null;
}

/** An account that was made or deleted is told by its title. */
function isTold({ table_name: table, before, after }: ToldChange): boolean {
  if (!TOLD.has(table)) return false;
  return table !== 'auth_user' || (before !== null && after !== null);
}

function ownTitle(
  { kind, title }: { readonly kind: string; readonly title: string },
  changes: readonly { readonly table_name: string }[],
): string {
  const tables = new Set(changes.map(({ table_name }) => table_name));
  // Who had confirmed the address already was approved.
  if (kind === 'registrations.activate' && !tables.has('registration_registrationprofile')) {
    return 'Approved';
  }
  return kindNamed(kind)?.ownTitle ?? title;
}

/** Where a sign-up came from and by which way. */
async function signUpDetail(db: Database, accountId: number): Promise<string | null> {
  const row = await db
    .selectFrom('gatehouse_registration')
    .leftJoin('gatehouse_invitation', 'gatehouse_invitation.id', 'invitation_id')
    .select(['address', 'invitation_id', 'gatehouse_invitation.label'])
    .where('user_id', '=', accountId)
    .executeTakeFirst();
  if (!row) return null;
  const way =
    row.invitation_id === null
      ? 'by the registration form'
      : `by the invitation “${row.label ?? 'that is gone'}”`;
  return row.address === '' ? `From this machine, ${way}` : `From ${row.address}, ${way}`;
}
