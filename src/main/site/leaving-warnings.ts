import { isLoopbackDomain } from '../../shared/loopback-domain.ts';
import type { Database } from '../db/open-database.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { checkDomain } from './domain.ts';
import { linkWarnings, type LinkSurroundings, type LinkWarning } from './links.ts';

interface Context {
  readonly db: Database;
  /** Domain of the built-in accounts site, or null while it does not run. */
  readonly accountsSiteDomain: () => string | null;
}

/** What decides now whether the links of mails can be followed. */
export async function readSurroundings({
  db,
  accountsSiteDomain,
}: Context): Promise<LinkSurroundings> {
  const { live } = await readSetting(db, 'mail');
  return { builtIn: accountsSiteDomain(), mailsLeave: live !== 'capture' };
}

/** What would be wrong with every mail that leaves this computer, whether or not any does now. */
export async function readLeavingWarnings(context: Context): Promise<LinkWarning[]> {
  const { fromAddress } = await readSetting(context.db, 'mail');
  const surroundings = { ...(await readSurroundings(context)), mailsLeave: true };
  const links = linkWarnings(await readSite(context.db), surroundings);
  const sender = senderWarning(fromAddress);
  return sender ? [...links, sender] : [...links];
}

/** What is wrong with a sender whose host is this computer; null for any other. */
export function senderWarning(fromAddress: string): LinkWarning | null {
  const domain = fromAddress.slice(fromAddress.lastIndexOf('@') + 1);
  // Of the address literals, URLs have IPv6 alone in brackets.
  const checked = checkDomain(domain.replace(/^\[([\d.]+)\]$/, '$1'));
  if (!checked.ok || !isLoopbackDomain(checked.domain)) return null;
  return {
    title: `Mails are from ${fromAddress}.`,
    advice: 'Many servers refuse such a sender. Set one at your own domain.',
  };
}
