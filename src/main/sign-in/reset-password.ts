import { HOUR_MS } from '../../shared/durations.ts';
import { resetRefusal } from '../accounts/judge-accounts.ts';
import { type AccountRecord, readAccountRecord } from '../accounts/find-accounts.ts';
import { createThrottle } from '../limits/throttle.ts';
import type { Database } from '../db/open-database.ts';
import { atSite } from '../operations/actor.ts';
import { runOperation } from '../operations/run-operation.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import { readSetting } from '../settings/settings-store.ts';
import { accountThrottle } from './authenticate.ts';
import { checkNewPassword, type NewPasswordErrors, type NewPasswordForm } from './new-password.ts';
import { putPasswordChangedMail } from './password-mails.ts';
import { isResetToken } from './reset-token.ts';
import { endOtherSessions } from './site-sessions.ts';

/** What a reset link says. */
export interface ResetLink {
  readonly accountId: number | null;
  readonly token: string;
}

export type PasswordReset =
  | { readonly state: 'done'; readonly accountId: number }
  | {
      readonly state: 'faults';
      readonly account: AccountRecord;
      readonly errors: NewPasswordErrors;
    }
  /** The link is used, ended, overtaken by a sign-in or a change, or never was one. */
  | { readonly state: 'invalid' };

/** Whose password a link may set now, or null; changes nothing. */
export async function examineReset(
  context: SignUpContext,
  link: ResetLink,
): Promise<AccountRecord | null> {
  const secretKey = await context.signingKey.read();
  return accountOf(context, link, { db: context.db, secretKey });
}

async function accountOf(
  context: SignUpContext,
  link: ResetLink,
  { db, secretKey }: { readonly db: Database; readonly secretKey: string },
): Promise<AccountRecord | null> {
  const account = link.accountId === null ? null : await readAccountRecord(db, link.accountId);
  const { resetHours } = await readSetting(db, 'signIn');
  const isGood =
    account !== null &&
    resetRefusal(account) === null &&
    isResetToken({
      secretKey,
      account,
      token: link.token,
      now: context.now(),
      timeoutMs: resetHours * HOUR_MS,
    });
  return isGood ? account : null;
}

/**
 * Sets a new password by a reset link, once: of two at the same time one does. Nobody is signed in
 * by it, every session ends, guesses at the old password are forgotten, and the owner gets a mail
 * (ASVS 6.3.7, 7.4.3).
 */
export async function resetPassword(
  context: SignUpContext,
  link: ResetLink,
  form: NewPasswordForm,
): Promise<PasswordReset> {
  const account = await examineReset(context, link);
  if (!account) return { state: 'invalid' };
  const errors = await checkNewPassword(context, account, form);
  if (Object.keys(errors).length > 0) return { state: 'faults', account, errors };
  const secretKey = await context.signingKey.read();
  const password = await context.hasher.encode(form.new_password1);
  const actor = atSite(account);
  const { value: isDone } = await runOperation(
    context.db,
    { kind: 'accounts.resetPassword', actor, at: context.now() },
    async (operation) => {
      if (!(await accountOf(context, link, { db: operation.db, secretKey }))) return false;
      await operation.set('auth_user', [account.id], { password });
      await putPasswordChangedMail(context, operation, { accountId: account.id, how: 'reset' });
      return true;
    },
  );
  if (!isDone) return { state: 'invalid' };
  await endOtherSessions(context, account.id, null);
  await createThrottle(context.db, context.now).succeeded(accountThrottle(account.id));
  return { state: 'done', accountId: account.id };
}
