import { isIP } from 'node:net';

import type { SiteAnswer } from '../../../shared/contract/settings.ts';
import { hostnameOf } from '../../../shared/loopback-domain.ts';
import { followLink } from './follow-link.ts';
import type { Network } from './network.ts';
import { loginLink, type PasswordPages, resetLink } from '../../site/links.ts';

/** A reset link of nobody's, in the form that Django wants: its page says that it is invalid. */
const NOBODYS = { uid: 'MA', token: '0-0' };

/**
 * Looks whether the links of mails would lead anywhere: whether the name has an address, and whether
 * the page to sign in and that of reset links answer there, which show a form and change nothing. Asks
 * the public web only, and only because somebody wants it.
 *
 * @param site With a checked domain and path.
 */
export async function checkSite(site: PasswordPages, network: Network): Promise<SiteAnswer> {
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

async function asked(site: PasswordPages, network: Network): Promise<SiteAnswer> {
  const href = loginLink(site);
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
  return askedForResets(site, { network, signIn: last.pathname });
}

/** Where the sign-in page answers: whether reset links lead to a page of their own. */
async function askedForResets(
  site: PasswordPages,
  { network, signIn }: { readonly network: Network; readonly signIn: string },
): Promise<SiteAnswer> {
  const look = async (href: string) => {
    const { status, redirects, problem } = await followLink(href, network, () => null);
    const isMissing = status === 404 || status === 410;
    if (problem !== null) return { isThere: false, problem: isMissing ? null : problem };
    // A site may lead from every page that it has not to the one to sign in.
    return { isThere: new URL(redirects.at(-1) ?? href).pathname !== signIn, problem };
  };
  const href = resetLink(site, NOBODYS);
  const { isThere, problem } = await look(href);
  if (problem !== null) {
    return {
      tone: 'neutral',
      title: 'The page to sign in answers. Whether reset links open is not known.',
      advice: `Asked for ${href}. ${problem}`,
    };
  }
  if (isThere) {
    return {
      tone: 'ok',
      title: 'The accounts pages answer there.',
      advice: `Asked for ${loginLink(site)} and ${href} just now. Open the first to see that it is your site.`,
    };
  }
  const passwordPaths = site.passwordPaths === 'redux' ? 'django' : 'redux';
  const other = resetLink({ ...site, passwordPaths }, NOBODYS);
  if ((await look(other)).isThere) {
    return {
      tone: 'warn',
      title: 'Reset links would not open.',
      advice: `There is no page like ${href}, but there is one like ${other}.`,
      meant: { passwordPaths },
    };
  }
  return {
    tone: 'warn',
    title: 'People could sign in, but reset links would not open.',
    advice: `There is no page like ${href}, nor like ${other}. Does the site have its password pages under another path?`,
  };
}
