import type { Outcome } from '../../shared/contract/operations.ts';
import { invalidFields } from '../../shared/errors.ts';
import { checkEmailAddress } from '../accounts/email-address.ts';
import { liftSupervision } from '../accounts/registration-window.ts';
import type { Operation } from '../operations/operation.ts';
import { readSetting } from '../settings/settings-store.ts';
import { putActivationMails } from './activation-mail.ts';
import type { RegistrationContext } from './registration-context.ts';
import { reissueKeys } from './registration-keys.ts';
import { readRegistrations, type RegistrationRecord } from './registration-record.ts';
import { linkRefusal, waitsForApproval } from './registration-rules.ts';
import { review, type ReviewRequest } from './review.ts';
import { guardAddress } from './shared-address.ts';
import { tellDecision } from './tell-decision.ts';

/**
 * Activates sign-ups by hand, expired or not, and approves those that wait for it. Tells the people
 * if the settings say so.
 */
export async function activateRegistrations(
  context: RegistrationContext,
  request: ReviewRequest,
): Promise<Outcome> {
  return review(context, { ...request, act: 'activate' }, async (op, chosen) => {
    const ids = chosen.map(({ userId }) => userId);
    await op.set(
      'auth_user',
      ids,
      { is_active: 1 },
      chosen.map(({ stored }) => stored.user),
    );
    await op.set(
      'registration_registrationprofile',
      chosen.map(({ profileId }) => profileId ?? 0),
      { activated: 1 },
      chosen.map(({ stored }) => stored.profile),
    );
    const supervised = chosen.filter(({ isSupervised }) => isSupervised);
    await liftSupervision(
      op,
      supervised.map(({ userId }) => userId),
    );
    await context.outbox.cancelFor(op, ids, 'activation');
    const { tellWhenActivated } = await readSetting(op.db, 'registration');
    if (!tellWhenActivated) return;
    const approved = chosen.filter(waitsForApproval);
    await tellDecision(context, op, approved, { kind: 'admin_approve_complete' });
    const activated = chosen.filter((record) => !waitsForApproval(record));
    await tellDecision(context, op, activated, { kind: 'activated' });
  });
}

/** Sends new activation mails with new keys: the old links end, the days count anew. */
export async function resendActivation(
  context: RegistrationContext,
  request: ReviewRequest,
): Promise<Outcome> {
  return review(context, { ...request, act: 'resend' }, (operation, chosen) =>
    mailNewKeys(context, operation, chosen),
  );
}

/**
 * Corrects a mistyped address and sends the activation mail there, in one step.
 * @throws RefusedError `invalid-input` with the field's message, also for the address as it is.
 */
export async function changeEmailAndResend(
  context: RegistrationContext,
  request: Omit<ReviewRequest, 'ids'> & {
    readonly id: number;
    readonly email: string;
    /** Whether it is known that others have the address. */
    readonly sharesAddress?: boolean;
  },
): Promise<Outcome> {
  const checked = checkEmailAddress(request.email);
  if (!checked.ok) throw invalidFields({ email: [checked.message] });
  const email = checked.address;
  const [record] = await readRegistrations(context.db, [request.id]);
  if (record?.email === email) {
    throw invalidFields({
      email: ['This is the address already. “Mail again” sends a new link there.'],
    });
  }
  const given = { ...request, ids: [request.id], act: 'changeEmail' } as const;
  return review(context, given, async (operation) => {
    await operation.set('auth_user', [request.id], { email });
    const isTold = request.sharesAddress ?? false;
    await guardAddress(operation.db, { id: request.id, before: record?.email ?? '', isTold });
    await followAddress(context, operation, request.id);
  });
}

/**
 * Ends the link that went to the address that a sign-up had before, and the mails that wait to go
 * there; a new link goes to the one it has now. Nothing for an account without a link to follow.
 */
export async function followAddress(
  context: RegistrationContext,
  operation: Operation,
  id: number,
): Promise<void> {
  const records = await readRegistrations(operation.db, [id]);
  const chosen = records.filter((record) => linkRefusal(record) === null);
  if (chosen.length > 0) await mailNewKeys(context, operation, chosen);
}

async function mailNewKeys(
  context: RegistrationContext,
  operation: Operation,
  chosen: readonly RegistrationRecord[],
): Promise<void> {
  const keys = await reissueKeys(context, operation, chosen);
  const { graceMs } = context;
  const letters = chosen
    .filter(({ email }) => email !== '')
    .map(({ userId, username, email }) => {
      const activationKey = keys.get(userId) ?? '';
      return { userId, username, email, activationKey, graceMs };
    });
  await putActivationMails(context, operation, letters);
}
