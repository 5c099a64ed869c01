import type { ProfileInput } from '../../shared/contract/mail-settings.ts';
import { invalidFields, RefusedError } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import { checkEmailAddress } from '../accounts/email-address.ts';
import type { Database } from '../db/open-database.ts';
import { allowedEntryFault } from './allowed-recipients.ts';
import { checkProfile } from './check-profile.ts';
import { makeDkimKey } from './dkim-key.ts';
import type { CaptureSettings, MailSettings } from './settings.ts';
import { saveSettings, type SettingsContext } from './settings-service.ts';
import { readSetting, writeSetting } from './settings-store.ts';
import { placeOf, PROFILE_SECRETS, secretName, type SmtpProfile } from './smtp-profile.ts';

const KEEP = { change: 'keep' } as const;
const KEEP_ALL: ProfileInput['secrets'] = {
  password: KEEP,
  clientSecret: KEEP,
  refreshToken: KEEP,
  dkimKey: KEEP,
};

interface Context extends SettingsContext {
  readonly randomBytes: (size: number) => Buffer;
}

/** Saves whom mails are from. @throws RefusedError `invalid-input` with the fields' messages. */
export async function saveSender(
  context: SettingsContext,
  person: Person,
  input: Pick<MailSettings, 'fromAddress' | 'fromName' | 'replyTo'>,
): Promise<number | null> {
  const from = checkEmailAddress(input.fromAddress);
  const replyTo = input.replyTo.trim();
  const answers = replyTo === '' ? null : checkEmailAddress(replyTo);
  const fromName = input.fromName.trim();
  const faults: Record<string, string[]> = {};
  if (!from.ok) faults['fromAddress'] = [from.message];
  if (answers && !answers.ok) faults['replyTo'] = [answers.message];
  if (/\p{Cc}|[\u2028\u2029]/u.test(fromName)) faults['fromName'] = ['Enter one line.'];
  if (!from.ok || Object.keys(faults).length > 0) throw invalidFields(faults);
  return change(context, person, (mail) => ({
    ...mail,
    fromAddress: from.address,
    fromName,
    replyTo: answers?.ok ? answers.address : '',
  }));
}

/**
 * Saves what the capture server offers, how much of its catch is kept and whom it may be released to.
 *
 * @throws RefusedError `invalid-input` with the fields' messages.
 */
export async function saveCapture(
  context: SettingsContext,
  person: Person,
  settings: CaptureSettings,
): Promise<number | null> {
  const faults = settings.releaseTo.flatMap((entry, place) => {
    const fault = allowedEntryFault(entry);
    return fault === null ? [] : [[`releaseTo.${place}`, [fault]] as const];
  });
  if (faults.length > 0) throw invalidFields(Object.fromEntries(faults));
  return saveSettings(context, { kind: 'settings.capture', person }, (operation) =>
    writeSetting(operation, 'capture', settings),
  );
}

/**
 * Saves a profile, a new one under a new id. A stored secret belongs to the place that it was
 * stored for: when that changes it is forgotten.
 *
 * @throws RefusedError `invalid-input` with the fields' messages, `not-found`, or `unavailable` when a
 *   secret can't be sealed.
 */
export async function saveProfile(
  context: Context,
  person: Person,
  input: ProfileInput,
  id = input.id ?? newProfileId(context),
): Promise<{ id: string; operationId: number | null }> {
  const profile = checkProfile(input, id);
  const saveSecrets = await sealSecrets(context, profile, input.secrets);
  const operationId = await change(context, person, async (mail, db) => {
    if (input.id !== null) findProfile(mail, input.id);
    const namesake = mail.profiles.some(
      (other) => other.id !== id && other.name.toLowerCase() === profile.name.toLowerCase(),
    );
    if (namesake) throw invalidFields({ name: ['Another server has this name.'] });
    await saveSecrets(db);
    return input.id === null
      ? { ...mail, profiles: [...mail.profiles, profile] }
      : withProfile(mail, profile);
  });
  return { id, operationId };
}

/** An id for a profile that was never saved. */
export function newProfileId({ randomBytes }: Pick<Context, 'randomBytes'>): string {
  return randomBytes(6).toString('hex');
}

function withProfile(mail: MailSettings, profile: SmtpProfile): MailSettings {
  return {
    ...mail,
    profiles: mail.profiles.map((other) => (other.id === profile.id ? profile : other)),
  };
}

