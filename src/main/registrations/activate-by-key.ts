import { issuedCutoff } from '../accounts/registration-window.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import type { Operation } from '../operations/operation.ts';
import { atSite } from '../operations/actor.ts';
import { runOperation } from '../operations/run-operation.ts';
import { readSetting } from '../settings/settings-store.ts';
import { queueApprovalMails } from './approval.ts';
import { activationKeyHash, isActivationKey } from './activation-key.ts';
import type { RegistrationContext } from './registration-context.ts';
import { readRegistrations, type RegistrationRecord } from './registration-record.ts';
import { waitsForApproval } from './registration-rules.ts';

/**
 * What a link is good for. `to-approve` is one that has done its work, while an administrator has
 * not. `used` is a key whose account was deactivated after its activation: the old link never
 * brings it back.
 */
export type KeyState = 'valid' | 'to-approve' | 'already-active' | 'used' | 'expired' | 'unknown';

export interface KeyFinding {
  readonly state: KeyState;
  /** Told only for a key that is known: whoever holds it got it by mail. */
  readonly username: string | null;
  readonly accountId: number | null;
}

const UNKNOWN: KeyFinding = { state: 'unknown', username: null, accountId: null };

/** Says what a link is good for, and changes nothing. */
export async function examineKey(context: RegistrationContext, key: string): Promise<KeyFinding> {
  const record = await findByKey(context.db, key);
  if (!record) return UNKNOWN;
  return findingOf(record, await stateOf(context, context.db, record));
}

/**
 * Activates the account that a link belongs to, once. Of two clicks in one instant one activates
 * and the other finds it done. Where an administrator has to approve, the address counts as
 * confirmed and the approvers are told.
 *
 * @returns The state that the key had: `valid` means that it has been activated now. Who waits for
 *   an approval is told `to-approve` each time.
 */
export async function activateByKey(
  context: RegistrationContext,
  key: string,
): Promise<KeyFinding> {
  const found = await findByKey(context.db, key);
  if (!found) return UNKNOWN;
  const actor = atSite({ id: found.userId, username: found.username });
  const kind = `registrations.${found.isSupervised ? 'confirm' : 'activate'}ByLink` as const;
  const { value } = await runOperation(
    context.db,
    { kind, actor, at: context.now() },
    async (operation): Promise<KeyFinding> => {
      const record = await findByKey(operation.db, key);
      if (!record) return UNKNOWN;
      const state = await stateOf(context, operation.db, record);
      if (state !== 'valid') return findingOf(record, state);
      return findingOf(record, await confirm(context, operation, record));
    },
  );
  return value;
}

async function confirm(
  context: RegistrationContext,
  operation: Operation,
  record: RegistrationRecord,
): Promise<KeyState> {
  await operation.set('registration_registrationprofile', [record.profileId ?? 0], {
    activated: 1,
  });
  if (record.isSupervised) {
    await queueApprovalMails(context, operation, record);
    return 'to-approve';
  }
  await operation.set('auth_user', [record.userId], { is_active: 1 });
  return 'valid';
}

function findingOf({ username, userId }: RegistrationRecord, state: KeyState): KeyFinding {
  return { state, username, accountId: userId };
}

async function stateOf(
  context: RegistrationContext,
  db: Database,
  record: RegistrationRecord,
): Promise<KeyState> {
  if (waitsForApproval(record)) return 'to-approve';
  if (record.activated) return record.isActive ? 'already-active' : 'used';
  if (record.isActive) return 'already-active';
  const { activationDays } = await readSetting(db, 'registration');
  const cutoff = issuedCutoff(context.now(), activationDays);
  return toDjangoDatetime(record.issuedAt) <= cutoff ? 'expired' : 'valid';
}

/** Finds by the hash; keys that Django itself wrote are not in it and are looked for as they are. */
async function findByKey(db: Database, key: string): Promise<RegistrationRecord | null> {
  if (!isActivationKey(key)) return null;
  const hashed = await db
    .selectFrom('gatehouse_registration')
    .select('user_id')
    .where('key_hash', '=', activationKeyHash(key))
    .executeTakeFirst();
  const owner = hashed?.user_id ?? (await ownerByScan(db, key));
  if (owner === null) return null;
  const [record] = await readRegistrations(db, [owner]);
  return record?.activationKey === key ? record : null;
}

async function ownerByScan(db: Database, key: string): Promise<number | null> {
  const row = await db
    .selectFrom('registration_registrationprofile')
    .select('user_id')
    .where('activation_key', '=', key)
    .executeTakeFirst();
  return row?.user_id ?? null;
}
