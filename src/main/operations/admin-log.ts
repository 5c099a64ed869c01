import { sql } from 'kysely';

import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Actor } from './actor.ts';
import type { Change, Operation } from './operation.ts';

/** Django's action flags (django.contrib.admin.models). */
const ADDITION = 1;
const CHANGE = 2;
const DELETION = 3;

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
 */
export async function writeAdminLog(operation: Operation, actor: Actor): Promise<void> {
  const { db, at, changes } = operation;
  const users = changes.filter(({ table }) => table === 'auth_user');
  if (actor.accountId === null || actor.via !== 'console' || users.length === 0) return;
  const author = await db
    .selectFrom('auth_user')
    .select('id')
    .where('id', '=', actor.accountId)
    .executeTakeFirst();
  if (!author) return;
  const rows = users.map((change) => ({ id: String(change.key), ...entry(change) }));
  await sql`
    INSERT INTO django_admin_log
      (action_time, object_id, object_repr, change_message, content_type_id, user_id, action_flag)
    SELECT ${toDjangoDatetime(at)}, given.value ->> '$.id',
      coalesce(given.value ->> '$.name', auth_user.username, ''), given.value ->> '$.message',
      (SELECT id FROM django_content_type WHERE app_label = 'auth' AND model = 'user'),
      ${author.id}, given.value ->> '$.flag'
    FROM json_each(${JSON.stringify(rows)}) AS given
    LEFT JOIN auth_user ON auth_user.id = CAST(given.value ->> '$.id' AS INTEGER)`.execute(db);
}

function entry({ before, after }: Change) {
  if (before === null) return { flag: ADDITION, name: null, message: '[{"added": {}}]' };
  if (after === null) return { flag: DELETION, name: before['username'], message: '' };
  const fields = Object.keys(after).map((column) => JSON.stringify(LABELS[column] ?? column));
  return { flag: CHANGE, name: null, message: `[{"changed": {"fields": [${fields.join(', ')}]}}]` };
}
