import { type RawBuilder, sql } from 'kysely';

import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { tableReferringTo } from './group-references.ts';
import type { RecordedTableName } from './recorded-tables.ts';
import type { StoredChange } from './stored-changes.ts';

/** A column that points to another table's row, and what that row is to a reader. */
type Pointer = readonly [
  column: string,
  table: RecordedTableName | 'auth_permission',
  word: string,
];

const ACCOUNT: Pointer = ['user_id', 'auth_user', 'account'];
const GROUP: Pointer = ['group_id', 'auth_group', 'group'];
const PERMISSION: Pointer = ['permission_id', 'auth_permission', 'permission'];

/** Tables whose rows say who has which right; each pair once. */
const HOLDINGS: Readonly<Partial<Record<RecordedTableName, readonly [Pointer, Pointer]>>> = {
  auth_user_groups: [ACCOUNT, GROUP],
  auth_user_user_permissions: [ACCOUNT, PERMISSION],
  auth_group_permissions: [GROUP, PERMISSION],
};

/** Which rows that give rights can't come back, and which groups can't go. */
export interface JudgedRights {
  /** Why an account's part, or null's, can't be taken back. */
  readonly refused: ReadonlyMap<number | null, string>;
  /** Rights that no longer exist, of those who come back themselves: they do without them. */
  readonly leftOut: ReadonlySet<StoredChange>;
}

/**
 * Judges what the rows themselves do not tell: whether there still is what they point to, whether
 * somebody has the right again by another row, and whether others point to a group that would go.
 *
 * @param changes What would be taken back.
 * @param whole The operation, when all that it gave to a group would go with it, not these alone.
 */
export async function judgeRights(
  db: Database,
  changes: readonly StoredChange[],
  whole?: number,
): Promise<JudgedRights> {
  const refused = new Map<number | null, string>();
  const leftOut = new Set<StoredChange>();
  for (const { table, key, accountId, before } of changes) {
    if (table !== 'auth_group') continue;
    const reason =
      before === null
        ? await whyStays(db, Number(key), (given) => rowsOf(given, changes, whole))
        : await takenBy(db, key, before);
    if (reason !== null) refused.set(accountId, reason);
  }
  const gone = changes.filter(
    ({ before, after, accountId }) => before !== null && after === null && !refused.has(accountId),
  );
  const coming = new Set(gone.map(({ table, key }) => `${table} ${key}`));
  for (const [table, rows] of Map.groupBy(gone, (change) => change.table)) {
    const pointers = HOLDINGS[table];
    if (!pointers) continue;
    const [owner, right] = pointers;
    const owners = await missing(db, owner, rows, coming);
    const rights = await missing(db, right, rows, coming);
    const held = await heldPairs(db, table, pointers, rows);
    for (const row of rows) {
      if (rights.has(valueOf(row, right)) && coming.has(`${owner[1]} ${valueOf(row, owner)}`)) {
        leftOut.add(row);
      } else if (owners.has(valueOf(row, owner))) {
        refused.set(row.accountId, `The ${owner[2]} was deleted since.`);
      } else if (rights.has(valueOf(row, right))) {
        refused.set(row.accountId, `The ${right[2]} was deleted since.`);
      } else if (held.has(`${valueOf(row, owner)} ${valueOf(row, right)}`)) {
        refused.set(row.accountId, 'It exists again.');
      }
    }
  }
  return { refused, leftOut };
}

function valueOf({ before }: StoredChange, [column]: Pointer): number {
  return Number(before?.[column]);
}

/** What the rows point to and is neither there nor comes back with them. */
async function missing(
  db: Database,
  pointer: Pointer,
  rows: readonly StoredChange[],
  coming: ReadonlySet<string>,
): Promise<ReadonlySet<number>> {
  const [, table] = pointer;
  const wanted = new Set(rows.map((row) => valueOf(row, pointer)));
  const { rows: found } = await sql<{ id: number }>`
    SELECT id FROM ${sql.table(table)} WHERE id IN ${keySet([...wanted])}`.execute(db);
  const there = new Set(found.map(({ id }) => id));
  return new Set([...wanted].filter((id) => !there.has(id) && !coming.has(`${table} ${id}`)));
}

/** Who has which right now, of those whom the rows are about: `owner right`. */
async function heldPairs(
  db: Database,
  table: RecordedTableName,
  [owner, right]: readonly [Pointer, Pointer],
  rows: readonly StoredChange[],
): Promise<ReadonlySet<string>> {
  const owners = [...new Set(rows.map((row) => valueOf(row, owner)))];
  const { rows: held } = await sql<{ owner: number; right: number }>`
    SELECT ${sql.ref(owner[0])} AS owner, ${sql.ref(right[0])} AS "right" FROM ${sql.table(table)}
    WHERE ${sql.ref(owner[0])} IN ${keySet(owners)}`.execute(db);
  return new Set(held.map((row) => `${row.owner} ${row.right}`));
}

/** SQL for the ids of the rows of a table that would be taken back. */
function rowsOf(
  table: RecordedTableName,
  changes: readonly StoredChange[],
  whole: number | undefined,
): RawBuilder<number> {
  if (whole === undefined) {
    return keySet(changes.filter((change) => change.table === table).map(({ key }) => Number(key)));
  }
  return sql`(SELECT CAST(row_id AS integer) FROM gatehouse_operation_change
    WHERE operation_id = ${whole} AND table_name = ${table} AND before IS NULL)`;
}

/**
 * Why a group that was made can't go, or null: it has what was given to it by other acts, or the
 * site's own tables refer to it.
 */
async function whyStays(
  db: Database,
  group: number,
  goingWithIt: (table: RecordedTableName) => RawBuilder<number>,
): Promise<string | null> {
  for (const [table, what] of [
    ['auth_user_groups', 'members'],
    ['auth_group_permissions', 'permissions'],
  ] as const) {
    const other = await db
      .selectFrom(table)
      .select('id')
      .where('group_id', '=', group)
      .where('id', 'not in', goingWithIt(table))
      .limit(1)
      .executeTakeFirst();
    if (other) return `It has ${what} that came since.`;
  }
  const referring = await tableReferringTo(db, group);
  return referring === null ? null : `The table ${referring} of this site refers to it.`;
}

/** Why a group can't have its old name back, or null. */
async function takenBy(
  db: Database,
  key: StoredChange['key'],
  { name }: NonNullable<StoredChange['before']>,
): Promise<string | null> {
  if (typeof name !== 'string') return null;
  const other = await db
    .selectFrom('auth_group')
    .select('id')
    .where('name', '=', name)
    .where('id', '!=', Number(key))
    .executeTakeFirst();
  return other ? `The name ${name} has been taken by another group since.` : null;
}
