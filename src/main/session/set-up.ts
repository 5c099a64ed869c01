import { invalidFields, RefusedError } from '../../shared/errors.ts';
import { hostnameOf, isLoopbackDomain, likelyScheme } from '../../shared/loopback-domain.ts';
import { canAnybodyAdminister } from '../accounts/account-guards.ts';
import { insertAccount } from '../accounts/account-store.ts';
import { checkEmailAddress } from '../accounts/email-address.ts';
import type { PasswordHasher } from '../accounts/password/hasher.ts';
import type { PasswordValidator } from '../accounts/password/validate.ts';
import { checkUsername } from '../accounts/username.ts';
import type { Database } from '../db/open-database.ts';
import { runOperation } from '../operations/run-operation.ts';
import { DEFAULTS } from '../settings/settings.ts';
import { hasSetting, readSite, writeSetting, writeSite } from '../settings/settings-store.ts';
import { checkSiteName } from '../site/site-name.ts';
import { checkDomain } from '../site/domain.ts';

export interface SetUpForm {
  readonly siteName: string;
  readonly domain: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** Whether nobody can administer this database yet. */
export async function needsSetUp(db: Database): Promise<boolean> {
  return !(await canAnybodyAdminister(db));
}

/**
 * The first start: the site's name and domain and its first administrator, all or nothing.
 * @throws RefusedError `invalid-input` with messages for each field, `conflict` when done before.
 */
export async function setUp(
  context: {
    readonly db: Database;
    readonly now: () => Date;
    readonly hasher: PasswordHasher;
    readonly validatePassword: PasswordValidator;
  },
  form: SetUpForm,
): Promise<void> {
  const { siteName, domain, username, email } = await checkForm(context.validatePassword, form);
  const password = await context.hasher.encode(form.password);
  const actor = { accountId: null, label: username, via: 'console' } as const;
  await runOperation(
    context.db,
    { kind: 'session.setUp', actor, at: context.now() },
    async (operation) => {
      if (!(await needsSetUp(operation.db))) {
        throw new RefusedError({
          code: 'conflict',
          message: 'This site has an administrator already. Nothing was changed.',
          advice: 'Sign in.',
        });
      }
      const site = await readSite(operation.db);
      const scheme = likelyScheme(domain);
      await writeSite(operation, { ...site, name: siteName, domain, scheme });
      // One that has lost its administrators has mail servers already.
      if (!(await hasSetting(operation.db, 'mail'))) {
        await writeSetting(operation, 'mail', {
          ...DEFAULTS.mail,
          fromAddress: `noreply@${mailDomain(domain)}`,
          fromName: siteName,
        });
      }
      const flags = { isActive: true, isStaff: true, isSuperuser: true };
      await insertAccount(operation, { username, email, password, ...flags });
    },
  );
}

async function checkForm(validatePassword: PasswordValidator, form: SetUpForm) {
  const siteName = checkSiteName(form.siteName);
  const domain = checkDomain(form.domain);
  const username = checkUsername(form.username);
  const email = checkEmailAddress(form.email);
  const faults: Record<string, string[]> = {};
  if (!siteName.ok) faults['siteName'] = [siteName.message];
  if (!domain.ok) faults['domain'] = [domain.message];
  if (!username.ok) faults['username'] = [username.message];
  if (!email.ok) faults['email'] = [email.message];
  const weak = await validatePassword(form.password, {
    username: form.username,
    email: form.email,
    siteName: form.siteName,
  });
  if (form.password === '') faults['password'] = ['Choose a password.'];
  else if (weak.length > 0) faults['password'] = weak.map(({ message }) => message);
  if (!siteName.ok || !domain.ok || !username.ok || !email.ok || weak.length > 0) {
    throw invalidFields(faults);
  }
  return {
    siteName: siteName.name,
    domain: domain.domain,
    username: username.username,
    email: email.address,
  };
}

/** The part behind the @ for a site's own sender: numbers of this machine are no mail domain. */
function mailDomain(domain: string): string {
  return isLoopbackDomain(domain) ? 'localhost' : hostnameOf(domain);
}
