import type {
  Profile,
  ProfileInput,
  SecretChange,
} from '../../../../shared/contract/mail-settings.ts';
import { loginUses } from '../../../../shared/login-secrets.ts';

type SavedValues = Omit<ProfileInput, 'id' | 'secrets'>;
/** What the fields of a profile hold: everything but its secrets; null while a number is empty. */
export type ProfileValues = {
  [Field in keyof SavedValues]: SavedValues[Field] extends number
    ? number | null
    : SavedValues[Field];
};
export type Secrets = ProfileInput['secrets'];
export type SecretName = keyof Secrets;

const KEEP: SecretChange = { change: 'keep' };
export const KEEP_ALL: Secrets = {
  password: KEEP,
  clientSecret: KEEP,
  refreshToken: KEEP,
  dkimKey: KEEP,
};

export const SECRET_NAMES = Object.keys(KEEP_ALL) as readonly SecretName[];

/** Whether there is something in it that could be sent. */
export function isTyped(secret: SecretChange): boolean {
  return secret.change === 'set' && secret.secret !== '';
}

/** The same, with some left as they are stored. */
export function keeping(secrets: Secrets, names: readonly SecretName[]): Secrets {
  if (names.length === 0) return secrets;
  return { ...secrets, ...Object.fromEntries(names.map((name) => [name, KEEP])) };
}

export function isSecretName(name: string): name is SecretName {
  return Object.hasOwn(KEEP_ALL, name);
}

/** Whether a secret has its place in the form with this login. */
export function isShown(secret: SecretName, auth: ProfileValues['auth']): boolean {
  return secret === 'dkimKey' || loginUses(auth, secret);
}

/** What was typed of the secrets after those that were sent. */
export function typedSince(sent: Secrets, now: Secrets): Secrets {
  if (now === sent) return KEEP_ALL;
  const since = (name: SecretName) => (now[name] === sent[name] ? KEEP : now[name]);
  return {
    password: since('password'),
    clientSecret: since('clientSecret'),
    refreshToken: since('refreshToken'),
    dkimKey: since('dkimKey'),
  };
}

/** The fields of a saved profile. */
export function profileValues({
  id: _id,
  stored: _stored,
  dkimRecord: _record,
  ...values
}: Profile): SavedValues {
  return values;
}

/** What is sent: an empty number is none, which is refused beside its field. */
export function sentValues(values: ProfileValues): SavedValues {
  const { port, connections, perMinute, connectSeconds, greetingSeconds, socketSeconds } = values;
  return {
    ...values,
    port: port ?? Number.NaN,
    connections: connections ?? Number.NaN,
    perMinute: perMinute ?? Number.NaN,
    connectSeconds: connectSeconds ?? Number.NaN,
    greetingSeconds: greetingSeconds ?? Number.NaN,
    socketSeconds: socketSeconds ?? Number.NaN,
  };
}

/** The fields that say where a secret goes. */
const PLACE = ['host', 'port', 'security', 'user'] as const;
const TOKEN_PLACE = [...PLACE, 'tokenUrl', 'clientId'] as const;

function placeOf(secret: SecretName): readonly (keyof ProfileValues)[] {
  if (secret === 'dkimKey') return [];
  return secret === 'password' ? PLACE : TOKEN_PLACE;
}

/** Whether a secret that is stored belongs to another place than the one typed. */
export function hasMoved(secret: SecretName, saved: ProfileValues, typed: ProfileValues): boolean {
  return placeOf(secret).some((field) => saved[field] !== typed[field]);
}

/** A server as it is known to who types: what is stored of it, and what the fields hold. */
export interface KnownServer {
  readonly saved: ProfileValues;
  readonly values: ProfileValues;
}

/** Whether a secret would go elsewhere than when it was typed, and not by what was typed since. */
export function wasMoved(secret: SecretName, typedFor: KnownServer, now: KnownServer): boolean {
  return placeOf(secret).some(
    (field) =>
      now.values[field] === now.saved[field] &&
      now.saved[field] !== typedFor.saved[field] &&
      now.saved[field] !== typedFor.values[field],
  );
}
