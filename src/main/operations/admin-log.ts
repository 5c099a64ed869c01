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
  const users = changes.filter(({ table }) => table === 'auth_user');
  if (actor.accountId === null || actor.via !== 'console' || users.length === 0) return;
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
  const rows = users.map((change) => [
    when,
    String(change.key),
    names.get(Number(change.key)) ?? '',
    ...entry(change),
    type?.id ?? null,
    author.id,
  ]);
  await insertRows(db, HISTORY, rows);
}

/** The message and the flag. */
function entry({ before, after }: Change): [string, number] {
  if (before === null) return ['[{"added": {}}]', ADDITION];
  if (after === null) return ['', DELETION];
  const fields = Object.keys(after).map((column) => JSON.stringify(LABELS[column] ?? column));
  return [`[{"changed": {"fields": [${fields.join(', ')}]}}]`, CHANGE];
}
