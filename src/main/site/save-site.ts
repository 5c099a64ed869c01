import type { Settings } from '../../shared/contract/settings.ts';
import { invalidFields } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import { saveSettings, type SettingsContext } from '../settings/settings-service.ts';
import { readSetting, writeSite } from '../settings/settings-store.ts';
import { checkAccountsPath } from './accounts-path.ts';
import { checkDomain } from './domain.ts';
import { unfitForProxy } from './proxy-needs.ts';
import { checkSiteName } from './site-name.ts';

const PROXY_NEEDS = {
  domain: 'The site is served through its proxy, which needs a domain of the site’s own.',
  scheme: 'The site is served through its proxy, which needs https.',
  accountsPath: 'The site is served through its proxy, which has its pages under /accounts/.',
};

/** Saves what links and mails name the site. @throws RefusedError `invalid-input` with the fields' messages. */
export async function saveSite(
  context: SettingsContext,
  person: Person,
  site: Settings['site'],
): Promise<number | null> {
  const name = checkSiteName(site.name);
  const domain = checkDomain(site.domain);
  const path = checkAccountsPath(site.accountsPath);
  if (!name.ok || !domain.ok || !path.ok) {
    throw invalidFields({
      ...(name.ok ? {} : { name: [name.message] }),
      ...(domain.ok ? {} : { domain: [domain.message] }),
      ...(path.ok ? {} : { accountsPath: [path.message] }),
    });
  }
  const checked = { ...site, name: name.name, domain: domain.domain, accountsPath: path.path };
  return saveSettings(context, { kind: 'settings.site', person }, async (operation) => {
    const { exposure } = await readSetting(operation.db, 'network');
    const unfit = exposure === 'proxy' ? unfitForProxy(checked) : [];
    if (unfit.length > 0) {
      throw invalidFields(Object.fromEntries(unfit.map((field) => [field, [PROXY_NEEDS[field]]])));
    }
    await writeSite(operation, checked);
  });
}
