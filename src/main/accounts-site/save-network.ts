import { isIP } from 'node:net';

import { codeOf } from '../../shared/code-of.ts';
import { invalidFields } from '../../shared/errors.ts';
import { messageOf } from '../../shared/message-of.ts';
import type { Person } from '../accounts/account-guards.ts';
import type { Database } from '../db/open-database.ts';
import type { NetworkSettings } from '../settings/settings.ts';
import { saveSettings, type SettingsContext } from '../settings/settings-service.ts';
import { readSetting, readSite, writeSetting } from '../settings/settings-store.ts';
import { checkDomain } from '../site/domain.ts';
import { unfitForProxy } from '../site/proxy-needs.ts';
import { isAddressRange } from './served-host.ts';

/** Where the accounts site listens while it is for this machine alone. */
export const LOOPBACK_ADDRESS = '127.0.0.1';

/** The address to listen on by these settings. */
export function listenAddressOf(network: NetworkSettings): string {
  return network.exposure === 'local' ? LOOPBACK_ADDRESS : network.listenAddress;
}

/**
 * Saves how the accounts site can be reached, and makes it so at once. Behind a proxy the site has
 * to have its own domain and https first: links, cookies and the check of forms stand on them.
 * @param context.listenOn Makes the accounts site listen there; rejects when it can't.
 * @throws RefusedError `invalid-input` with messages by field.
 */
export async function saveNetwork(
  context: SettingsContext & { readonly listenOn: (address: string) => Promise<void> },
  person: Person,
  given: NetworkSettings,
): Promise<number | null> {
  const checked = checkNetwork(given);
  await checkSite(context.db, checked);
  try {
    await context.listenOn(listenAddressOf(checked));
  } catch (error) {
    const code = codeOf(error);
    throw invalidFields({
      listenAddress: [
        code === 'EADDRNOTAVAIL'
          ? 'This machine has no such address. Nothing was changed.'
          : `Listening there failed (${code ?? messageOf(error)}). Nothing was changed.`,
      ],
    });
  }
  try {
    return await saveSettings(context, { kind: 'settings.network', person }, async (operation) => {
      await checkSite(operation.db, checked);
      await writeSetting(operation, 'network', checked);
    });
  } catch (error) {
    // As after a start: where what is stored says, for this machine alone where that address is gone.
    // That is not what has to be told.
    await readSetting(context.db, 'network')
      .then((stored) => context.listenOn(listenAddressOf(stored)))
      .catch(() => context.listenOn(LOOPBACK_ADDRESS))
      .catch(() => {});
    throw error;
  }
}

/** Behind a proxy the site needs its own domain and https, also when they are changed meanwhile. */
async function checkSite(db: Database, { exposure }: NetworkSettings): Promise<void> {
  if (exposure === 'local' || unfitForProxy(await readSite(db)).length === 0) return;
  throw invalidFields({
    exposure: ['Set the site’s domain, https and the path /accounts/ first. Nothing was changed.'],
  });
}

function checkNetwork(given: NetworkSettings): NetworkSettings {
  const faults: Record<string, string[]> = {};
  const listenAddress = given.listenAddress.trim();
  if (isIP(listenAddress) === 0) {
    faults['listenAddress'] = ['Enter an address of this machine, such as 127.0.0.1 or 0.0.0.0.'];
  }
  const trustedProxies = trimmed(given.trustedProxies, (text, place) => {
    if (!isAddressRange(text)) {
      faults[`trustedProxies.${place}`] = ['Enter an address or a range such as 10.0.0.0/8.'];
    }
    return text;
  });
  const allowedHosts = trimmed(given.allowedHosts, (text, place) => {
    const host = checkDomain(text);
    if (!host.ok) faults[`allowedHosts.${place}`] = [host.message];
    return host.ok ? host.domain : text;
  });
  if (given.exposure === 'proxy' && trustedProxies.length === 0) {
    faults['trustedProxies'] = ['Name at least one proxy, or nobody can reach the site.'];
  }
  if (Object.keys(faults).length > 0) throw invalidFields(faults);
  return { exposure: given.exposure, listenAddress, trustedProxies, allowedHosts };
}

function trimmed(
  lines: readonly string[],
  check: (text: string, place: number) => string,
): readonly string[] {
  return lines.flatMap((text, place) => (text.trim() === '' ? [] : check(text.trim(), place)));
}
