import type { Outcome } from '../../shared/contract/operations.ts';
import { type Person, refusalFor } from '../accounts/account-guards.ts';
import { readAccountRecord } from '../accounts/find-accounts.ts';
import { runOperation } from '../operations/run-operation.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import { putResetMail, resetRefusal } from './password-mails.ts';

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
  const result = await runOperation(
    context.db,
    { kind: 'accounts.sendReset', actor, at: context.now(), detail: { count: ids.length } },
    async (operation) => {
      const skipped: Outcome['skipped'] = [];
      for (const id of ids) {
        const account = await readAccountRecord(operation.db, id);
        const reason = account
          ? (refusalFor(person, account) ?? resetRefusal(account))
          : 'Is gone already.';
        if (account && reason === null) {
          const { graceMs } = context;
          await putResetMail(context, operation, { account, secretKey, graceMs });
        } else skipped.push({ id, name: account?.username ?? `#${id}`, reason: reason ?? '' });
      }
      return { done: ids.length - skipped.length, skipped };
    },
  );
  return { operationId: result.operationId, mailsQueued: result.mailsQueued, ...result.value };
}
