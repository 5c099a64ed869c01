import type { Outcome } from '../../shared/contract/operations.ts';
import type { RejectionReason, Remembered } from '../../shared/contract/registrations.ts';
import { invalidFields } from '../../shared/errors.ts';
import { deleteAccounts } from '../accounts/delete-accounts.ts';
import { checkEmailAddress } from '../accounts/email-address.ts';
import { liftSupervision } from '../accounts/registration-window.ts';
import { referenceRefusals } from '../accounts/site-references.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Actor } from '../operations/actor.ts';
import { actOnMany } from '../operations/act-on-many.ts';
import type { Operation } from '../operations/operation.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { accountsLink } from '../site/links.ts';
import { putActivationMails, reissueKeys } from './activation-mail.ts';
import { refusedBy } from './refused-addresses.ts';
import type { RegistrationContext } from './registration-context.ts';
import { readRegistrations, type RegistrationRecord } from './registration-record.ts';
import {
  activationRefusal,
  decide,
  linkRefusal,
  removalRefusal,
  resendRefusal,
  staffRefusal,
  waitsForApproval,
} from './registration-rules.ts';

/** An act of the reviewer on sign-ups: which, by whom. */
export interface ReviewRequest {
  readonly ids: readonly number[];
  readonly actor: Actor;
  /** Skips sign-ups that will be staff: only a superuser touches those. */
  readonly sparesStaff?: boolean;
}

/** Who may not be removed: whom the rules spare, and whom the site's own tables refer to. */
const REMOVAL = { refusal: removalRefusal, refusalsOf: referenceRefusals };

/**
 * Activates sign-ups by hand, expired or not, and approves those that wait for it. Tells the people
 * if the settings say so.
 */
export async function activateRegistrations(
  context: RegistrationContext,
  request: ReviewRequest,
): Promise<Outcome> {
  const kind = 'registrations.activate';
  return review(context, { ...request, kind, refusal: activationRefusal }, async (op, chosen) => {
    const ids = chosen.map(({ userId }) => userId);
    await op.set('auth_user', ids, { is_active: 1 });
    await op.set(
      'registration_registrationprofile',
      chosen.map(({ profileId }) => profileId ?? 0),
      { activated: 1 },
    );
    await liftSupervision(op, ids);
    await context.outbox.cancelFor(op, ids);
    const { tellWhenActivated } = await readSetting(op.db, 'registration');
    if (!tellWhenActivated) return;
    const approved = chosen.filter(waitsForApproval);
    await tell(context, op, approved, { kind: 'admin_approve_complete' });
    const activated = chosen.filter((record) => !waitsForApproval(record));
    await tell(context, op, activated, { kind: 'activated' });
  });
}

/** Sends new activation mails with new keys: the old links end, the days count anew. */
export async function resendActivation(
  context: RegistrationContext,
  request: ReviewRequest,
): Promise<Outcome> {
  const kind = 'registrations.resend';
  return review(context, { ...request, kind, refusal: resendRefusal }, (operation, chosen) =>
    mailNewKeys(context, operation, chosen),
  );
}

/**
 * Corrects a mistyped address and sends the activation mail there, in one step.
 * @throws RefusedError `invalid-input` with the field's message, also for the address as it is.
 */
export async function changeEmailAndResend(
  context: RegistrationContext,
  request: Omit<ReviewRequest, 'ids'> & { readonly id: number; readonly email: string },
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
  const given = {
    ids: [request.id],
    actor: request.actor,
    sparesStaff: request.sparesStaff ?? false,
    kind: 'registrations.changeEmail',
    refusal: linkRefusal,
  };
  return review(context, given, async (operation) => {
    await operation.set('auth_user', [request.id], { email });
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
  const { chosen } = decide(records, linkRefusal);
  if (chosen.length > 0) await mailNewKeys(context, operation, chosen);
}

/** Rejects sign-ups: their accounts go, the reason stays, and the person is told if wanted. */
export async function rejectRegistrations(
  context: RegistrationContext,
  request: ReviewRequest & {
    readonly reason: RejectionReason;
    readonly note: string;
    readonly tell: boolean;
    /** Whose further sign-ups are refused. */
    readonly remember?: Remembered;
  },
): Promise<Outcome> {
  const { reason, note, remember = 'nothing' } = request;
  const kind = 'registrations.reject';
  return review(
    context,
    { ...request, ...REMOVAL, kind, detail: { reason, note, remember } },
    async (operation, chosen) => {
      await remove(context, operation, chosen);
      const owners = new Map(chosen.map(({ username, userId }) => [username, userId]));
      await operation.insert(
        'gatehouse_rejection',
        chosen.map(({ username, email }) => ({
          username,
          email,
          reason,
          note,
          rejected_at: toDjangoDatetime(operation.at),
          refuses: refusedBy(email, remember),
        })),
        (_, { username }) => owners.get(String(username)) ?? null,
      );
      if (request.tell && reason !== 'spam') {
        await tell(context, operation, chosen, { kind: 'rejected', note: note.trim() });
      }
    },
  );
}

/** Deletes sign-ups without a word to anybody. */
export async function deleteRegistrations(
  context: RegistrationContext,
  request: ReviewRequest,
): Promise<Outcome> {
  const given = { ...request, ...REMOVAL, kind: 'registrations.delete' };
  return review(context, given, (operation, chosen) => remove(context, operation, chosen));
}

/**
 * The shape of every act on sign-ups: decide for each, do it for the chosen in one operation, and
 * say who was skipped and why.
 */
export function review(
  context: RegistrationContext,
  request: ReviewRequest & {
    readonly kind: string;
    readonly refusal: (record: RegistrationRecord) => string | null;
    /** Reasons that other tables know, by the ids of those to spare. */
    readonly refusalsOf?: typeof referenceRefusals;
    readonly isAlwaysTold?: boolean;
    readonly detail?: Readonly<Record<string, unknown>>;
  },
  act: (operation: Operation, chosen: readonly RegistrationRecord[]) => Promise<void>,
): Promise<Outcome> {
  const { sparesStaff = false, refusal, ...judging } = request;
  return actOnMany<RegistrationRecord & { readonly id: number }>(
    context,
    {
      ...judging,
      read: async (db, ids) =>
        (await readRegistrations(db, ids)).map((record) => ({ ...record, id: record.userId })),
      refusal: (record) => (sparesStaff ? staffRefusal(record) : null) ?? refusal(record),
    },
    act,
  );
}

/** Deletes sign-ups together with their mails that have not left. */
export async function remove(
  context: RegistrationContext,
  operation: Operation,
  chosen: readonly RegistrationRecord[],
): Promise<void> {
  const ids = chosen.map(({ userId }) => userId);
  await context.outbox.cancelFor(operation, ids);
  await deleteAccounts(operation, ids);
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

async function tell(
  context: RegistrationContext,
  operation: Operation,
  chosen: readonly RegistrationRecord[],
  mail: {
    readonly kind: 'activated' | 'admin_approve_complete' | 'rejected';
    readonly note?: string;
  },
): Promise<void> {
  const site = await readSite(operation.db);
  const orders = chosen
    .filter(({ email }) => email !== '')
    .map(({ userId, username, email }) => ({
      kind: mail.kind,
      accountId: userId,
      to: email,
      notAfter: null,
      graceMs: context.graceMs,
      context: {
        user: { username },
        site_link: `${site.scheme}://${site.domain}/`,
        login_link: accountsLink(site, 'login/'),
        note: mail.note ?? '',
      },
    }));
  await context.outbox.putMany(operation, orders);
}
