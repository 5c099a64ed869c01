import { sql } from 'kysely';

import type { OperationRow } from '../../shared/contract/operations.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import { RefusedError } from '../../shared/errors.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { auditCondition } from './audit-condition.ts';
import { describeChanges } from './describe-changes.ts';
import { describeOperation, type StoredOperation } from './describe-operation.ts';
import { kindsThat } from './operation-kinds.ts';

/** How many names stand beside an operation, and how many changes its page shows. */
const NAMES_SHOWN = 5;
const CHANGES_SHOWN = 200;

/** Whoever takes back the last change means none of these. */
const NO_CHANGES = kindsThat(({ changesNothing }) => changesNothing === true);

/** Table names as a reader knows them. */
const TABLE_LABELS: Readonly<Record<string, string>> = {
  auth_user: 'Account',
  registration_registrationprofile: 'Registration',
  django_site: 'Site',
  gatehouse_setting: 'Settings',
  gatehouse_template: 'Template',
  gatehouse_rejection: 'Rejection',
  registration_supervisedregistrationprofile: 'Approval',
  gatehouse_registration: 'Sign-up',
  gatehouse_invitation: 'Invitation',
  gatehouse_session: 'Session',
  gatehouse_note: 'Note',
  auth_group: 'Group',
  auth_group_permissions: 'Permissions',
  auth_user_groups: 'Groups',
  auth_user_user_permissions: 'Permissions',
};

/** One window of the log, newest first, of what a search finds (`parseAuditQuery`). */
export async function listOperations(
  db: Database,
  request: {
    readonly search: string;
    readonly offset: number;
    readonly limit: number;
    readonly now: Date;
  },
): Promise<OutputOf<'operations.list'>> {
  const where = await auditCondition(db, request.search, request.now);
  const { count } = await db
    .selectFrom('gatehouse_operation')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(where)
    .executeTakeFirstOrThrow();
  // Only the rows of the window are read whole: what lies before it is passed over by id.
  const window = db
    .selectFrom('gatehouse_operation')
    .select('id')
    .where(where)
    .orderBy('id', 'desc')
    .limit(request.limit)
    .offset(request.offset);
  const rows = await db
    .selectFrom('gatehouse_operation')
    .selectAll()
    .where('id', 'in', window)
    .orderBy('id', 'desc')
    .execute();
  return { total: count, rows: await describeAll(db, rows) };
}

/** An operation without its changes. @throws RefusedError `not-found` when it is unknown. */
export async function tellOperation(db: Database, id: number): Promise<OperationRow> {
  const row = await db
    .selectFrom('gatehouse_operation')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new RefusedError({ code: 'not-found', message: 'This act is not in Audit.' });
  const [operation] = await describeAll(db, [row]);
  if (!operation) throw new TypeError('A row that was read has a description.');
  return operation;
}

/** One operation with the first of its changes. @throws RefusedError `not-found`. */
export async function readOperation(db: Database, id: number): Promise<OutputOf<'operations.get'>> {
  const operation = await tellOperation(db, id);
  const first = await listChanges(db, { id, offset: 0, limit: CHANGES_SHOWN });
  return { operation, changes: first.rows, changesTotal: first.total };
}

/**
 * The newest change that somebody made at the console and has not taken back. An undo is none, nor
 * is an export.
 *
 * @param given.since Acts before it are not looked at.
 */
export async function newestOperationOf(
  db: Database,
  given: { readonly accountId: number; readonly since: Date },
): Promise<OperationRow | null> {
  const rows = await db
    .selectFrom('gatehouse_operation')
    .selectAll()
    .where('at', '>=', toDjangoDatetime(given.since))
    .where('actor_id', '=', given.accountId)
    .where('via', '=', 'console')
    .where('undo_of', 'is', null)
    .where('undone_by', 'is', null)
    .where('kind', 'not in', NO_CHANGES)
    // By time first, so that no more is read than what is as new.
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  const [operation = null] = await describeAll(db, rows);
  return operation;
}

/** One window of an operation's changes, before and after, in the order they were made. */
export async function listChanges(
  db: Database,
  request: { readonly id: number; readonly offset: number; readonly limit: number },
): Promise<OutputOf<'operations.changes'>> {
  const all = db
    .selectFrom('gatehouse_operation_change')
    .where('operation_id', '=', request.id)
    .where('table_name', 'not in', [
      'django_admin_log',
      'gatehouse_registration',
      'gatehouse_audit_link',
    ]);
  const { count } = await all
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const changes = await all
    .selectAll()
    .orderBy('id')
    .limit(request.limit)
    .offset(request.offset)
    .execute();
  const fields = await describeChanges(db, changes);
  const whose = [...new Set(changes.flatMap(({ account_id: id }) => id ?? []))];
  const there = await db.selectFrom('auth_user').select('id').where('id', 'in', whose).execute();
  const ids = new Set(there.map(({ id }) => id));
  return {
    total: count,
    rows: changes.map((change, index) => ({
      name: change.account_name,
      accountId: ids.has(change.account_id ?? 0) ? change.account_id : null,
      what: TABLE_LABELS[change.table_name] ?? change.table_name,
      fields: fields[index] ?? [],
    })),
  };
}

/** Descriptions of operations with the first few names of each, in the order given. */
export async function describeAll(
  db: Database,
  rows: readonly StoredOperation[],
): Promise<OperationRow[]> {
  const names = await firstNames(
    db,
    rows.map(({ id }) => id),
  );
  const undone = await titlesOfUndone(db, rows);
  return rows.map((row) =>
    describeOperation(row, names.get(row.id) ?? [], undone.get(row.undo_of ?? 0)),
  );
}

/** The first few names of each operation: nothing behind them is read, however many there are. */
async function firstNames(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { rows } = await sql<{ id: number; names: string }>`
    SELECT value AS id, (SELECT json_group_array(account_name) FROM (
        SELECT DISTINCT account_name FROM gatehouse_operation_change
        WHERE operation_id = value AND account_name != '' ORDER BY id LIMIT ${NAMES_SHOWN}))
      AS names
    FROM json_each(${JSON.stringify(ids)})`.execute(db);
  return new Map(rows.map(({ id, names }) => [id, JSON.parse(names) as string[]]));
}

/** What those of the acts that are undos took back. */
async function titlesOfUndone(
  db: Database,
  rows: readonly StoredOperation[],
): Promise<ReadonlyMap<number, string>> {
  const ids = rows.flatMap(({ undo_of }) => undo_of ?? []);
  if (ids.length === 0) return new Map();
  const undone = await db
    .selectFrom('gatehouse_operation')
    .selectAll()
    .where('id', 'in', keySet(ids))
    .execute();
  return new Map((await describeAll(db, undone)).map(({ id, title }) => [id, title]));
}
