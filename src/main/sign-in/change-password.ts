import type { AccountRecord } from '../accounts/find-accounts.ts';
import { replacePassword } from '../accounts/password/replace-password.ts';
import { createThrottle } from '../limits/throttle.ts';
import { atSite } from '../operations/actor.ts';
import { runOperation } from '../operations/run-operation.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import { checkNewPassword, type NewPasswordErrors, type NewPasswordForm } from './new-password.ts';
import { putPasswordChangedMail } from './password-mails.ts';
import { prepareRenewal, renewSession } from './renew-session.ts';
import type { SessionKey } from './session-key.ts';
import { endOtherSessions } from './site-sessions.ts';
import { waitInWords } from './wait-in-words.ts';

export type PasswordChange =
  /**
   * `session` is the new key of the session that goes on, null when it was ended meanwhile; `ended`
   * is how many others do not.
   */
  | { readonly ok: true; readonly session: SessionKey | null; readonly ended: number }
  | { readonly ok: false; readonly errors: NewPasswordErrors };

const WRONG_OLD_PASSWORD = 'Your old password was entered incorrectly. Please enter it again.';

/**
 * Changes the password of somebody who is signed in and says the current one. The session goes on
 * under a new key, all others end, and the owner gets a mail (ASVS 6.2.3, 7.4.3, 6.3.7).
 */
export async function changePassword(
  context: SignUpContext,
  given: {
    readonly account: AccountRecord;
    readonly sessionId: number;
    readonly form: NewPasswordForm & { readonly old_password: string };
  },
): Promise<PasswordChange> {
  const { account, sessionId, form } = given;
  const errors = await checkNewPassword(context, account, form);
  const old = await checkOldPassword(context, account, form.old_password);
  if (old !== null || Object.keys(errors).length > 0) {
    return { ok: false, errors: { ...(old === null ? {} : { old_password: [old] }), ...errors } };
  }
  const password = await context.hasher.encode(form.new_password1);
  const renewal = await prepareRenewal(context, { ...account, password });
  const actor = atSite(account);
  const { value: change } = await runOperation(
    context.db,
    { kind: 'accounts.changePassword', actor, at: context.now() },
    async (operation) => {
      if (!(await replacePassword(operation, account, password))) return null;
      await putPasswordChangedMail(context, operation, { accountId: account.id, how: 'changed' });
      const ended = await endOtherSessions(operation, account.id, sessionId);
      return { session: await renewSession(operation.db, { id: sessionId }, renewal), ended };
    },
  );
  if (!change) return { ok: false, errors: { old_password: [WRONG_OLD_PASSWORD] } };
  return { ok: true, ...change };
}

/** Guessing the current password at an unattended browser is slowed down as signing in is. */
async function checkOldPassword(
  context: SignUpContext,
  account: AccountRecord,
  password: string,
): Promise<string | null> {
  if (password === '') return 'This field is required.';
  const throttle = createThrottle(context.db, context.now);
  const name = `site:change:${account.id}`;
  const waitMs = await throttle.attempt(name);
  if (waitMs > 0) return `Too many wrong passwords. Wait ${waitInWords(waitMs)} and try again.`;
  const { matches } = await context.hasher
    .check(password, account.password)
    .catch(async (error: unknown) => {
      await throttle.withdraw(name);
      throw error;
    });
  if (!matches) return WRONG_OLD_PASSWORD;
  await throttle.succeeded(name);
  return null;
}
