import type { Outcome } from '../../shared/contract/operations.ts';
import type { Person } from '../accounts/account-guards.ts';
import { actOnAccounts } from '../accounts/act-on-accounts.ts';
import { endSessionsOf } from '../accounts/end-sessions.ts';
import { guardSelf } from '../accounts/reach.ts';
import { createLostPasswords } from '../accounts/password/lost-password.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import { putResetMails } from './password-mails.ts';

/**
 * Ends passwords, as after a leak: none works any more, sessions end, and each person gets a link
 * to choose a new one. Nobody learns or chooses it for them (ASVS 6.4.6). What is stored instead
 * looks like a password's hash, so that people who lose the mail can ask for another link.
 *
 * An undo brings the old passwords back for those who have not chosen a new one yet, and takes
 * unsent mails back; the sessions stay ended.
 *
 * @throws RefusedError `conflict` unless somebody who is among them has said so.
 */
export async function requireNewPassword(
  context: SignUpContext,
  request: {
    readonly ids: readonly number[];
    readonly includeSelf: boolean;
    readonly person: Person;
  },
): Promise<Outcome> {
  const asked = { ...request, act: 'requireNewPassword' } as const;
  await guardSelf(context.db, asked);
  const secretKey = await context.signingKey.read();
  const lostPassword = await createLostPasswords(context.hasher, context.randomBytes);
  return actOnAccounts(context, asked, async (operation, chosen) => {
    const accounts = chosen.map((account) => ({ ...account, password: lostPassword() }));
    await operation.update(
      'auth_user',
      accounts.map(({ id, password }) => ({ id, password })),
    );
    await endSessionsOf(
      operation,
      accounts.map(({ id }) => id),
    );
    await putResetMails(context, operation, { accounts, secretKey, graceMs: context.graceMs });
  });
}
