import { checkEmailAddress } from '../accounts/email-address.ts';
import { mixesScripts } from '../accounts/look-alikes.ts';
import type { PasswordHasher } from '../accounts/password/hasher.ts';
import type { PasswordValidator } from '../accounts/password/validate.ts';
import { insertAccount, isUsernameTaken } from '../accounts/account-store.ts';
import { isReservedUsername } from '../accounts/reserved-names.ts';
import { checkUsername, type UsernameCheck } from '../accounts/username.ts';
import type { Actor } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import { runOperation } from '../operations/run-operation.ts';
import { activationKeyHash, putActivationMail } from './activation-mail.ts';
import { createActivationKey } from './activation-key.ts';
import type { RegistrationContext } from './registration-context.ts';

/** Django's names of the form's fields, with what is wrong with each. */
export type SignUpErrors = Readonly<Partial<Record<keyof SignUpForm, readonly string[]>>>;

export interface SignUpForm {
  readonly username: string;
  readonly email: string;
  readonly password1: string;
  readonly password2: string;
}

export type SignUpResult =
  | { readonly ok: true; readonly userId: number }
  | { readonly ok: false; readonly errors: SignUpErrors };

export const USERNAME_TAKEN = 'A user with that username already exists.';

/**
 * Registers somebody: an inactive account, its profile and the activation mail, all or nothing
 * (django-registration's default workflow, with the mail in the same transaction).
 */
export async function signUp(
  context: RegistrationContext & {
    readonly hasher: PasswordHasher;
    readonly validatePassword: PasswordValidator;
  },
  form: SignUpForm,
  actor: Actor,
): Promise<SignUpResult> {
  const checked = checkSignUp(context.validatePassword, form);
  if (!checked.ok) return checked;
  const { username, email } = checked;
  if (await isUsernameTaken(context.db, username)) return taken();
  const password = await context.hasher.encode(form.password1);
  const result = await runOperation(
    context.db,
    { kind: 'registrations.signUp', actor, at: context.now(), detail: { email } },
    async (operation) => {
      if (await isUsernameTaken(operation.db, username)) return null;
      const userId = await insertAccount(operation, { username, email, password });
      await addRegistration(context, operation, { userId, username, email, graceMs: 0 });
      return userId;
    },
  );
  return result.value === null ? taken() : { ok: true, userId: result.value };
}

/** Gives an inactive account its registration profile, its key and its activation mail. */
export async function addRegistration(
  context: RegistrationContext,
  operation: Operation,
  account: {
    readonly userId: number;
    readonly username: string;
    readonly email: string;
    readonly graceMs: number;
  },
): Promise<void> {
  const activationKey = createActivationKey(context.randomBytes);
  await operation.insert('registration_registrationprofile', [
    { user_id: account.userId, activated: 0, activation_key: activationKey },
  ]);
  await operation.insert('gatehouse_registration', [
    { user_id: account.userId, key_hash: activationKeyHash(activationKey), reissued_at: null },
  ]);
  await putActivationMail(context, operation, { ...account, activationKey });
}

function checkSignUp(
  validatePassword: PasswordValidator,
  form: SignUpForm,
):
  | { readonly ok: true; readonly username: string; readonly email: string }
  | { readonly ok: false; readonly errors: SignUpErrors } {
  const username = checkNewUsername(form.username);
  const email = checkEmailAddress(form.email);
  const errors: { -readonly [Field in keyof SignUpErrors]: readonly string[] } = {};
  if (!username.ok) errors.username = [username.message];
  if (!email.ok) errors.email = [email.message];
  if (form.password1 === '') errors.password1 = ['This field is required.'];
  if (form.password2 === '') errors.password2 = ['This field is required.'];
  else if (form.password1 !== '' && form.password1 !== form.password2) {
    errors.password2 = ['The two password fields didn’t match.'];
  } else {
    // Compared, as in Django, with valid values only: these are short.
    const faults = validatePassword(form.password2, {
      ...(username.ok ? { username: username.username } : {}),
      ...(email.ok ? { email: email.address } : {}),
    });
    if (faults.length > 0) errors.password2 = faults.map(({ message }) => message);
  }
  if (!username.ok || !email.ok || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, username: username.username, email: email.address };
}

/** What a visitor may call themselves: no reserved name, and none that looks like another's. */
function checkNewUsername(raw: string): UsernameCheck {
  const checked = checkUsername(raw);
  if (!checked.ok) return checked;
  if (isReservedUsername(checked.username)) {
    return { ok: false, message: 'This name is reserved and cannot be registered.' };
  }
  if (mixesScripts(checked.username)) {
    const message = 'This name cannot be registered. Please choose a different name.';
    return { ok: false, message };
  }
  return checked;
}

function taken(): SignUpResult {
  return { ok: false, errors: { username: [USERNAME_TAKEN] } };
}
