import { resetRefusal } from '../accounts/act-refusals.ts';
import type { Outcome } from '../../shared/contract/operations.ts';
import { type Person, refusalFor } from '../accounts/account-guards.ts';
import { type AccountRecord, readAccountRecord } from '../accounts/find-accounts.ts';
import { outcomeOf } from '../operations/outcome-of.ts';
import { runInBatches } from '../operations/run-in-batches.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import { putResetMails } from './password-mails.ts';

/**
 * Mails reset links on an administrator's word. Nobody learns or chooses a password by it
 * (ASVS 6.4.6), and unsent mails can be taken back.
 */
export async function sendReset(
  context: SignUpContext,
  request: { readonly ids: readonly number[]; readonly person: Person },
): Promise<Outcome> {
  const { ids, person } = request;
  const secretKey = await context.signingKey.read();
  const actor = { accountId: person.id, label: person.username, via: 'console' } as const;
  const detail = { count: ids.length };
  const result = await runInBatches(
    context,
    { kind: 'accounts.sendReset', actor, at: context.now(), detail, items: ids },
    async (operation, { items }) => {
      const skipped: Outcome['skipped'] = [];
      const accounts: AccountRecord[] = [];
      for (const id of items) {
        const account = await readAccountRecord(operation.db, id);
        const reason = account
          ? (refusalFor(person, account) ?? resetRefusal(account))
          : 'Is gone already.';
        if (account && reason === null) accounts.push(account);
        else skipped.push({ id, name: account?.username ?? `#${id}`, reason: reason ?? '' });
      }
      const { graceMs } = context;
      await putResetMails(context, operation, { accounts, secretKey, graceMs });
      return { done: accounts.length, skipped };
    },
  );
  return outcomeOf(result);
}
