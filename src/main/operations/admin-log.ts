import { toDjangoDatetime } from '../db/django-datetime.ts';
import { insertRows } from '../db/insert-rows.ts';
import type { Actor } from './actor.ts';
import type { Change, Operation } from './operation.ts';

/** Django's action flags (django.contrib.admin.models). */
const ADDITION = 1;
const CHANGE = 2;
const DELETION = 3;

const HISTORY = {
  table: 'django_admin_log',
  columns: [
    'action_time',
    'object_id',
    'object_repr',
    'change_message',
    'action_flag',
    'content_type_id',
    'user_id',
  ],
};

/** Django's English labels of auth_user's columns, as its admin writes them into its history. */
const LABELS: Readonly<Record<string, string>> = {
  username: 'Username',
  first_name: 'First name',
  last_name: 'Last name',
  email: 'Email address',
  is_active: 'Active',
  is_staff: 'Staff status',
  is_superuser: 'Superuser status',
  last_login: 'Last login',
  date_joined: 'Date joined',
  password: 'password',
};

/**
 * Tells Django's own history what an administrator did to accounts, in the form of Django's admin:
 * field names, never values (django.contrib.admin.utils.construct_change_message).
 *
 * @param names The user names of everybody concerned.
 */
export async function writeAdminLog(
  operation: Operation,
  actor: Actor,
  names: ReadonlyMap<number, string>,
): Promise<void> {
  const { db, at, changes } = operation;
  if (actor.accountId === null || actor.via !== 'console') return;
  const told = entries(changes);
  if (told.length === 0) return;
  const author = await db
    .selectFrom('auth_user')
    .select('id')
    .where('id', '=', actor.accountId)
    .executeTakeFirst();
  if (!author) return;
  const type = await db
    .selectFrom('django_content_type')
    .select('id')
    .where('app_label', '=', 'auth')
    .where('model', '=', 'user')
    .executeTakeFirst();
  const when = toDjangoDatetime(at);
  const rows = told.map(([id, message, flag]) => [
    when,
    String(id),
    names.get(id) ?? '',
    message,
    flag,
    type?.id ?? null,
    author.id,
  ]);
  await insertRows(db, HISTORY, rows);
}

/** Tables whose rows Django's form of a user shows as one field. */
const FIELDS: Readonly<Record<string, string>> = {
  auth_user_groups: 'Groups',
  auth_user_user_permissions: 'User permissions',
};

type Entry = readonly [id: number, message: string, flag: number];

/** One for each account: its own row's, or else what was changed of its groups and permissions. */
function entries(changes: readonly Change[]): readonly Entry[] {
  const users = changes.filter(({ table }) => table === 'auth_user');
  const told = new Set(users.map(({ accountId }) => accountId));
  const fields = new Map<number, Set<string>>();
  for (const { table, accountId } of changes) {
    const field = FIELDS[table];
    if (field === undefined || accountId === null || told.has(accountId)) continue;
    fields.set(accountId, (fields.get(accountId) ?? new Set()).add(field));
  }
  return [...users.map(entry), ...[...fields].map(([id, names]) => changed(id, [...names]))];
}

function entry({ key, before, after }: Change): Entry {
  const id = Number(key);
  if (before === null) return [id, '[{"added": {}}]', ADDITION];
  if (after === null) return [id, '', DELETION];
  return changed(
    id,
    Object.keys(after).map((column) => LABELS[column] ?? column),
  );
}

function changed(id: number, fields: readonly string[]): Entry {
  const names = fields.map((field) => JSON.stringify(field)).join(', ');
  return [id, `[{"changed": {"fields": [${names}]}}]`, CHANGE];
}
