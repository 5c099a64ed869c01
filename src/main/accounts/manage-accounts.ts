import { createHash } from 'node:crypto';

import type { Outcome } from '../../shared/contract/operations.ts';
import { invalidFields, RefusedError } from '../../shared/errors.ts';
import type { Database } from '../db/open-database.ts';
import { actOnMany } from '../operations/act-on-many.ts';
import { atConsole } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import { keySet } from '../operations/row-store.ts';
import type { BatchContext } from '../operations/run-in-batches.ts';
import { runOperation } from '../operations/run-operation.ts';
import { guardLastSuperuser, guardSelf, type Person, refusalFor } from './account-guards.ts';
import { isUsernameTaken } from './account-store.ts';
import { deleteAccounts as deleteRows } from './delete-accounts.ts';
import { activationRefusal, deactivationRefusal } from './act-refusals.ts';
import { checkEmailAddress } from './email-address.ts';
import { liftSupervision } from './registration-window.ts';
import { referenceRefusals } from './site-references.ts';
import { checkUsername } from './username.ts';

export interface AccountContext extends BatchContext {
  readonly now: () => Date;
  /** Ends what is still under way about accounts that go or are activated: mails not yet sent. */
  readonly cancelMails: (operation: Operation, ids: readonly number[]) => Promise<void>;
}

export interface ActRequest {
  readonly ids: readonly number[];
  readonly person: Person;
  readonly includeSelf: boolean;
}

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
const NAME_MAX_LENGTH = 150;

/** Lets accounts sign in; who waits for an approval has it by this. */
export async function activateAccounts(
  context: AccountContext,
  request: ActRequest,
): Promise<Outcome> {
  return act(
    context,
    { ...request, kind: 'accounts.activate', refusal: activationRefusal },
    async (operation, ids) => {
      await operation.set('auth_user', ids, { is_active: 1 });
      await liftSupervision(operation, ids);
      await context.cancelMails(operation, ids);
    },
  );
}

/** Keeps accounts from signing in; nothing of theirs is lost. */
export async function deactivateAccounts(
  context: AccountContext,
  request: ActRequest,
): Promise<Outcome> {
  guardSelf(request.person, request.ids, request.includeSelf);
  await guardLastSuperuser(context.db, request.ids);
  const given = { ...request, kind: 'accounts.deactivate', refusal: deactivationRefusal };
  return act(context, given, async (operation, ids) => {
    await guardLastSuperuser(operation.db, ids);
    await operation.set('auth_user', ids, { is_active: 0 });
  });
}

/**
 * Deletes accounts with everything of theirs; the log keeps it for the undo. Skips those that the
 * site's own tables refer to.
 */
export async function deleteAccounts(
  context: AccountContext,
  request: ActRequest,
): Promise<Outcome> {
  guardSelf(request.person, request.ids, request.includeSelf);
  await guardLastSuperuser(context.db, request.ids);
  const judging = { refusal: () => null, refusalsOf: referenceRefusals };
  const given = { ...request, ...judging, kind: 'accounts.delete' };
  return act(context, given, async (operation, ids) => {
    await guardLastSuperuser(operation.db, ids);
    await context.cancelMails(operation, ids);
    await deleteRows(operation, ids);
  });
}

/**
 * Changes an account's fields.
 * @throws RefusedError `conflict` when it has changed since the form was filled, `not-allowed` when
 *   the person may not touch it, `invalid-input` with messages for each field.
 */
