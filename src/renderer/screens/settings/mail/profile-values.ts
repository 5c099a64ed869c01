import type {
  Profile,
  ProfileInput,
  SecretChange,
} from '../../../../shared/contract/mail-settings.ts';

/** What the fields of a profile hold: everything but its secrets. */
export type ProfileValues = Omit<ProfileInput, 'id' | 'secrets'>;
export type Secrets = ProfileInput['secrets'];
export type SecretName = keyof Secrets;

const KEEP: SecretChange = { change: 'keep' };
export const KEEP_ALL: Secrets = {
  password: KEEP,
  clientSecret: KEEP,
  refreshToken: KEEP,
  dkimKey: KEEP,
};

/** The fields of a saved profile. */
export function profileValues({
  id: _id,
  stored: _stored,
  dkimRecord: _record,
  ...values
}: Profile): ProfileValues {
  return values;
}

/** The fields that say where a secret goes. */
const PLACE = ['host', 'port', 'security', 'user'] as const;
const TOKEN_PLACE = [...PLACE, 'tokenUrl', 'clientId'] as const;

/** Whether a secret that is stored belongs to another place than the one typed. */
export function hasMoved(secret: SecretName, saved: ProfileValues, typed: ProfileValues): boolean {
  if (secret === 'dkimKey') return false;
  const fields = secret === 'password' ? PLACE : TOKEN_PLACE;
  return fields.some((field) => saved[field] !== typed[field]);
}
