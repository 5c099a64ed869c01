import { RefusedError } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import type { Database } from '../db/open-database.ts';
import { keySet } from '../operations/row-store.ts';
import type { StoredChange } from '../operations/restore-changes.ts';

/** Kinds whose acts only a superuser may do, and so only a superuser may take back. */
const SUPERUSER_KINDS =
  /^(settings\.|templates\.|registrations\.cleanUp$|accounts\.set(Password|Groups|Permissions)$)/;

/** Columns that make somebody an administrator. */
const FLAGS = ['is_staff', 'is_superuser'];

/**
 * Refuses an undo to a person who may not do it: it changes the same rows as the act, so it asks
 * for the same rights, on the accounts as they were and as they are.
 * @throws RefusedError `not-allowed`.
 */
export async function guardUndo(
  person: Person,
  db: Database,
  operation: { readonly kind: string; readonly changes: readonly StoredChange[] },
): Promise<void> {
  if (person.isSuperuser) return;
  if (SUPERUSER_KINDS.test(operation.kind)) throw refused('Only a superuser may take this back.');
  const wereStaff = operation.changes.some(
    ({ table, before, after }) =>
      table === 'auth_user' && FLAGS.some((flag) => before?.[flag] === 1 || after?.[flag] === 1),
  );
  if (wereStaff || (await areStaff(db, operation.changes))) {
    throw refused('Only a superuser may take back what concerns staff.');
  }
}

async function areStaff(db: Database, changes: readonly StoredChange[]): Promise<boolean> {
  const ids = changes.flatMap(({ accountId }) => accountId ?? []);
  const row = await db
    .selectFrom('auth_user')
    .select('id')
    .where('id', 'in', keySet(ids))
    .where((is) => is.or([is('is_staff', '=', 1), is('is_superuser', '=', 1)]))
    .executeTakeFirst();
  return row !== undefined;
}

function refused(message: string): RefusedError {
  return new RefusedError({ code: 'not-allowed', message });
}
