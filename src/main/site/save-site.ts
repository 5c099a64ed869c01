import type { Settings } from '../../shared/contract/settings.ts';
import { invalidFields } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import { saveSettings, type SettingsContext } from '../settings/settings-service.ts';
import { writeSite } from '../settings/settings-store.ts';
import { checkDomain } from './domain.ts';
import { checkSiteName } from './site-name.ts';

/** Saves what links and mails name the site. @throws RefusedError `invalid-input` with the fields' messages. */
export async function saveSite(
  context: SettingsContext,
  person: Person,
  site: Settings['site'],
): Promise<number | null> {
  const name = checkSiteName(site.name);
  const domain = checkDomain(site.domain);
  if (!name.ok || !domain.ok) {
    throw invalidFields({
      ...(name.ok ? {} : { name: [name.message] }),
      ...(domain.ok ? {} : { domain: [domain.message] }),
    });
  }
  const checked = { name: name.name, domain: domain.domain, scheme: site.scheme };
  return saveSettings(context, { kind: 'settings.site', person }, (op) => writeSite(op, checked));
}
