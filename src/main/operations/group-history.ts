import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import type { Change } from './operation.ts';

/** Django's labels of a group's form (`django.contrib.auth.admin.GroupAdmin`). */
const FIELDS = { auth_group: 'Name', auth_group_permissions: 'Permissions' } as const;

/** One line of Django's history about a group: what it was called, and which fields changed. */
export interface GroupEntry {
  readonly id: number;
  readonly name: string;
  readonly how: 'added' | 'deleted' | readonly string[];
}

/** What an operation did to groups, one entry for each, as Django's admin tells it. */
export async function groupEntries(
  db: Database,
  changes: readonly Change[],
): Promise<readonly GroupEntry[]> {
  const byGroup = Map.groupBy(
    changes.filter(({ table }) => table in FIELDS),
    ({ table, key, before, after }) =>
      Number(table === 'auth_group' ? key : (before ?? after)?.['group_id']),
  );
  if (byGroup.size === 0) return [];
  const rows = await db
    .selectFrom('auth_group')
    .select(['id', 'name'])
    .where('id', 'in', keySet([...byGroup.keys()]))
    .execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return [...byGroup].map(([id, own]): GroupEntry => {
    const row = own.find(({ table }) => table === 'auth_group');
    if (row?.after === null) return { id, name: String(row.before?.['name']), how: 'deleted' };
    const name = names.get(id) ?? '';
    if (row?.before === null) return { id, name, how: 'added' };
    const fields = new Set(own.map(({ table }) => FIELDS[table as keyof typeof FIELDS]));
    return { id, name, how: [...fields] };
  });
}
