import type { AuthUserRow } from '../db/django-tables.ts';
import { isUsablePassword } from './password/unusable.ts';

/** Why an account can't be activated, or null. */
export function activationRefusal(row: Pick<AuthUserRow, 'is_active'>): string | null {
  return row.is_active === 1 ? 'Is active already.' : null;
}

/** Why an account can't be deactivated, or null. */
export function deactivationRefusal(row: Pick<AuthUserRow, 'is_active'>): string | null {
  return row.is_active === 0 ? 'Is not active.' : null;
}

/** Why no reset link can be sent to an account, or null (Django's PasswordResetForm.get_users). */
export function resetRefusal(
  row: Pick<AuthUserRow, 'is_active' | 'password' | 'email'>,
): string | null {
  if (row.is_active !== 1) return 'Is not active.';
  if (!isUsablePassword(row.password)) return 'Has no password to reset.';
  if (row.email === '') return 'Has no e-mail address.';
  return null;
}
