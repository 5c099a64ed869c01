import { MINUTE_MS } from '../../shared/durations.ts';
import { findByEmail } from '../accounts/find-accounts.ts';
import { insertAccount, isUsernameTaken, USERNAME_TAKEN } from '../accounts/account-store.ts';
import type { Database } from '../db/open-database.ts';
import { takeRate } from '../limits/rate.ts';
import type { Actor } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import { runOperation } from '../operations/run-operation.ts';
import type { RegistrationSettings } from '../settings/settings.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { askResetLink, loginLink } from '../site/links.ts';
import { addRegistrations } from './add-registrations.ts';
import { checkSignUp } from './check-sign-up.ts';
import { countUse, examineInvitation, type InvitationState } from './invitations.ts';
import { mailNobody } from './mail-nobody.ts';
import { mayMail } from './mail-limit.ts';
import type { SignUpContext } from './registration-context.ts';
import { findWaiting, mailNewLinks } from './resend-by-visitor.ts';
import type { SignUpErrors, SignUpForm } from './sign-up-form.ts';

export type SignUpResult =
  /** `userId` is null when the address had an account already, which only its owner is told. */
  | { readonly ok: true; readonly userId: number | null; readonly operationId: number | null }
  | { readonly ok: false; readonly errors: SignUpErrors }
  /** Nobody may register, or only with an invitation and this is none. */
  | { readonly ok: false; readonly closed: InvitationState | 'none' };

/** The span in which sign-ups count as a burst, in milliseconds. */
const BURST_MS = 10 * MINUTE_MS;

/** Whether the policy lets this visitor register at all, and by which invitation. */
export async function admission(
  context: SignUpContext,
  policy: RegistrationSettings['policy'],
  token: string,
): Promise<
  | { readonly admitted: true; readonly invitationId: number | null }
  | { readonly admitted: false; readonly closed: InvitationState | 'none' }
> {
  if (policy === 'closed') return { admitted: false, closed: 'none' };
  if (policy !== 'invitation') return { admitted: true, invitationId: null };
  if (token === '') return { admitted: false, closed: 'none' };
  const { state, id } = await examineInvitation(context, token);
  return state === 'open'
    ? { admitted: true, invitationId: id }
    : { admitted: false, closed: state };
}

/**
 * Registers somebody by the policy of the settings: an inactive account, its profile and the
 * activation mail, all or nothing (django-registration's default workflow, with the mail in the
 * same transaction; its admin_approval workflow under `approval`).
 *
 * Where an address may have one account only, an address that has one gets a mail that says so,
 * and the visitor the same answer after the same work as everybody (ASVS 6.3.8).
 *
 * @param from Who does it, the network address it comes from, '' for this machine, and whether it is
 *   a test, which counts for no burst of visitors.
 */
export async function signUp(
  context: SignUpContext,
  form: SignUpForm,
  from: { readonly actor: Actor; readonly address: string; readonly isTest?: boolean },
): Promise<SignUpResult> {
  const { isTest = false } = from;
  const settings = await readSetting(context.db, 'registration');
  const entry = await admission(context, settings.policy, form.invitation ?? '');
  if (!entry.admitted) return { ok: false, closed: entry.closed };
  const checked = await checkSignUp(context, settings, form);
  if (!checked.ok) return checked;
  if (await isUsernameTaken(context.db, checked.username)) return taken();
  const password = await context.hasher.encode(form.password1);
  const { username, email } = checked;
  // Looked at again: hashing takes a while, and of two at once one has the name by now.
  if (await isUsernameTaken(context.db, username)) return taken();
  const ownersIn = async (db: Database) => (settings.uniqueEmail ? findByEmail(db, email) : []);
  const told = { ok: true, userId: null, operationId: null } as const;
  if ((await ownersIn(context.db)).length > 0) {
    await tellOwners(context, email);
    return told;
  }
  const result = await runOperation(
    context.db,
    {
      kind: isTest ? 'registrations.makeTest' : 'registrations.signUp',
      actor: from.actor,
      at: context.now(),
    },
    async (operation): Promise<SignUpResult> => {
      if (await isUsernameTaken(operation.db, username)) return taken();
      if ((await ownersIn(operation.db)).length > 0) return told;
      const { invitationId } = entry;
      if (invitationId !== null && !(await countUse(operation, invitationId))) {
        return { ok: false, closed: 'used-up' };
      }
      const userId = await insertAccount(operation, { username, email, password });
      const mayBeHeld = invitationId === null && !isTest;
      const hold = mayBeHeld ? await burstReason(operation, settings) : null;
      const registration = {
        userId,
        username,
        email,
        graceMs: 0,
        invitationId,
        hold,
        isSupervised: settings.policy === 'approval',
        joinReason: checked.reason,
        address: from.address,
      };
      await addRegistrations(context, operation, [registration]);
      return { ok: true, userId, operationId: operation.id };
    },
  );
  const { value } = result;
  // Somebody with the same address was faster by a moment.
  if (value.ok && value.userId === null) await tellOwners(context, email);
  return value;
}

/**
 * Somebody registers with an address that has an account: who waits for their link gets it anew,
 * who has an account is told so, at the stored address.
 */
async function tellOwners(context: SignUpContext, email: string): Promise<void> {
  const tell = async (operation: Operation, to = email) => {
    const waiting = await findWaiting(operation, to);
    await mailNewLinks(context, operation, waiting);
    const ids = new Set(waiting.map(({ userId }) => userId));
    const owners = await findByEmail(operation.db, to);
    const site = await readSite(operation.db);
    for (const owner of owners.filter(({ id }) => !ids.has(id))) {
      await context.outbox.put(operation, {
        kind: 'already_registered',
        accountId: owner.id,
        to: owner.email,
        notAfter: null,
        graceMs: 0,
        context: {
          user: { username: owner.username },
          login_link: loginLink(site),
          reset_link: askResetLink(site),
        },
      });
    }
  };
  if (await mayMail(context.db, email, context.now())) {
    const actor = { accountId: null, label: 'a visitor', via: 'site' } as const;
    const request = { kind: 'registrations.registerAgain', actor, at: context.now() } as const;
    await runOperation(context.db, request, tell);
  } else await mailNobody(context, { isActive: true }, tell);
}

/** Why the mail of this sign-up waits for a look: there are more than usual. */
async function burstReason(
  operation: Operation,
  { holdAfter }: RegistrationSettings,
): Promise<string | null> {
  if (holdAfter === 0) return null;
  const rule = { burst: holdAfter, refill: holdAfter, perMs: BURST_MS };
  const wait = await takeRate(operation.db, 'sign-ups', { rule, now: operation.at });
  if (wait === 0) return null;
  return `Held: more than ${holdAfter} ${holdAfter === 1 ? 'sign-up' : 'sign-ups'} within ten minutes. It leaves when it is released.`;
}

function taken(): SignUpResult {
  return { ok: false, errors: { username: [USERNAME_TAKEN] } };
}
