import type { MailSettingsInput, Settings } from '../../shared/contract/settings.ts';
import { invalidFields } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import { checkEmailAddress } from '../accounts/email-address.ts';
import type { Database } from '../db/open-database.ts';
import type { Operation } from '../operations/operation.ts';
import { runOperation } from '../operations/run-operation.ts';
import type { SecretStore } from './secret-store.ts';
import type { ConsoleSettings, MailSettings, SignInSettings } from './settings.ts';
import { readSetting, readSite, writeSetting } from './settings-store.ts';

export interface SettingsContext {
  readonly db: Database;
  readonly now: () => Date;
  readonly secrets: SecretStore;
}

/** Every setting as the forms show it. A password is only said to be set. */
export async function readSettings(context: SettingsContext, person: Person): Promise<Settings> {
  const { db, secrets } = context;
  const own = await db
    .selectFrom('auth_user')
    .select('email')
    .where('id', '=', person.id)
    .executeTakeFirst();
  return {
    site: await readSite(db),
    registration: await readSetting(db, 'registration'),
    signIn: await readSetting(db, 'signIn'),
    network: await readSetting(db, 'network'),
    signingKey: (await readSetting(db, 'signingKey')).origin,
    mail: {
      ...(await readSetting(db, 'mail')),
      passwordSet: await secrets.has('smtp.password'),
    },
    console: await readSetting(db, 'console'),
    testRecipient: own?.email ?? '',
  };
}

/** Saves what signing in and passwords ask. */
export async function saveSignIn(
  context: SettingsContext,
  person: Person,
  settings: SignInSettings,
): Promise<void> {
  await saveSettings(context, { kind: 'settings.signIn', person }, (operation) =>
    writeSetting(operation, 'signIn', settings),
  );
}

/** Saves the console's own settings. */
export async function saveConsole(
  context: SettingsContext,
  person: Person,
  settings: ConsoleSettings,
): Promise<void> {
  await saveSettings(context, { kind: 'settings.console', person }, (operation) =>
    writeSetting(operation, 'console', settings),
  );
}

/**
 * Saves where mail goes. A stored password belongs to the server, security and user it was stored
 * for: when one of them changes it is forgotten, so that it never reaches another place.
 * @throws RefusedError `invalid-input` with the fields' messages.
 */
export async function saveMail(
  context: SettingsContext,
  person: Person,
  input: MailSettingsInput,
): Promise<void> {
  const { secrets } = context;
  const before = await readSetting(context.db, 'mail');
  const mail = checkMail(input);
  if (input.password.change === 'set' && input.password.password === '') {
    throw invalidFields({ password: ['This field is required.'] });
  }
  await saveSettings(context, { kind: 'settings.mail', person }, (operation) =>
    writeSetting(operation, 'mail', mail),
  );
  const { password } = input;
  if (password.change === 'set') await secrets.write('smtp.password', password.password);
  else if (password.change === 'forget' || !isSamePlace(before, mail)) {
    await secrets.forget('smtp.password');
  }
}

/**
 * The password for a test with unsaved values: the typed one, or the stored one if it would go to
 * the place it was stored for.
 * @throws RefusedError `invalid-input` when it has to be typed again.
 */
export async function passwordForTest(
  context: SettingsContext,
  input: MailSettingsInput,
): Promise<string | null> {
  const { password } = input;
  if (password.change === 'set') return password.password;
  if (password.change === 'forget' || input.user.trim() === '') return null;
  const saved = await readSetting(context.db, 'mail');
  if (isSamePlace(saved, checkMail(input))) return context.secrets.read('smtp.password');
  if (!(await context.secrets.has('smtp.password'))) return null;
  throw invalidFields({
    password: ['Enter the password again: the server or the user has changed since it was stored.'],
  });
}

/** Checks the mail form. @throws RefusedError `invalid-input` with the fields' messages. */
export function checkMail(input: MailSettingsInput): MailSettings {
  const { delivery, port, security } = input;
  const faults: Record<string, string[]> = {};
  const host = input.host.trim();
  const user = input.user.trim();
  const fromName = input.fromName.trim();
  const from = checkEmailAddress(input.fromAddress);
  if (!from.ok) faults['fromAddress'] = [from.message];
  if (delivery === 'smtp' && host === '') faults['host'] = ['This field is required.'];
  if (host !== '' && !/^(\[[0-9a-f:.]+\]|[a-z0-9._:-]+)$/i.test(host)) {
    faults['host'] = ['Enter a host name or an address, such as mail.shop.example.'];
  }
  const loopback = ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host.toLowerCase());
  if (delivery === 'smtp' && security === 'none' && !loopback) {
    faults['security'] = ['Without encryption only a server on this machine can be used.'];
  }
  for (const [name, text] of Object.entries({ user, fromName })) {
    if (/\p{Cc}|[\u2028\u2029]/u.test(text)) faults[name] = ['Enter one line.'];
  }
  if (!from.ok || Object.keys(faults).length > 0) throw invalidFields(faults);
  return { delivery, host, port, security, user, fromName, fromAddress: from.address };
}

function isSamePlace(a: MailSettings, b: MailSettings): boolean {
  return a.host === b.host && a.port === b.port && a.security === b.security && a.user === b.user;
}

/** Writes settings as an operation of the person's, so that it can be told and taken back. */
export async function saveSettings(
  { db, now }: SettingsContext,
  { kind, person }: { readonly kind: string; readonly person: Person },
  write: (operation: Operation) => Promise<void>,
): Promise<void> {
  const actor = { accountId: person.id, label: person.username, via: 'console' } as const;
  await runOperation(db, { kind, actor, at: now() }, write);
}
