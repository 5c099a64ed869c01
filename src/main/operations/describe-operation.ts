import type { Selectable } from 'kysely';

import type { OperationRow } from '../../shared/contract/operations.ts';
import { ownDatetimeToIso, parseDjangoDatetime } from '../db/django-datetime.ts';
import type { GatehouseOperation } from '../db/schema.ts';
import { subjectOf } from './kinds/act-kind.ts';
import { kindNamed, type OperationKind, titleOf } from './operation-kinds.ts';

/** An operation's row, with its id as read. */
export type StoredOperation = Readonly<Selectable<GatehouseOperation>>;

/** What a long act says of itself while it is under way: "Activating 10,000 accounts". */
export function jobTitle(kind: OperationKind, total: number): string {
  return `${kindNamed(kind)?.underWay ?? 'Working on'} ${subjectOf(total)}`;
}

/** The kinds of acts whose name or whose words contain a text, whatever its letter case. */
export function kindsTitled(kinds: readonly string[], text: string): string[] {
  const wanted = text.toLowerCase();
  return kinds.filter((kind) => {
    return [kind, ...wordsOf(kind)].some((said) => said.toLowerCase().includes(wanted));
  });
}

function wordsOf(name: string): readonly string[] {
  const words = kindNamed(name)?.words;
  if (words) return words;
  const title = titleOf(name, { people: '', accounts: 1, detail: {} }) ?? '';
  // Without the details of an act its words have gaps, which are no words.
  return [title.replaceAll(/undefined|NaN/gi, '')];
}

/**
 * Says in a sentence what an operation was, and whether it can be taken back.
 * @param undone The title of what it took back, if it is an undo.
 */
export function describeOperation(
  row: StoredOperation,
  names: readonly string[],
  undone?: string,
): OperationRow {
  const detail = JSON.parse(row.detail) as Record<string, unknown>;
  const { accounts } = row;
  const told = { people: subjectOf(accounts, names), accounts, detail, undone };
  return {
    id: row.id,
    at: ownDatetimeToIso(row.at),
    kind: row.kind,
    title: titleOf(row.kind, told) ?? row.kind,
    actor: row.actor,
    via: row.via as OperationRow['via'],
    // An export changes nobody, and is about them all the same.
    accounts: row.kind === 'accounts.export' ? Number(detail['count']) : accounts,
    names: [...names],
    undoBlocked: row.undone_by === null ? whyNotUndoable(row) : 'Was taken back.',
    ...(row.undone_by !== null && { isUndone: true }),
    ...(row.kind === 'accounts.export' && { columns: String(detail['columns']) }),
  };
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

/** Why an operation that has not been taken back can't be, or null. */
export function whyNotUndoable({
  kind,
  emptied_at,
}: Pick<StoredOperation, 'kind' | 'emptied_at'>): string | null {
  if (emptied_at === null) return kindNamed(kind)?.notUndoable ?? null;
  const day = DAY.format(parseDjangoDatetime(emptied_at) ?? 0);
  return `What it deleted was deleted for good on ${day}.`;
}
