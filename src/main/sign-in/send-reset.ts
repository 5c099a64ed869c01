import type { Outcome } from '../../shared/contract/operations.ts';
import type { Person } from '../accounts/account-guards.ts';
import { actOnAccounts } from '../accounts/act-on-accounts.ts';
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
  return actOnAccounts(
    context,
    { act: 'sendReset', ids, person, detail: { count: ids.length } },
    (operation, accounts) =>
      putResetMails(context, operation, { accounts, secretKey, graceMs: context.graceMs }),
  );
}
