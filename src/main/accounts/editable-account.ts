import { lengthFault } from '../../shared/count-characters.ts';
import { invalidFields } from '../../shared/errors.ts';
import { toDjangoBoolean } from '../db/django-boolean.ts';
import type { Database } from '../db/open-database.ts';
import { isUsernameTaken, USERNAME_TAKEN } from './account-store.ts';
import { checkEmailAddress } from './email-address.ts';
import { checkUsername } from './username.ts';

/** The fields of an account that an administrator edits, as the form holds them. */
export interface EditableAccount {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
}

/** The longest first and last name that fit Django's columns. */
export const NAME_MAX_LENGTH = 150;

/**
 * Checks a form's fields by Django's rules; an empty address is allowed, as in Django's admin.
 * @returns The columns to write. @throws RefusedError `invalid-input`.
 */
export function checkEditable(form: EditableAccount) {
  const username = checkUsername(form.username);
  const email =
    form.email.trim() === '' ? { ok: true as const, address: '' } : checkEmailAddress(form.email);
  const faults: Record<string, string[]> = {};
  if (!username.ok) faults['username'] = [username.message];
  if (!email.ok) faults['email'] = [email.message];
  for (const name of ['firstName', 'lastName'] as const) {
    const tooLong = lengthFault(form[name].trim(), NAME_MAX_LENGTH);
    if (tooLong !== null) {
      faults[name] = [tooLong];
    } else if (/\p{Cc}/u.test(form[name])) {
      faults[name] = ['Null and control characters are not allowed.'];
    }
  }
  if (!username.ok || !email.ok || Object.keys(faults).length > 0) throw invalidFields(faults);
  return {
    username: username.username,
    email: email.address,
    first_name: form.firstName.trim(),
    last_name: form.lastName.trim(),
    is_staff: toDjangoBoolean(form.isStaff),
    is_superuser: toDjangoBoolean(form.isSuperuser),
  };
}

/** @throws RefusedError `invalid-input` when somebody else has the name. */
export async function guardName(db: Database, username: string, exceptId: number): Promise<void> {
  if (!(await isUsernameTaken(db, username, exceptId))) return;
  throw invalidFields({ username: [USERNAME_TAKEN] });
}
