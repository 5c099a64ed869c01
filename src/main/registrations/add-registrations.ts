import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Operation } from '../operations/operation.ts';
import { activationKeyHash, createActivationKey } from './activation-key.ts';
import { putActivationMails } from './activation-mail.ts';
import type { RegistrationContext } from './registration-context.ts';

/** An inactive account that is to be activated by a link. */
export interface NewRegistration {
  readonly userId: number;
  readonly username: string;
  readonly email: string;
  /** How long its mail waits for an undo, in milliseconds. */
  readonly graceMs: number;
  /** Why its mail is held, or null when it leaves. */
  readonly hold?: string | null;
  /** Whether an administrator has to approve it after the link was followed. */
  readonly isSupervised?: boolean;
  /** From when the days of the link count, where that is not when the account was made. */
  readonly issuedAt?: Date;
  readonly joinReason?: string;
  /** The network address that it came from; '' for none. */
  readonly address?: string;
  readonly invitationId?: number | null;
}

/**
 * Gives accounts their registration profiles, their keys and their activation mails, within the
 * operation that makes them. Those to be supervised wait for an administrator after their link was
 * followed, as django-registration-redux's admin_approval workflow stores it.
 */
export async function addRegistrations(
  context: RegistrationContext,
  operation: Operation,
  accounts: readonly NewRegistration[],
): Promise<void> {
  const given = accounts.map((account) => ({
    ...account,
    activationKey: createActivationKey(context.randomBytes),
  }));
  const profiles = await operation.insert(
    'registration_registrationprofile',
    given.map(({ userId, activationKey }) => ({
      user_id: userId,
      activated: 0,
      activation_key: activationKey,
    })),
  );
  const supervised = new Set<unknown>(
    given.flatMap(({ userId, isSupervised = false }) => (isSupervised ? userId : [])),
  );
  const owners = new Map(
    profiles.flatMap(({ id, user_id }) =>
      supervised.has(user_id) ? [[Number(id), Number(user_id)]] : [],
    ),
  );
  await operation.insert(
    'registration_supervisedregistrationprofile',
    [...owners.keys()].map((id) => ({ registrationprofile_ptr_id: id })),
    (id) => owners.get(Number(id)) ?? null,
  );
  await operation.insert(
    'gatehouse_registration',
    given.map(({ userId, activationKey, issuedAt, ...known }) => ({
      user_id: userId,
      key_hash: activationKeyHash(activationKey),
      reissued_at: issuedAt === undefined ? null : toDjangoDatetime(issuedAt),
      join_reason: known.joinReason ?? '',
      address: known.address ?? '',
      invitation_id: known.invitationId ?? null,
    })),
  );
  await putActivationMails(context, operation, given);
}
