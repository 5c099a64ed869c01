import type { Outcome } from '../../shared/contract/operations.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { actOnMany } from '../operations/act-on-many.ts';
import { atConsole } from '../operations/actor.ts';
import type { OperationKind } from '../operations/operation-kinds.ts';
import type { Operation } from '../operations/operation.ts';
import type { BatchContext } from '../operations/run-in-batches.ts';
import { guardLastSuperuser, guardSelf, type Person, refusalFor } from './account-guards.ts';
import { deleteAccountRows } from './delete-accounts.ts';
import { endSessionsOf } from './end-sessions.ts';
import { activationRefusal, deactivationRefusal } from './act-refusals.ts';
import { liftSupervision, spendLinks } from './registration-window.ts';
import { referenceRefusals } from './site-references.ts';

export interface AccountContext extends BatchContext {
  readonly now: () => Date;
  readonly cancelMails: CancelMails;
}

/**
 * Ends what is still under way about accounts: activation mails not yet sent of who is activated,
 * all mails of who goes, what is `overtaken` by whatever else was done.
 */
export type CancelMails = (
  operation: Operation,
  ids: readonly number[],
  which: 'activation' | 'all' | 'overtaken',
) => Promise<void>;

export interface ActRequest {
  readonly ids: readonly number[];
  readonly person: Person;
  readonly includeSelf: boolean;
}

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
      await spendLinks(operation, ids);
      await liftSupervision(operation, ids);
      await context.cancelMails(operation, ids, 'activation');
    },
  );
}

/** Keeps accounts from signing in, also by a link not followed yet; nothing of theirs is lost. */
export async function deactivateAccounts(
  context: AccountContext,
  request: ActRequest,
): Promise<Outcome> {
  guardSelf(request.person, request.ids, request.includeSelf);
  await guardLastSuperuser(context.db, request.ids);
  const given = { ...request, kind: 'accounts.deactivate' as const, refusal: deactivationRefusal };
  return act(context, given, async (operation, ids) => {
    await guardLastSuperuser(operation.db, ids);
    await operation.set('auth_user', ids, { is_active: 0 });
    await spendLinks(operation, ids);
    // Or who was let in by Django's own hand would seem to wait for an approval.
    await liftSupervision(operation, ids);
    await context.cancelMails(operation, ids, 'overtaken');
    await endSessionsOf(operation, ids);
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
  const given = { ...request, ...judging, kind: 'accounts.delete' as const };
  return act(context, given, async (operation, ids) => {
    await guardLastSuperuser(operation.db, ids);
    await context.cancelMails(operation, ids, 'all');
    await deleteAccountRows(operation, ids);
    await endSessionsOf(operation, ids);
  });
}

type AccountFlags = Awaited<ReturnType<typeof readFlags>>[number];

/** Does something to the accounts that the person may touch and that nothing else speaks against. */
function act(
  context: AccountContext,
  {
    person,
    ids,
    kind,
    ...judging
  }: ActRequest & {
    readonly kind: OperationKind;
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

function readFlags(db: Database, ids: readonly number[]) {
  return db
    .selectFrom('auth_user')
    .select(['id', 'username', 'is_active', 'is_staff', 'is_superuser'])
    .where('id', 'in', keySet(ids))
    .execute();
}
