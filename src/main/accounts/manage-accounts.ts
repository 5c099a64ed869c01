import type { Outcome } from '../../shared/contract/operations.ts';
import type { Operation } from '../operations/operation.ts';
import type { BatchContext } from '../operations/run-in-batches.ts';
import { guardLastSuperuser, type Person } from './account-guards.ts';
import { actOnAccounts } from './act-on-accounts.ts';
import { deleteAccountRows } from './delete-accounts.ts';
import { endSessionsOf } from './end-sessions.ts';
import type { AccountRecord } from './find-accounts.ts';
import { guardLast, guardSelf } from './reach.ts';
import { liftSupervision, spendLinks } from './registration-window.ts';

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
  return actOnAccounts(context, { ...request, act: 'activate' }, async (operation, chosen) => {
    const ids = idsOf(chosen);
    await operation.set('auth_user', ids, { is_active: 1 });
    await spendLinks(operation, ids);
    await liftSupervision(operation, ids);
    await context.cancelMails(operation, ids, 'activation');
  });
}

/** Keeps accounts from signing in, also by a link not followed yet; nothing of theirs is lost. */
export async function deactivateAccounts(
  context: AccountContext,
  request: ActRequest,
): Promise<Outcome> {
  const asked = { ...request, act: 'deactivate' } as const;
  await guardSelf(context.db, asked);
  await guardLast(context.db, asked);
  return actOnAccounts(context, asked, async (operation, chosen) => {
    const ids = idsOf(chosen);
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
  const asked = { ...request, act: 'delete' } as const;
  await guardSelf(context.db, asked);
  await guardLast(context.db, asked);
  return actOnAccounts(context, asked, async (operation, chosen) => {
    const ids = idsOf(chosen);
    await guardLastSuperuser(operation.db, ids);
    await context.cancelMails(operation, ids, 'all');
    await deleteAccountRows(operation, ids);
    await endSessionsOf(operation, ids);
  });
}

function idsOf(accounts: readonly AccountRecord[]): readonly number[] {
  return accounts.map(({ id }) => id);
}
