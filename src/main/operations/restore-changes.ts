import type { Database } from '../db/open-database.ts';
import type { Operation } from './operation.ts';
import {
  type Key,
  RECORDED_TABLES,
  type RecordedTableName,
  type Row,
  tellingColumns,
  type Value,
} from './recorded-tables.ts';
import { judgeRights } from './rights-to-restore.ts';
import { readRows } from './row-store.ts';
import type { StoredChange } from './stored-changes.ts';
import { takenNames } from './taken-names.ts';

interface HowToJudge {
  /** Why some can't be taken back whatever their rows are, by the account's id. */
  readonly kept?: ReadonlyMap<number | null, string>;
  /** The operation, when these are judged for all of it at once. */
  readonly whole?: number;
}

/**
 * Parts people into those whose rows are as an operation left them, and the others. Who was deleted
 * and is here again came back by other means: nothing is left to do for them, and nothing refused.
 * Whoever comes back does so without groups and permissions that no longer exist.
 *
 * @param all The changes of these people, in the order in which they were made.
 */
export async function judgeRestoring(
  db: Database,
  all: readonly StoredChange[],
  { kept = new Map(), whole }: HowToJudge = {},
): Promise<{
  readonly restored: readonly StoredChange[];
  readonly refused: readonly {
    readonly accountId: number | null;
    readonly name: string;
    readonly reason: string;
    /** Under another user name they could come back. */
    readonly isNameTaken?: true;
  }[];
  /** The rows by which it was judged. */
  readonly rows: FoundRows;
}> {
  const back = await cameBack(db, all);
  const changes = all.filter(({ accountId }) => accountId === null || !back.has(accountId));
  const { reasons, taken, found } = await staleGroups(db, changes);
  const moved = new Map([...kept, ...reasons]);
  const asLeft = changes.filter(({ accountId }) => !moved.has(accountId));
  const rights = await judgeRights(db, asLeft, whole);
  const stale = new Map([...moved, ...rights.refused]);
  const staying = changes.filter(({ accountId }) => stale.has(accountId));
  const refused = [...Map.groupBy(staying, ({ accountId }) => accountId)].map(
    ([accountId, own]) => ({
      accountId,
      name: nameOf(own),
      reason: stale.get(accountId) ?? '',
      ...(taken.has(accountId) && own.some(isDeletion) ? { isNameTaken: true as const } : {}),
    }),
  );
  const restored = asLeft.filter(
    (change) => !stale.has(change.accountId) && !rights.leftOut.has(change),
  );
  return { refused, restored, rows: found };
}

/** Rows by their keys. */
type FoundRows = Map<RecordedTableName, Map<Key, Row>>;

/** Whose rows these are, for a reader. */
function nameOf(own: readonly StoredChange[]): string {
  const person = own.find(({ name }) => name !== '');
  if (person) return person.name;
  return own.some(({ table }) => table.startsWith('auth_group')) ? 'the group' : 'settings';
}

async function cameBack(
  db: Database,
  changes: readonly StoredChange[],
): Promise<ReadonlySet<Value | undefined>> {
  const deleted = changes.filter(({ table, after }) => table === 'auth_user' && after === null);
  const rows = await readRows(
    db,
    'auth_user',
    deleted.map(({ key }) => key),
    new Set(['id']),
  );
  return new Set(rows.map(({ id }) => id));
}