/** Seals what was typed. @returns What stores it within a transaction and drops what is not kept. */
async function sealSecrets(
  { secrets }: SettingsContext,
  profile: SmtpProfile,
  typed: ProfileInput['secrets'],
): Promise<(transaction: Database) => Promise<void>> {
  const saves = await Promise.all(
    PROFILE_SECRETS.map(async (secret) => {
      const name = secretName(profile, secret);
      const place = placeOf(profile, secret);
      const given = typed[secret];
      if (given.change === 'set' && given.secret !== '') {
        return secrets.seal(name, given.secret, place);
      }
      return async (transaction: Database): Promise<void> => {
        const isKept = given.change !== 'forget' && (await secrets.has(name, place, transaction));
        if (!isKept) await secrets.forget(name, transaction);
      };
    }),
  );
  return async (transaction) => {
    for (const save of saves) await save(transaction);
  };
}

/** Removes a profile and its secrets. @throws RefusedError `conflict` while mails leave by it. */
export async function deleteProfile(
  context: SettingsContext,
  person: Person,
  id: string,
): Promise<number | null> {
  return change(context, person, async (mail, db) => {
    refuseWhileLive(mail, id);
    findProfile(mail, id);
    await letGo(context, db, id);
    return { ...mail, profiles: mail.profiles.filter((profile) => profile.id !== id) };
  });
}

/** @throws RefusedError `conflict` while mails leave by it. */
export function refuseWhileLive({ live }: Pick<MailSettings, 'live'>, id: string): void {
  if (live !== id) return;
  throw new RefusedError({
    code: 'conflict',
    message: 'Mails leave through this server now. Nothing was changed.',
    advice: 'Let them go another way first.',
  });
}

/**
 * Forgets the secrets of a server that is being deleted.
 * @throws RefusedError `conflict` while released mails wait for it.
 */
export async function letGo(
  { secrets }: Pick<SettingsContext, 'secrets'>,
  db: Database,
  id: string,
): Promise<void> {
  if (await hasWaiting(db, id)) {
    throw new RefusedError({
      code: 'conflict',
      message: 'Released mails wait to leave through this server. Nothing was changed.',
      advice: 'Send or cancel them in the outbox first.',
    });
  }
  for (const secret of PROFILE_SECRETS) await secrets.forget(secretName({ id }, secret), db);
}

/** Whether released mails have not left through it yet. */
async function hasWaiting(db: Database, profile: string): Promise<boolean> {
  const waiting = await db
    .selectFrom('gatehouse_outbox')
    .select('id')
    .where('profile', '=', profile)
    .where('state', 'in', ['queued', 'sending', 'deferred'])
    .limit(1)
    .executeTakeFirst();
  return waiting !== undefined;
}

/** Sends mail another way from here on. @throws RefusedError `not-found`. */
export async function chooseLive(
  context: SettingsContext,
  person: Person,
  live: string,
): Promise<number | null> {
  return change(context, person, (mail) => {
    if (live !== 'capture') findProfile(mail, live);
    return { ...mail, live };
  });
}

/**
 * Makes a signing key for a saved profile and signs for the domain from here on.
 *
 * @throws RefusedError `invalid-input` with the fields' messages, or `not-found`.
 */
export async function giveDkimKey(
  context: SettingsContext,
  person: Person,
  { id, domain, selector }: { readonly id: string; domain: string; selector: string },
): Promise<number | null> {
  if (domain.trim() === '') throw invalidFields({ dkimDomain: ['This field is required.'] });
  const store = await context.secrets.seal(secretName({ id }, 'dkimKey'), await makeDkimKey());
  return change(context, person, async (mail, db) => {
    const profile = checkProfile(
      { ...findProfile(mail, id), dkimDomain: domain, dkimSelector: selector, secrets: KEEP_ALL },
      id,
    );
    await store(db);
    return withProfile(mail, profile);
  });
}

/** The profile of this id. @throws RefusedError `not-found`. */
export function findProfile({ profiles }: MailSettings, id: string): SmtpProfile {
  const profile = profiles.find((each) => each.id === id);
  if (profile) return profile;
  throw new RefusedError({
    code: 'not-found',
    message: 'This mail server was deleted. Nothing was changed.',
  });
}

async function change(
  context: SettingsContext,
  person: Person,
  next: (mail: MailSettings, db: Database) => MailSettings | Promise<MailSettings>,
): Promise<number | null> {
  return saveSettings(context, { kind: 'settings.mail', person }, async (operation) => {
    await writeSetting(
      operation,
      'mail',
      await next(await readSetting(operation.db, 'mail'), operation.db),
    );
  });
}
