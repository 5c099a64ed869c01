import type { OutputOf } from '../../shared/contract/index.ts';
import { invalidFields, RefusedError } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import { insertAccount } from '../accounts/account-store.ts';
import { checkEditable, type EditableAccount, guardName } from '../accounts/manage-accounts.ts';
import type { PasswordHasher } from '../accounts/password/hasher.ts';
import type { PasswordValidator } from '../accounts/password/validate.ts';
import { runOperation } from '../operations/run-operation.ts';
import type { RegistrationContext } from './registration-context.ts';
import { addRegistration } from './sign-up.ts';

/**
 * Makes an account by hand: active at once, or pending with an activation mail.
 * @throws RefusedError `invalid-input` with the fields' messages, `not-allowed` for flags that only
 *   a superuser gives.
 */
export async function createAccount(
  context: RegistrationContext & {
    readonly hasher: PasswordHasher;
    readonly validatePassword: PasswordValidator;
  },
  request: {
    readonly fields: EditableAccount;
    readonly password: string;
    readonly start: 'active' | 'pending';
    readonly person: Person;
  },
): Promise<OutputOf<'accounts.create'>> {
  const { fields: form, person, start } = request;
  const fields = checkEditable(form);
  if ((form.isStaff || form.isSuperuser) && !person.isSuperuser) {
    throw new RefusedError({
      code: 'not-allowed',
      message: 'Only a superuser may make staff. Nothing was changed.',
    });
  }
  if (start === 'pending' && fields.email === '') {
    throw invalidFields({ email: ['An activation mail needs an address.'] });
  }
  const faults = await context.validatePassword(request.password, form);
  if (faults.length > 0) throw invalidFields({ password: faults.map(({ message }) => message) });
  await guardName(context.db, fields.username, 0);
  const password = await context.hasher.encode(request.password);
  const actor = { accountId: person.id, label: person.username, via: 'console' } as const;
  const result = await runOperation(
    context.db,
    { kind: 'accounts.create', actor, at: context.now(), detail: { start } },
    async (operation) => {
      const { username, email } = fields;
      await guardName(operation.db, username, 0);
      const account = { ...form, username, email, password, isActive: start === 'active' };
      const userId = await insertAccount(operation, account);
      if (start === 'pending') {
        const { graceMs } = context;
        await addRegistration(context, operation, { userId, username, email, graceMs });
      }
      return userId;
    },
  );
  const { operationId, mailsQueued, value: id } = result;
  return { id, operationId, mailsQueued, done: 1, skipped: [] };
}
