import { runOperation } from '../../src/main/operations/run-operation.ts';
import { SYSTEM } from '../../src/main/operations/actor.ts';
import type {
  NetworkSettings,
  RegistrationSettings,
  SignInSettings,
} from '../../src/main/settings/settings.ts';
import { readSetting, writeSetting } from '../../src/main/settings/settings-store.ts';
import { addAccount, type Core, PASSWORD } from './core.ts';
import { type OpenSite, outboxOf, pathIn, type SiteBrowser } from './site-browser.ts';

interface Groups {
  readonly registration: RegistrationSettings;
  readonly signIn: SignInSettings;
  readonly network: NetworkSettings;
}

/** Saves some settings of a group as the console would. */
export async function change<Name extends keyof Groups>(
  core: Core,
  name: Name,
  changed: Partial<Groups[Name]>,
): Promise<void> {
  const before = (await readSetting(core.db, name)) as Groups[Name];
  await runOperation(
    core.db,
    { kind: `settings.${name}`, actor: SYSTEM, at: core.now() },
    (operation) => writeSetting(operation, name, { ...before, ...changed } as never),
  );
}

/** Somebody with an active account whose password is PASSWORD. */
export function addMember(core: Core, username: string): Promise<number> {
  return addAccount(core, { username, isActive: true });
}

/** What somebody types into the register page. */
export function signUpForm(username: string, email = `${username}@people.example`) {
  return { username, email, password1: PASSWORD, password2: PASSWORD };
}

/** Asks for a reset link and reads its path from the newest mail. */
export async function resetPath(site: OpenSite, email: string): Promise<string> {
  await site.browser().submit('/accounts/password/reset/', { email });
  const [mail] = await outboxOf(site.core);
  return pathIn(mail?.raw ?? '', /\/password\/reset\/confirm\//);
}

/** Follows a reset link to the form that it leads to. @returns The form's path. */
export async function openReset(browser: SiteBrowser, path: string): Promise<string> {
  return (await browser.send(path)).location;
}

/** The path of the newest activation mail's link. */
export async function activationPath(core: Core): Promise<string> {
  const mails = await outboxOf(core);
  const newest = mails.find(({ kind }) => kind === 'activation');
  return pathIn(newest?.raw ?? '', /\/activate\//);
}

/** Changes columns of an account as another program on the same database would. */
export async function poke(
  { db }: Core,
  id: number,
  columns: Partial<{
    password: string;
    email: string;
    is_active: number;
    is_staff: number;
    last_login: string;
  }>,
): Promise<void> {
  await db.updateTable('auth_user').set(columns).where('id', '=', id).execute();
}
