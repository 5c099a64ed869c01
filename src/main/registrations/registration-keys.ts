import { toDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import { isOfProject } from '../db/project-database.ts';
import type { Operation } from '../operations/operation.ts';
import { activationKeyHash, createActivationKey } from './activation-key.ts';
import type { RegistrationContext } from './registration-context.ts';

/**
 * Gives sign-ups new keys, so that the old links end and the days count from now; mails with the old
 * ones do not leave any more.
 *
 * @returns The new keys by the accounts' ids.
 */
export async function reissueKeys(
  context: RegistrationContext,
  operation: Operation,
  profiles: readonly { readonly userId: number; readonly profileId: number | null }[],
): Promise<ReadonlyMap<number, string>> {
  const keys = profiles.map((profile) => ({
    ...profile,
    activationKey: createActivationKey(context.randomBytes),
    issuedAt: operation.at,
  }));
  await operation.update(
    'registration_registrationprofile',
    keys.map(({ profileId, activationKey }) => ({ id: profileId, activation_key: activationKey })),
  );
  await noteKeys(operation, keys);
  const ids = profiles.map(({ userId }) => userId);
  await context.outbox.cancelFor(operation, ids, 'replaced');
  return new Map(keys.map(({ userId, activationKey }) => [userId, activationKey]));
}

/**
 * Notes beside Django's tables which keys sign-ups have and from when their days count. Who signed
 * up at a Django site is not among our rows yet. In a Django project's database the sign-up dates
 * move there: the project's pages and its `cleanupregistration` count from those alone
 * (django-registration-redux, `RegistrationProfile.activation_key_expired`).
 */
export async function noteKeys(
  operation: Operation,
  keys: readonly {
    readonly userId: number;
    readonly activationKey: string;
    readonly issuedAt: Date;
  }[],
): Promise<void> {
  const movesSignUp = await isOfProject(operation.db);
  if (movesSignUp) {
    await operation.update(
      'auth_user',
      keys.map(({ userId, issuedAt }) => ({
        id: userId,
        date_joined: toDjangoDatetime(issuedAt),
      })),
    );
  }
  const known = await operation.db
    .selectFrom('gatehouse_registration')
    .select('user_id')
    .where('user_id', 'in', keySet(keys.map(({ userId }) => userId)))
    .execute();
  const present = new Set(known.map((row) => row.user_id));
  const rows = keys.map(({ userId, activationKey, issuedAt }) => ({
    user_id: userId,
    key_hash: activationKeyHash(activationKey),
    reissued_at: movesSignUp ? null : toDjangoDatetime(issuedAt),
  }));
  await operation.update(
    'gatehouse_registration',
    rows.filter((row) => present.has(row.user_id)),
  );
  await operation.insert(
    'gatehouse_registration',
    rows.filter((row) => !present.has(row.user_id)),
  );
}
