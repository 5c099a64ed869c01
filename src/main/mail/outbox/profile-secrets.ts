import type { ProfileInput } from '../../../shared/contract/mail-settings.ts';
import { loginUses } from '../../../shared/login-secrets.ts';
import { type SecretStore, UnopenedSecretError } from '../../settings/secret-store.ts';
import {
  placeOf,
  PROFILE_SECRETS,
  type ProfileSecret,
  secretName,
  type SmtpProfile,
} from '../../settings/smtp-profile.ts';
import { NoDeliveryError } from './no-delivery.ts';
import { noSigningKey } from './sign.ts';

/** The opened secrets of a profile; null where there is none for its place, or none is needed. */
export type ProfileSecrets = Readonly<Record<ProfileSecret, string | null>>;

/**
 * The stored secrets that a profile sends with, as far as they belong to where it points.
 *
 * @throws NoDeliveryError when one of them can't be opened.
 */
export async function storedSecrets(
  secrets: SecretStore,
  profile: SmtpProfile,
): Promise<ProfileSecrets> {
  return collect((secret) => openSecret(secrets, profile, secret));
}

/**
 * The secrets for trying a form that is not saved: those typed, or the stored ones if they would
 * go to the place that they were stored for.
 *
 * @throws NoDeliveryError when a stored one can't be opened.
 */
export async function typedSecrets(
  secrets: SecretStore,
  profile: SmtpProfile,
  typed: ProfileInput['secrets'],
): Promise<ProfileSecrets> {
  return collect((secret) => {
    const change = typed[secret];
    if (change.change === 'set') return change.secret;
    return change.change === 'keep' ? openSecret(secrets, profile, secret) : null;
  });
}

async function openSecret(
  secrets: SecretStore,
  profile: SmtpProfile,
  secret: ProfileSecret,
): Promise<string | null> {
  if (!isNeeded(profile, secret)) return null;
  try {
    return await secrets.read(secretName(profile, secret), placeOf(profile, secret));
  } catch (error) {
    if (!(error instanceof UnopenedSecretError)) throw error;
    if (secret === 'dkimKey') throw noSigningKey('The key that signs mails can’t be opened.');
    const advice = 'Enter it again in Settings, Mail.';
    const title = `The stored ${NAMES[secret]} can’t be opened.`;
    throw new NoDeliveryError(title, advice, { field: secret });
  }
}

const NAMES = {
  password: 'password',
  clientSecret: 'client secret',
  refreshToken: 'refresh token',
} as const;

function isNeeded({ auth, dkimDomain }: SmtpProfile, secret: ProfileSecret): boolean {
  if (secret === 'dkimKey') return dkimDomain !== '';
  return loginUses(auth, secret);
}

async function collect(
  read: (secret: ProfileSecret) => string | null | Promise<string | null>,
): Promise<ProfileSecrets> {
  const entries = await Promise.all(
    PROFILE_SECRETS.map(async (secret) => [secret, await read(secret)] as const),
  );
  return Object.fromEntries(entries) as Record<ProfileSecret, string | null>;
}