/** For each person whose rows have moved on since: why their part can't be taken back, and whose name is taken. */
async function staleGroups(
  db: Database,
  changes: readonly StoredChange[],
): Promise<{
  readonly reasons: ReadonlyMap<number | null, string>;
  readonly taken: ReadonlyMap<number | null, string>;
  readonly found: FoundRows;
}> {
  const reasons = new Map<number | null, string>();
  const found: FoundRows = new Map();
  for (const [table, members] of Map.groupBy(changes, (change) => change.table)) {
    const { key } = RECORDED_TABLES[table];
    const keys = members.map((member) => member.key);
    const columns = new Set(tellingColumns(table));
    for (const after of new Set(members.map((member) => member.after))) {
      for (const column of Object.keys(after ?? {})) columns.add(column);
    }
    const rows = await readRows(db, table, keys, columns);
    const now = new Map(rows.map((row) => [row[key] ?? '', row]));
    found.set(table, now);
    for (const { accountId, before, after, key: rowKey } of members) {
      const isEmptied = before === null && after === null;
      // A rejection only goes, whomever it lets sign up again by now.
      const isRejection = table === 'gatehouse_rejection' && before === null;
      const expected = isRejection ? {} : after;
      const reason = isEmptied ? 'It was deleted for good.' : difference(now.get(rowKey), expected);
      if (reason) reasons.set(accountId, reason);
    }
  }
  // Who stays anyway takes nobody's name.
  const taken = await takenNames(
    db,
    changes.filter(({ accountId }) => !reasons.has(accountId)),
  );
  for (const [account, name] of taken) {
    reasons.set(account, `The user name ${name} has been taken by somebody else since.`);
  }
  return { reasons, taken, found };
}

/** Only who was deleted is in the trash. */
function isDeletion({ table, before, after }: StoredChange): boolean {
  return table === 'auth_user' && before !== null && after === null;
}

function difference(row: Row | undefined, after: Row | null): string | null {
  if (after === null) return row ? 'It exists again.' : null;
  if (!row) return 'It was deleted since.';
  const moved = Object.keys(after).filter((column) => row[column] !== after[column]);
  if (moved.length === 0) return null;
  return `It was changed since (${moved.map((column) => column.replaceAll('_', ' ')).join(', ')}).`;
}

/**
 * Writes the before-values, newest change first, joining neighbours of one shape into one set.
 * @param rows As they were read in this transaction, and not changed since; what is missing is read.
 */
export async function restore(
  operation: Operation,
  changes: readonly StoredChange[],
  rows: FoundRows = new Map(),
): Promise<void> {
  let index = 0;
  while (index < changes.length) {
    const first = changes[index];
    if (!first) break;
    const run = changes.slice(index, endOfRun(changes, index));
    await restoreRun(operation, first.table, { run, known: takeRows(rows, first.table, run) });
    index += run.length;
  }
}

function endOfRun(changes: readonly StoredChange[], start: number): number {
  let end = start + 1;
  while (end < changes.length && hasSameShape(changes[start], changes[end])) end += 1;
  return end;
}

function hasSameShape(one: StoredChange | undefined, other: StoredChange | undefined): boolean {
  if (!one || !other || one.table !== other.table) return false;
  if ((one.after === null) !== (other.after === null)) return false;
  return one.before === other.before || columnsIn(one.before) === columnsIn(other.before);
}

function columnsIn(row: Row | null): string | null {
  return row && Object.keys(row).join();
}

/**
 * What is known of the rows of some changes, which from here on are other ones.
 * @returns Undefined when it is not known of each: one may have been changed twice.
 */
function takeRows(
  rows: FoundRows,
  table: RecordedTableName,
  run: readonly StoredChange[],
): readonly Row[] | undefined {
  const own = rows.get(table);
  const taken: Row[] = [];
  for (const { key, before } of run) {
    const row = own?.get(key);
    own?.delete(key);
    if (row && Object.keys(before ?? {}).every((column) => column in row)) taken.push(row);
  }
  return taken.length === run.length ? taken : undefined;
}

async function restoreRun(
  operation: Operation,
  table: RecordedTableName,
  {
    run,
    known,
  }: { readonly run: readonly StoredChange[]; readonly known?: readonly Row[] | undefined },
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
  } else if (run.every(({ before }) => before === first.before)) {
    await operation.set(
      table,
      run.map((change) => change.key),
      first.before,
      known,
    );
  } else {
    await operation.update(
      table,
      run.map((change) => ({ [key]: change.key, ...change.before })),
      known,
    );
  }
}
