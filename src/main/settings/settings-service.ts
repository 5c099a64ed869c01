import type { Settings } from '../../shared/contract/settings.ts';
import type { Person } from '../accounts/account-guards.ts';
import type { Database } from '../db/open-database.ts';
import { atConsole } from '../operations/actor.ts';
import type { PlainKind } from '../operations/operation-kinds.ts';
import type { Operation } from '../operations/operation.ts';
import { runOperation } from '../operations/run-operation.ts';
import { areDaysUnknown } from './activation-days.ts';
import { readConsole, writeConsole } from './console-settings.ts';
import type { SecretStore } from './secret-store.ts';
import type { ConsoleSettings, SignInSettings } from './settings.ts';
import { readSetting, readSite, writeSetting } from './settings-store.ts';

export interface SettingsContext {
  readonly db: Database;
  readonly now: () => Date;
  readonly secrets: SecretStore;
  /** What is done around the writing, in its transaction, where a form is saved. */
  readonly around?: (db: Database, write: () => Promise<void>) => Promise<void>;
}

/** Every setting as the forms show it. A password is only said to be set. */
export async function readSettings(context: SettingsContext, person: Person): Promise<Settings> {
  const { db } = context;
  const own = await db
    .selectFrom('auth_user')
    .select('email')
    .where('id', '=', person.id)
    .executeTakeFirst();
  return {
    site: await readSite(db),
    registration: await readSetting(db, 'registration'),
    daysAssumed: await areDaysUnknown(db),
    cleanUp: await readSetting(db, 'cleanUp'),
    signIn: await readSetting(db, 'signIn'),
    network: await readSetting(db, 'network'),
    signingKey: (await readSetting(db, 'signingKey')).origin,
    console: await readConsole(db),
    testRecipient: own?.email ?? '',
  };
}

/** Saves what signing in and passwords ask. */
export async function saveSignIn(
  context: SettingsContext,
  person: Person,
  settings: SignInSettings,
): Promise<number | null> {
  return saveSettings(context, { kind: 'settings.signIn', person }, (operation) =>
    writeSetting(operation, 'signIn', settings),
  );
}

/** Saves the console's own settings. */
export async function saveConsole(
  context: SettingsContext,
  person: Person,
  settings: ConsoleSettings,
): Promise<number | null> {
  return saveSettings(context, { kind: 'settings.console', person }, (operation) =>
    writeConsole(operation, settings),
  );
}

/**
 * Writes settings as an operation of the person's, so that it can be told and taken back.
 * @returns Its id, or null when nothing was changed.
 */
export async function saveSettings(
  { db, now, around }: SettingsContext,
  { kind, person }: { readonly kind: PlainKind; readonly person: Person },
  write: (operation: Operation) => Promise<void>,
): Promise<number | null> {
  const actor = atConsole(person);
  const work = (operation: Operation): Promise<void> =>
    around ? around(operation.db, () => write(operation)) : write(operation);
  return (await runOperation(db, { kind, actor, at: now() }, work)).operationId;
}
