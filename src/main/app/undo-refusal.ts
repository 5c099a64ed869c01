import type { Person } from '../accounts/account-guards.ts';
import type { StoredChange } from '../operations/undo-operation.ts';

/** Kinds whose acts only a superuser may do, and so only a superuser may take back. */
const SUPERUSER_KINDS = /^(settings\.|registrations\.cleanUp$|accounts\.setPassword$)/;

/** Columns that make somebody an administrator. */
const FLAGS = ['is_staff', 'is_superuser'];

/**
 * Why this person may not take an act back, or null: an undo changes the same rows as the act, so
 * it asks for the same rights.
 */
export function undoRefusal(
  person: Person,
  operation: { readonly kind: string; readonly changes: readonly StoredChange[] },
): string | null {
  if (person.isSuperuser) return null;
  if (SUPERUSER_KINDS.test(operation.kind)) return 'Only a superuser may take this back.';
  const staff = operation.changes.some(
    ({ table, before, after }) =>
      table === 'auth_user' && FLAGS.some((flag) => before?.[flag] === 1 || after?.[flag] === 1),
  );
  return staff ? 'Only a superuser may take back what concerns staff.' : null;
}
