import type { ProfileInput } from '../../shared/contract/mail-settings.ts';
import type { SecretStore } from '../settings/secret-store.ts';
import {
  placeOf,
  PROFILE_SECRETS,
  type ProfileSecret,
  secretName,
  type SmtpProfile,
} from '../settings/smtp-profile.ts';

/** The opened secrets of a profile; null where there is none for its place. */
export type ProfileSecrets = Readonly<Record<ProfileSecret, string | null>>;

/** The stored secrets of a profile, as far as they belong to where it points. */
export async function storedSecrets(
  secrets: SecretStore,
  profile: SmtpProfile,
): Promise<ProfileSecrets> {
  return collect((secret) => secrets.read(secretName(profile, secret), placeOf(profile, secret)));
}

/**
 * The secrets for trying a form that is not saved: those typed, or the stored ones if they would
 * go to the place that they were stored for.
 */
export async function typedSecrets(
  secrets: SecretStore,
  profile: SmtpProfile,
  typed: ProfileInput['secrets'],
): Promise<ProfileSecrets> {
  const stored = await storedSecrets(secrets, profile);
  return collect((secret) => {
    const change = typed[secret];
    if (change.change === 'set') return change.secret;
    return change.change === 'keep' ? stored[secret] : null;
  });
}

async function collect(
  read: (secret: ProfileSecret) => string | null | Promise<string | null>,
): Promise<ProfileSecrets> {
  const entries = await Promise.all(
    PROFILE_SECRETS.map(async (secret) => [secret, await read(secret)] as const),
  );
  return Object.fromEntries(entries) as Record<ProfileSecret, string | null>;
}
