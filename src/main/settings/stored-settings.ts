import { z } from 'zod';

import { faultRules } from '../../shared/contract/faults.ts';
import {
  captureFields,
  profileFields,
  profileId,
  senderFields,
} from '../../shared/contract/mail-settings.ts';
import {
  cleanUpFields,
  consoleFields,
  networkFields,
  passwordPaths,
  registrationFields,
  scheme,
  signInFields,
} from '../../shared/contract/settings.ts';
import { DEFAULTS, type MailSettings, type PathSettings } from './settings.ts';
import { NEW_PROFILE, type SmtpProfile } from './smtp-profile.ts';

/** The groups of settings, each a row. */
export type Named = typeof DEFAULTS;

/** What was understood of a stored group. */
interface Understood<Value> {
  readonly value: Value;
  /** The names of what was not, and is as if it had never been saved. */
  readonly wrong: readonly string[];
}

type Fields<Value extends object> = { readonly [Name in keyof Value]-?: z.ZodType };

const storedProfiles = z.object({ profiles: z.array(z.unknown()) });

/** A domain that never has an address (RFC 2606). */
const NOBODY = 'nobody.invalid';

/** By which people are let in or kept out. */
const DECIDES_WHO_ENTERS: ReadonlySet<string> = new Set([
  'policy',
  'allowedDomains',
  'deniedDomains',
]);

const READERS: {
  readonly [Name in keyof Named]: (stored: unknown) => Understood<Named[Name]>;
} = {
  scheme(stored) {
    const read = scheme.safeParse(stored);
    return read.success
      ? { value: read.data, wrong: [] }
      : { value: DEFAULTS.scheme, wrong: ['scheme'] };
  },
  paths: (stored) =>
    fieldsOf<PathSettings>(
      {
        accountsPath: z.string().regex(/^\/([^\s?#\\]+\/)?$/),
        passwordPaths,
        activationPages: z.boolean(),
      },
      DEFAULTS.paths,
      stored,
    ),
  registration(stored) {
    const read = fieldsOf(registrationFields, DEFAULTS.registration, stored);
    // Nobody is let in by a guess.
    if (!read.wrong.some((name) => DECIDES_WHO_ENTERS.has(name))) return read;
    return { ...read, value: { ...read.value, policy: 'closed' } };
  },
  cleanUp: (stored) => fieldsOf({ ...cleanUpFields, since: z.string() }, DEFAULTS.cleanUp, stored),
  signIn: (stored) => fieldsOf(signInFields, DEFAULTS.signIn, stored),
  network: (stored) => fieldsOf(networkFields, DEFAULTS.network, stored),
  mail(stored) {
    const fields = { ...senderFields, live: z.string(), profiles: z.array(z.unknown()) };
    const read = fieldsOf<MailSettings>(fields, DEFAULTS.mail, stored);
    const profiles = read.value.profiles.map(profileOf);
    const value = { ...read.value, profiles: profiles.filter((each) => each !== null) };
    return { value, wrong: [...read.wrong, ...(profiles.includes(null) ? ['profiles'] : [])] };
  },
  capture(stored) {
    const read = fieldsOf(captureFields, DEFAULTS.capture, stored);
    if (!read.wrong.includes('releaseTo')) return read;
    return { ...read, value: { ...read.value, releaseTo: [NOBODY] } };
  },
  faults: (stored) => fieldsOf({ rules: faultRules }, DEFAULTS.faults, stored),
  console: (stored) => fieldsOf(consoleFields, DEFAULTS.console, stored),
  signingKey: (stored) =>
    fieldsOf(
      { origin: z.enum(['made-here', 'given']), replacedAt: z.string() },
      DEFAULTS.signingKey,
      stored,
    ),
};

/** Whether a row holds a group of settings. */
export function isGroup(name: string): name is keyof Named {
  return Object.hasOwn(READERS, name);
}

/**
 * Reads a stored group of settings field by field. What was never saved has its default, and so has
 * what can't be understood: another program, or a newer Gatehouse, has written it.
 */
export function understand<Name extends keyof Named>(
  name: Name,
  text: string,
): Understood<Named[Name]> {
  return READERS[name](parse(text));
}

/**
 * What a group is to be stored as in place of what is stored: mail servers that are not understood
 * stay as they are.
 */
export function inPlaceOf(stored: string, name: keyof Named, value: object | string): unknown {
  if (name !== 'mail') return value;
  const read = storedProfiles.safeParse(parse(stored)).data?.profiles ?? [];
  const unread = read.filter((profile) => profileOf(profile) === null);
  const mail = value as MailSettings;
  return { ...mail, profiles: [...mail.profiles, ...unread] };
}

/** A mail server that is stored and not understood. */
export interface UnreadProfile {
  /** Empty where it has none that is a text. */
  readonly id: string;
  readonly name: string;
  /** The fields that are not understood; none where it has no fields at all. */
  readonly wrong: readonly string[];
}

/** The mail servers in a stored group that are not understood, each with how it is stored. */
export function unreadProfilesIn(
  stored: string,
): readonly (UnreadProfile & { readonly stored: unknown })[] {
  const all = storedProfiles.safeParse(parse(stored)).data?.profiles ?? [];
  return all
    .filter((profile) => profileOf(profile) === null)
    .map((profile) => {
      const named = z.object({ id: z.string().catch(''), name: z.string().catch('') });
      const { id, name } = named.safeParse(profile).data ?? { id: '', name: '' };
      return { id, name, wrong: readProfile(profile).wrong, stored: profile };
    });
}

/** The stored group without what is one of its mail servers. */
export function withoutProfile(stored: string, unread: unknown): string {
  const group = storedProfiles.loose().parse(parse(stored));
  const text = JSON.stringify(unread);
  const profiles = group.profiles.filter((profile) => JSON.stringify(profile) !== text);
  return JSON.stringify({ ...group, profiles });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Said by what is wrong.
    return undefined;
  }
}

function fieldsOf<Value extends object>(
  fields: Fields<Value>,
  defaults: Value,
  stored: unknown,
): Understood<Value> {
  const known = z.record(z.string(), z.unknown()).safeParse(stored).data;
  const value = new Map<string, unknown>(Object.entries(defaults));
  const wrong: string[] = [];
  for (const [name, schema] of Object.entries<z.ZodType>(fields)) {
    if (known && known[name] === undefined) continue;
    const read = schema.safeParse(known?.[name]);
    if (read.success) value.set(name, read.data);
    else wrong.push(name);
  }
  return { value: Object.fromEntries(value) as Value, wrong };
}

/** A profile of which anything is not understood is none: no mail goes by a guess. */
function profileOf(stored: unknown): SmtpProfile | null {
  const { value, wrong } = readProfile(stored);
  return wrong.length > 0 || value.id === '' ? null : value;
}

function readProfile(stored: unknown): Understood<SmtpProfile> {
  const fields = { id: profileId, ...profileFields };
  return fieldsOf<SmtpProfile>(fields, { id: '', ...NEW_PROFILE }, stored);
}
