import type { OutputOf } from '../../shared/contract/index.ts';
import { invalidFields } from '../../shared/errors.ts';
import { guardAllowed, type Person } from '../accounts/account-guards.ts';
import { insertAccount } from '../accounts/account-store.ts';
import { checkEditable, type EditableAccount, guardName } from '../accounts/editable-account.ts';
import { createLostPasswords } from '../accounts/password/lost-password.ts';
import type { PasswordHasher } from '../accounts/password/hasher.ts';
import type { PasswordValidator } from '../accounts/password/validate.ts';
import { atConsole } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import { outcomeOfOne } from '../operations/outcome-of.ts';
import { runOperation } from '../operations/run-operation.ts';
import {
  type ActivationContext,
  answersActivation,
  INSTEAD_OF_ACTIVATION,
  NO_ACTIVATION,
} from '../site/answers-activation.ts';
import { addRegistrations } from './add-registrations.ts';
import type { RegistrationContext } from './registration-context.ts';
import { guardAddress } from './shared-address.ts';

/** A chosen password, or what mails the owner a link to choose one within the operation. */
type FirstPassword = string | ((operation: Operation, accountId: number) => Promise<void>);

interface CreateContext extends RegistrationContext, ActivationContext {
  readonly hasher: PasswordHasher;
  readonly validatePassword: PasswordValidator;
}

/**
 * Makes an account by hand: active at once, or pending with an activation mail.
 * @throws RefusedError `invalid-input` with the fields' messages, `not-allowed` for flags that only
 *   a superuser gives.
 */
export async function createAccount(
  context: CreateContext,
  request: {
    readonly fields: EditableAccount;
    readonly password: FirstPassword;
    readonly start: 'active' | 'pending';
    /** Whether it is known that others have the address. */
    readonly sharesAddress?: boolean;
    readonly person: Person;
  },
): Promise<OutputOf<'accounts.create'>> {
  const { fields: form, person, start } = request;
  const fields = checkEditable(form);
  const makesStaff = form.isStaff || form.isSuperuser;
  guardAllowed(makesStaff && !person.isSuperuser ? 'Only a superuser may make staff.' : null);
  if (start === 'pending' && !(await answersActivation(context))) {
    throw invalidFields({ start: [`${NO_ACTIVATION} ${INSTEAD_OF_ACTIVATION}`] });
  }
  if (start === 'pending' && fields.email === '') {
    throw invalidFields({ email: ['An activation mail needs an address.'] });
  }
  if (typeof request.password !== 'string' && fields.email === '') {
    throw invalidFields({ email: ['Choosing a password needs an address for the link.'] });
  }
  const password = await firstPassword(context, request);
  await guardName(context.db, fields.username, 0);
  const actor = atConsole(person);
  const result = await runOperation(
    context.db,
    { kind: 'accounts.create', actor, at: context.now(), detail: { start } },
    async (operation) => {
      const { username, email } = fields;
      await guardName(operation.db, username, 0);
      const account = {
        username,
        email,
        password,
        firstName: fields.first_name,
        lastName: fields.last_name,
        isStaff: form.isStaff,
        isSuperuser: form.isSuperuser,
        isActive: start === 'active',
      };
      const userId = await insertAccount(operation, account);
      await guardAddress(operation.db, {
        id: userId,
        before: '',
        isTold: request.sharesAddress ?? false,
      });
      if (start === 'pending') {
        const { graceMs } = context;
        await addRegistrations(context, operation, [{ userId, username, email, graceMs }]);
      } else if (typeof request.password !== 'string') {
        await request.password(operation, userId);
      }
      return userId;
    },
  );
  return { ...outcomeOfOne(result), id: result.value };
}

/** The chosen password's hash, or one that no password has. */
async function firstPassword(
  context: CreateContext,
  { fields, password }: { readonly fields: EditableAccount; readonly password: FirstPassword },
): Promise<string> {
  if (typeof password !== 'string') {
    const lostPassword = await createLostPasswords(context.hasher, context.randomBytes);
    return lostPassword();
  }
  const faults = await context.validatePassword(password, fields);
  if (faults.length > 0) throw invalidFields({ password: faults.map(({ message }) => message) });
  return context.hasher.encode(password);
}
