import { RefusedError } from '../../shared/errors.ts';
import { isLoopbackDomain } from '../../shared/loopback-domain.ts';
import type { Database } from '../db/open-database.ts';
import type { SiteSettings } from '../settings/settings.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { BUILT_IN_PATH } from './links.ts';

/**
 * Which fields of a site can't be so behind a proxy: links, cookies and the check of forms stand on
 * them.
 */
export function unfitForProxy({
  domain,
  scheme,
  accountsPath,
}: Pick<SiteSettings, 'domain' | 'scheme' | 'accountsPath'>): readonly (
  | 'domain'
  | 'scheme'
  | 'accountsPath'
)[] {
  return [
    ...(isLoopbackDomain(domain) ? (['domain'] as const) : []),
    ...(scheme === 'https' ? [] : (['scheme'] as const)),
    ...(accountsPath === BUILT_IN_PATH ? [] : (['accountsPath'] as const)),
  ];
}

/**
 * Refuses what would leave a site that its proxy can't reach. A database where that is so already is
 * left alone: it would refuse every way out.
 *
 * @param db The transaction, before the change.
 * @returns What looks again after the change, which may be in a later transaction; it throws
 *   RefusedError `conflict`.
 */
export async function guardProxied(db: Database): Promise<(after: Database) => Promise<void>> {
  const wasReached = await isReached(db);
  return async (after) => {
    if (!wasReached || (await isReached(after))) return;
    throw new RefusedError({
      code: 'conflict',
      message:
        'The site could not be reached through its proxy, which needs https and a domain of the site’s own. Nothing was changed.',
      advice: 'Let it answer this machine only first, in Settings → Network.',
    });
  };
}

async function isReached(db: Database): Promise<boolean> {
  const { exposure } = await readSetting(db, 'network');
  return exposure === 'local' || unfitForProxy(await readSite(db)).length === 0;
}
