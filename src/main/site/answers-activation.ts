import type { Database } from '../db/open-database.ts';
import { keepsProfiles } from '../db/project-database.ts';
import type { SiteSettings } from '../settings/settings.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { isBuiltIn } from './links.ts';

/** What answers activation links beside a project's own site. */
export interface ActivationContext {
  readonly db: Database;
  /** Domain of the built-in accounts site, or null while it does not run. */
  readonly accountsSiteDomain: () => string | null;
}

/** Why nobody can begin with an activation mail where that is so, and what to do instead. */
export const NO_ACTIVATION =
  'This project’s site keeps no profiles, so it knows no activation links of Gatehouse.';
export const INSTEAD_OF_ACTIVATION =
  'Let them begin as active, with a mail to choose a password. If the site has the activation pages of django-registration-redux after all, tick that in Settings → Site.';

/**
 * Whether a site answers the activation links that Gatehouse mails: the built-in one, or a project's
 * that keeps profiles, or of which somebody has said that it has redux's activation pages.
 *
 * @param site One that is only typed yet; the stored one when left out.
 */
export async function answersActivation(
  { db, accountsSiteDomain }: ActivationContext,
  site?: Pick<SiteSettings, 'domain' | 'activationPages'>,
): Promise<boolean> {
  const { domain, activationPages } = site ?? (await readSite(db));
  const builtIn = accountsSiteDomain();
  if (builtIn !== null && isBuiltIn(domain, builtIn)) return true;
  if (activationPages || (await keepsProfiles(db))) return true;
  return (await readSetting(db, 'network')).exposure === 'proxy';
}
