import { toDjangoDatetime } from '../db/django-datetime.ts';
import { insertRows } from '../db/insert-rows.ts';
import type { Database } from '../db/open-database.ts';
import type { Actor } from './actor.ts';
import { type GroupEntry, groupEntries } from './group-history.ts';
import type { Change, Operation } from './operation.ts';

/** Django's action flags (django.contrib.admin.models). */
const ADDITION = 1;
const CHANGE = 2;
const DELETION = 3;

const HISTORY = {
  table: 'django_admin_log',
  columns: [
    'object_id',
    'object_repr',
    'action_time',
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
 * Tells Django's own history what an administrator did to accounts and groups, in the form of
 * Django's admin: field names, never values (django.contrib.admin.utils.construct_change_message).
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
  const users = entries(changes);
  const groups = await groupEntries(db, changes);
  if (users.length + groups.length === 0) return;
  const author = await db
    .selectFrom('auth_user')
    .select('id')
    .where('id', '=', actor.accountId)
    .executeTakeFirst();
  if (!author) return;
  const types = await contentTypes(db);
  const when = toDjangoDatetime(at);
  const row = (name: string, [id, message, flag]: Entry, model: 'user' | 'group') => [
    String(id),
    name,
    when,
    message,
    flag,
    types.get(model) ?? null,
    author.id,
  ];
  await insertRows(db, HISTORY, [
    ...users.map((entry) => row(names.get(entry[0]) ?? '', entry, 'user')),
    ...groups.map(({ id, name, how }) => row(name, entryOf(id, how), 'group')),
  ]);
}

async function contentTypes(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('django_content_type')
    .select(['id', 'model'])
    .where('app_label', '=', 'auth')
    .where('model', 'in', ['user', 'group'])
    .execute();
  return new Map(rows.map(({ id, model }) => [model, id]));
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
  if (before === null) return entryOf(Number(key), 'added');
  if (after === null) return entryOf(Number(key), 'deleted');
  const fields = Object.keys(after).map((column) => LABELS[column] ?? column);
  return entryOf(Number(key), fields);
}

function entryOf(id: number, how: GroupEntry['how']): Entry {
  if (how === 'added') return [id, '[{"added": {}}]', ADDITION];
  if (how === 'deleted') return [id, '', DELETION];
  return changed(id, how);
}

function changed(id: number, fields: readonly string[]): Entry {
  const names = fields.map((field) => JSON.stringify(field)).join(', ');
  return [id, `[{"changed": {"fields": [${names}]}}]`, CHANGE];
}
