import type { Outcome } from '../../shared/contract/operations.ts';
import { invalidFields } from '../../shared/errors.ts';
import type { AuthUserRow } from '../db/django-tables.ts';
import { atConsole } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import { outcomeOfOne } from '../operations/outcome-of.ts';
import { runOperation } from '../operations/run-operation.ts';
import type { Person } from './account-guards.ts';
import { accountGone } from './edit-account.ts';
import type { AccountContext } from './manage-accounts.ts';
import type { PasswordHasher } from './password/hasher.ts';
import type { PasswordValidator } from './password/validate.ts';

/** What a password that somebody else sets needs. */
export interface NewPasswordContext {
  readonly hasher: PasswordHasher;
  readonly validatePassword: PasswordValidator;
  /** Tells the owner, within the same operation (ASVS 6.3.7). */
  readonly tellPasswordSet: (operation: Operation, accountId: number) => Promise<void>;
}

/**
 * Gives an account a new password. The log says that it was done, never which.
 * @throws RefusedError `invalid-input` with the validators' messages, `not-found`.
 */
export async function setPassword(
  context: AccountContext & NewPasswordContext,
  request: { readonly id: number; readonly password: string; readonly person: Person },
): Promise<Outcome> {
  const { id, person } = request;
  const row = await context.db
    .selectFrom('auth_user')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw accountGone();
  const password = await encodeValid(context, row, request.password);
  const actor = atConsole(person);
  const result = await runOperation(
    context.db,
    { kind: 'accounts.setPassword', actor, at: context.now() },
    async (operation) => {
      await operation.set('auth_user', [id], { password });
      await context.tellPasswordSet(operation, id);
    },
  );
  return outcomeOfOne(result);
}

/**
 * Encodes a password for an account, to be stored.
 * @throws RefusedError `invalid-input` with the validators' messages.
 */
export async function encodeValid(
  { hasher, validatePassword }: Omit<NewPasswordContext, 'tellPasswordSet'>,
  row: AuthUserRow,
  password: string,
): Promise<string> {
  const faults = await validatePassword(password, {
    username: row.username,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
  });
  if (faults.length > 0) throw invalidFields({ password: faults.map(({ message }) => message) });
  return hasher.encode(password);
}
