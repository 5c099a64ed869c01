import { NEW_PROFILE } from '../../src/main/settings/smtp-profile.ts';
import type { ProfileInput } from '../../src/shared/contract/mail-settings.ts';

const KEEP = { change: 'keep' } as const;

/** The form of a mail server, filled in as a person would, with changes. */
export function profileInput(change: Partial<ProfileInput> = {}): ProfileInput {
  return {
    ...NEW_PROFILE,
    id: null,
    name: 'Production',
    host: 'mail.shop.example',
    user: 'shop',
    secrets: { password: KEEP, clientSecret: KEEP, refreshToken: KEEP, dkimKey: KEEP },
    ...change,
  };
}

/** The same with a password typed. */
export function withPassword(secret: string, change: Partial<ProfileInput> = {}): ProfileInput {
  const input = profileInput(change);
  return { ...input, secrets: { ...input.secrets, password: { change: 'set', secret } } };
}
