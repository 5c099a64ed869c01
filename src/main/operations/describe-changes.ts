import { sql } from 'kysely';

import type { FieldChange } from '../../shared/contract/operations.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import type { GatehouseOperationChange } from '../db/schema.ts';
import { describeFields } from './describe-fields.ts';
import type { Row } from './recorded-tables.ts';
import { parseRow } from './stored-changes.ts';

/** What of a row of the log is described. */
export type LoggedChange = Readonly<
  Pick<GatehouseOperationChange, 'table_name' | 'before' | 'after'>
>;

/** Tables whose rows say that somebody, or a group, has something, by its id. */
const HELD: Readonly<Record<string, readonly [column: string, table: string, field: string]>> = {
  auth_user_groups: ['group_id', 'auth_group', 'group'],
  auth_group_permissions: ['permission_id', 'auth_permission', 'permission'],
  auth_user_user_permissions: ['permission_id', 'auth_permission', 'permission'],
};

/** Who has a row here waits for an administrator; it says nothing else. */
const APPROVAL = 'registration_supervisedregistrationprofile';

function yesOrNo(row: Row | null): string {
  return row === null ? 'no' : 'yes';
}

/**
 * What each change of the log was, in words and without secrets: fields before and after, groups
 * and permissions by their names, a note by its text.
 * @returns For each change its fields, in the order given.
 */
export async function describeChanges(
  db: Database,
  changes: readonly LoggedChange[],
): Promise<FieldChange[][]> {
  const names = await heldNames(db, changes);
  return changes.map(({ table_name: table, ...change }) => {
    const before = parseRow(change.before);
    const after = parseRow(change.after);
    // What was emptied in the log.
    if (before === null && after === null) return [];
    if (table === APPROVAL) {
      return [{ field: 'waits for an approval', before: yesOrNo(before), after: yesOrNo(after) }];
    }
    if (table === 'gatehouse_note') return describeFields(textOf(before), textOf(after));
    const held = HELD[table];
    if (!held) return describeFields(before, after);
    const [column, , field] = held;
    const name = (row: Row | null) => {
      const id = row?.[column];
      return id === undefined ? null : (names.get(`${table} ${String(id)}`) ?? `#${String(id)}`);
    };
    return [{ field, before: name(before), after: name(after) }];
  });
}

async function heldNames(
  db: Database,
  changes: readonly LoggedChange[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const [table, members] of Map.groupBy(changes, (change) => change.table_name)) {
    const held = HELD[table];
    if (!held) continue;
    const [column, offered] = held;
    const ids = members.map(({ before, after }) => Number(parseRow(before ?? after)?.[column]));
    const { rows } = await sql<{ id: number; name: string }>`
      SELECT id, name FROM ${sql.table(offered)} WHERE id IN ${keySet(ids)}`.execute(db);
    const former = offered === 'auth_group' ? await formerGroups(db, ids) : [];
    for (const { id, name } of [...former, ...rows]) names.set(`${table} ${id}`, name);
  }
  return names;
}

/** What groups that were deleted here were called. */
async function formerGroups(db: Database, ids: readonly number[]) {
  const { rows } = await sql<{ id: number; name: string }>`
    SELECT CAST(row_id AS INTEGER) AS id, before ->> '$.name' AS name
    FROM gatehouse_operation_change
    WHERE table_name = 'auth_group' AND row_id IN ${keySet([...new Set(ids)].map(String))}
      AND before IS NOT NULL AND after IS NULL ORDER BY gatehouse_operation_change.id`.execute(db);
  return rows;
}

/** Of a note only what was written; when and by whom stands beside it. */
function textOf(row: Row | null): Row | null {
  return row && { note: row['text'] ?? '' };
}
