import { isIP } from 'node:net';

import type { SiteAnswer } from '../../../shared/contract/settings.ts';
import { hostnameOf } from '../../../shared/loopback-domain.ts';
import { followLink } from './follow-link.ts';
import type { Network } from './network.ts';
import { accountsLink } from '../../site/links.ts';

/** The page that is asked for: it shows a form, changes nothing, and Django has it under this path. */
const ASKED_PAGE = 'login/';

/**
 * Looks whether the links of mails would lead anywhere: whether the name has an address, and whether
 * the accounts pages answer there. Asks the public web only, and only because somebody wants it.
 *
 * @param site A checked domain and its scheme.
 */
export async function checkSite(
  site: { readonly domain: string; readonly scheme: 'http' | 'https' },
  network: Network,
): Promise<SiteAnswer> {
  const name = hostnameOf(site.domain).replace(/^\[|\]$/g, '');
  const addresses = isIP(name) === 0 ? await network.resolve(name).catch(() => []) : [name];
  if (addresses.length === 0) {
    return {
      tone: 'warn',
      title: `${name} has no address.`,
      advice: 'No link would open. Is the domain spelled right?',
    };
  }
  if (!addresses.every(network.isAllowedAddress)) {
    return {
      tone: 'neutral',
      title: `${name} is not on the public internet.`,
      advice: 'It is not asked from here: whether the site answers there is not known.',
    };
  }
  return asked(site, network);
}

async function asked(
  site: { readonly domain: string; readonly scheme: 'http' | 'https' },
  network: Network,
): Promise<SiteAnswer> {
  const href = accountsLink(site, ASKED_PAGE);
  const { status, redirects, problem } = await followLink(href, network, () => null);
  const last = new URL(redirects.at(-1) ?? href);
  if (status === null) {
    return {
      tone: 'warn',
      title: problem ?? 'Nothing answered.',
      advice: 'The name has an address, but no link would open now. Does the site run?',
    };
  }
  if (last.host !== new URL(href).host) {
    return {
      tone: 'warn',
      title: `It leads on to ${last.host}.`,
      advice: `Set the domain to ${last.host} if that is your site.`,
    };
  }
  if (problem !== null) {
    return {
      tone: 'warn',
      title: `A server answers, but not with the accounts pages (${status}).`,
      advice: `Asked for ${href}. Links in mails would most likely fail too.`,
    };
  }
  return {
    tone: 'ok',
    title: 'The accounts pages answer there.',
    advice: `Asked for ${href} just now. Open it to see that it is your site.`,
  };
}
