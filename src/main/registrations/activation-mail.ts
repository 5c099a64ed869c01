import { createHash } from 'node:crypto';

import { keyEnd } from '../accounts/registration-window.ts';
import { minuteInWords, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Operation } from '../operations/operation.ts';
import { keySet } from '../operations/row-store.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { activationLink } from '../site/links.ts';
import { createActivationKey } from './activation-key.ts';
import type { RegistrationContext } from './registration-context.ts';

/** SHA-256 of a key, in hex: what a key is found by. */
export function activationKeyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Whom a mail with a link goes to, and what it carries. */
interface ActivationLetter {
  readonly userId: number;
  readonly username: string;
  readonly email: string;
  readonly activationKey: string;
  readonly graceMs: number;
  /** Why the mail waits to be released, or null when it leaves. */
  readonly hold?: string | null;
}

/** Queues mails with links, within the operation that made the keys. */
export async function putActivationMails(
  context: RegistrationContext,
  operation: Operation,
  letters: readonly ActivationLetter[],
): Promise<void> {
  const site = await readSite(operation.db);
  const { activationDays } = await readSetting(operation.db, 'registration');
  const end = keyEnd(operation.at, activationDays);
  const orders = letters.map((letter) => ({
    kind: 'activation' as const,
    accountId: letter.userId,
    to: letter.email,
    notAfter: end,
    graceMs: letter.graceMs,
    hold: letter.hold ?? null,
    context: {
      user: { username: letter.username },
      activation_key: letter.activationKey,
      activation_link: activationLink(site, letter.activationKey),
      expiration_days: activationDays,
      expires_at: minuteInWords(end),
    },
  }));
  await context.outbox.putMany(operation, orders);
}

/** Gives sign-ups new keys, so that the old links end and the days count from now. */
export async function reissueKeys(
  context: RegistrationContext,
  operation: Operation,
  profiles: readonly { readonly userId: number; readonly profileId: number | null }[],
): Promise<ReadonlyMap<number, string>> {
  const keys = new Map(
    profiles.map(({ userId }) => [userId, createActivationKey(context.randomBytes)]),
  );
  const reissued_at = toDjangoDatetime(operation.at);
  await operation.update(
    'registration_registrationprofile',
    profiles.map(({ userId, profileId }) => ({
      id: profileId,
      activation_key: keys.get(userId) ?? '',
    })),
  );
  const ids = profiles.map(({ userId }) => userId);
  const known = await operation.db
    .selectFrom('gatehouse_registration')
    .select('user_id')
    .where('user_id', 'in', keySet(ids))
    .execute();
  const present = new Set(known.map((row) => row.user_id));
  const rows = profiles.map(({ userId }) => ({
    user_id: userId,
    key_hash: activationKeyHash(keys.get(userId) ?? ''),
    reissued_at,
  }));
  await operation.update(
    'gatehouse_registration',
    rows.filter((row) => present.has(row.user_id)),
  );
  await operation.insert(
    'gatehouse_registration',
    rows.filter((row) => !present.has(row.user_id)),
  );
  await context.outbox.cancelFor(operation, ids, 'replaced');
  return keys;
}
