import { toDjangoDatetime } from '../db/django-datetime.ts';
import { insertRows } from '../db/insert-rows.ts';
import { keySet } from '../db/key-set.ts';
import type { Change, Operation } from './operation.ts';

const TRASH = {
  table: 'gatehouse_trash',
  columns: ['account_id', 'operation_id', 'username', 'email', 'name', 'deleted_at'],
};

/**
 * Keeps the trash in step with what an operation did to accounts, whichever it was: who was deleted
 * is in it, who was made or came back is not.
 */
export async function keepTrash({ id, at, db, changes }: Operation): Promise<void> {
  const moved = changes.filter(
    ({ table, before, after }) => table === 'auth_user' && (before === null || after === null),
  );
  if (moved.length === 0) return;
  await db
    .deleteFrom('gatehouse_trash')
    .where('account_id', 'in', keySet(moved.map(({ key }) => Number(key))))
    .execute();
  const when = toDjangoDatetime(at);
  const gone = moved.filter(({ after }) => after === null);
  await insertRows(
    db,
    TRASH,
    gone.map(({ key, before }) => [key, id, ...namesIn(before), when]),
  );
}

function namesIn(row: Change['before']): readonly [username: string, email: string, name: string] {
  const text = (column: string) => String(row?.[column] ?? '');
  const name = `${text('first_name')} ${text('last_name')}`.trim();
  return [text('username'), text('email'), name];
}
