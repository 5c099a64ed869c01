import type { AccountRecord } from '../accounts/find-accounts.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';

/** Django's names of the fields of a new password, with what is wrong with each. */
export type NewPasswordErrors = Readonly<
  Partial<Record<'old_password' | 'new_password1' | 'new_password2', readonly string[]>>
>;

export interface NewPasswordForm {
  readonly new_password1: string;
  readonly new_password2: string;
}

/** Checks a new password and its repetition (Django's SetPasswordForm). */
export async function checkNewPassword(
  context: Pick<SignUpContext, 'validatePassword'>,
  account: AccountRecord,
  form: NewPasswordForm,
): Promise<NewPasswordErrors> {
  const required = ['This field is required.'];
  const { new_password1: first, new_password2: second } = form;
  if (first === '' || second === '') {
    return {
      ...(first === '' ? { new_password1: required } : {}),
      ...(second === '' ? { new_password2: required } : {}),
    };
  }
  if (first !== second) return { new_password2: ['The two password fields didn’t match.'] };
  const faults = await context.validatePassword(second, {
    username: account.username,
    firstName: account.first_name,
    lastName: account.last_name,
    email: account.email,
  });
  return faults.length === 0 ? {} : { new_password1: faults.map(({ message }) => message) };
}