export async function updateAccount(
  context: AccountContext,
  request: {
    readonly id: number;
    readonly revision: string;
    readonly fields: EditableAccount;
    readonly person: Person;
    /** Does what a new address entails for a link that went to the old one, within the operation. */
    readonly followAddress: (operation: Operation, id: number) => Promise<void>;
    /** Tells the owner of a new address at the old one, within the same operation; null for nobody. */
    readonly tellOldAddress:
      | ((
          operation: Operation,
          old: { readonly id: number; readonly username: string; readonly email: string },
        ) => Promise<void>)
      | null;
  },
): Promise<Outcome> {
  const { id, person } = request;
  const fields = checkEditable(request.fields);
  const actor = atConsole(person);
  const result = await runOperation(
    context.db,
    { kind: 'accounts.update', actor, at: context.now() },
    async (operation) => {
      const row = await operation.db
        .selectFrom('auth_user')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) throw accountGone();
      if (revisionOf(row) !== request.revision) throw changedMeanwhile(row.username);
      const refused = refusalFor(person, row) ?? flagRefusal(person, row, fields);
      if (refused) throw new RefusedError({ code: 'not-allowed', message: refused });
      if (row.username !== fields.username) await guardName(operation.db, fields.username, id);
      if (fields.is_superuser === 0 || fields.is_staff === 0) {
        await guardLastSuperuser(operation.db, [id]);
      }
      await operation.update('auth_user', [{ id, ...fields }]);
      if (row.email === fields.email) return;
      await request.followAddress(operation, id);
      if (row.email !== '') await request.tellOldAddress?.(operation, row);
    },
  );
  const { operationId, mailsQueued } = result;
  return { operationId, done: operationId === null ? 0 : 1, skipped: [], mailsQueued };
}

/** Changes with every edit of the fields that the form shows. */
export function revisionOf(row: {
  readonly username: string;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly is_staff: number;
  readonly is_superuser: number;
}): string {
  const { username, email, first_name, last_name, is_staff, is_superuser } = row;
  const text = JSON.stringify([username, email, first_name, last_name, is_staff, is_superuser]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

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
    const length = [...form[name].trim()].length;
    if (length > NAME_MAX_LENGTH) {
      faults[name] = [
        `Ensure this value has at most ${NAME_MAX_LENGTH} characters (it has ${length}).`,
      ];
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
    is_staff: form.isStaff ? 1 : 0,
    is_superuser: form.isSuperuser ? 1 : 0,
  };
}

/** @throws RefusedError `invalid-input` when somebody else has the name. */
export async function guardName(db: Database, username: string, exceptId: number): Promise<void> {
  if (!(await isUsernameTaken(db, username, exceptId))) return;
  throw invalidFields({ username: ['A user with that username already exists.'] });
}

/** The refusal for an account that no longer exists. */
export function accountGone(): RefusedError {
  return new RefusedError({
    code: 'not-found',
    message: 'This account no longer exists. Nothing was changed.',
  });
}

function changedMeanwhile(username: string): RefusedError {
  return new RefusedError({
    code: 'conflict',
    message: `${username} was changed by somebody else meanwhile. Nothing was overwritten.`,
    advice: 'Look at the values as they are now, then save yours again.',
  });
}

function flagRefusal(
  person: Person,
  before: AccountFlags,
  after: { readonly is_staff: number; readonly is_superuser: number },
): string | null {
  const same = before.is_staff === after.is_staff && before.is_superuser === after.is_superuser;
  return same || person.isSuperuser ? null : 'Only a superuser may change who is staff.';
}

interface AccountFlags {
  readonly id: number;
  readonly username: string;
  readonly is_active: number;
  readonly is_staff: number;
  readonly is_superuser: number;
}

/** Does something to the accounts that the person may touch and that nothing else speaks against. */
function act(
  context: AccountContext,
  {
    person,
    ids,
    kind,
    ...judging
  }: ActRequest & {
    readonly kind: string;
    readonly refusal: (row: AccountFlags) => string | null;
    readonly refusalsOf?: typeof referenceRefusals;
  },
  work: (operation: Operation, ids: readonly number[]) => Promise<void>,
): Promise<Outcome> {
  const actor = atConsole(person);
  return actOnMany<AccountFlags>(
    context,
    {
      ...judging,
      kind,
      actor,
      ids,
      read: readFlags,
      refusal: (row) => refusalFor(person, row) ?? judging.refusal(row),
    },
    (operation, chosen) =>
      work(
        operation,
        chosen.map(({ id }) => id),
      ),
  );
}

function readFlags(db: Database, ids: readonly number[]): Promise<readonly AccountFlags[]> {
  return db
    .selectFrom('auth_user')
    .select(['id', 'username', 'is_active', 'is_staff', 'is_superuser'])
    .where('id', 'in', keySet(ids))
    .execute();
}
