import type { MailSettings as Shown } from '../../shared/contract/mail-settings.ts';
import { dkimRecord } from './dkim-key.ts';
import { type SecretStore, UnopenedSecretError } from './secret-store.ts';
import type { SettingsContext } from './settings-service.ts';
import { readSetting } from './settings-store.ts';
import {
  NEW_PROFILE,
  placeOf,
  type ProfileSecret,
  secretName,
  type SmtpProfile,
} from './smtp-profile.ts';

/** Where mail goes, as the forms show it. Secrets are only said to be set. */
export async function readMailSettings(
  context: SettingsContext,
): Promise<Omit<Shown, 'warnings' | 'unread'>> {
  const { profiles, ...mail } = await readSetting(context.db, 'mail');
  return {
    ...mail,
    capture: await readSetting(context.db, 'capture'),
    profiles: await Promise.all(profiles.map((profile) => shown(context, profile))),
    defaults: { ...NEW_PROFILE, colour: freeColour(profiles) },
  };
}

/** The colours for a new server, the one that warns most first: two servers are not to look alike. */
const COLOURS: readonly SmtpProfile['colour'][] = [
  'red',
  'violet',
  'amber',
  'green',
  'blue',
  'grey',
];

function freeColour(profiles: readonly SmtpProfile[]): SmtpProfile['colour'] {
  return (
    COLOURS.find((colour) => profiles.every((profile) => profile.colour !== colour)) ??
    NEW_PROFILE.colour
  );
}

async function shown(
  { secrets }: SettingsContext,
  profile: SmtpProfile,
): Promise<Shown['profiles'][number]> {
  const has = (secret: ProfileSecret) =>
    secrets.has(secretName(profile, secret), placeOf(profile, secret));
  return {
    ...profile,
    stored: {
      password: await has('password'),
      clientSecret: await has('clientSecret'),
      refreshToken: await has('refreshToken'),
      dkimKey: await has('dkimKey'),
    },
    dkimRecord: await dkimRecordOf(secrets, profile),
  };
}

/** The record to publish, or null while mails are not signed, or can't be. */
export async function dkimRecordOf(secrets: SecretStore, profile: SmtpProfile) {
  if (profile.dkimDomain === '') return null;
  try {
    const key = await secrets.read(secretName(profile, 'dkimKey'));
    return key === null ? null : dkimRecord(key, profile);
  } catch (error) {
    // The courier and the doctor say so.
    if (error instanceof UnopenedSecretError) return null;
    throw error;
  }
}
