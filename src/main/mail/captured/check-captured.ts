import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts';
import { RefusedError } from '../../../shared/errors.ts';
import type { Database } from '../../db/open-database.ts';
import { readSite } from '../../settings/settings-store.ts';
import { isOfSite, whyLinksWontOpen } from '../../site/links.ts';
import { mailGone } from './captured-list.ts';
import type { CapturedStore } from './captured-store.ts';
import { whyNeverFetched } from '../checks/link-problems.ts';
import type { MailReading } from '../reading/mail-reading.ts';
import { whyUnreadable } from '../reading/unreadable.ts';
import { followLink } from '../remote/follow-link.ts';
import type { Network } from '../remote/network.ts';

interface Context {
  readonly db: Database;
  /** Domain of the built-in accounts site, or null while it does not run. */
  readonly accountsSiteDomain: () => string | null;
  readonly captured: Pick<CapturedStore, 'read'>;
  readonly reading: MailReading;
  readonly network: Network;
}

/**
 * What can be judged of a captured mail by its bytes, and which of its links to the site would not
 * open as that is set up.
 *
 * @throws RefusedError `not-found`, or `unavailable` for a mail that can't be read.
 */
export async function checkCaptured(
  { db, captured, reading, accountsSiteDomain }: Context,
  id: number,
): Promise<OutputOf<'captured.checks'>> {
  const found = await captured.read(id);
  if (!found) throw mailGone();
  const checks = await reading.check(found.raw).catch((error: unknown) => {
    throw new RefusedError({ code: 'unavailable', message: whyUnreadable(error) });
  });
  const site = await readSite(db);
  const wontOpen = whyLinksWontOpen(site, {
    builtIn: accountsSiteDomain(),
    // It is read here, wherever mails go now.
    mailsLeave: false,
  });
  const links = checks.links.map((link) => {
    return isOfSite(new URL(link.href), site) ? { ...link, wontOpen } : link;
  });
  return { ...checks, links };
}

/**
 * Asks whether a link of a captured mail leads anywhere.
 *
 * @throws RefusedError `not-found` when the mail has no such link, `not-allowed` for a link that
 *   may work only once.
 */
export async function checkCapturedLink(
  context: Context,
  { id, href }: ParsedInputOf<'captured.checkLink'>,
): Promise<OutputOf<'captured.checkLink'>> {
  const { links } = await checkCaptured(context, id);
  const link = links.find((each) => each.href === href);
  if (!link) throw new RefusedError({ code: 'not-found', message: 'The mail has no such link.' });
  if (link.neverFetched !== null) {
    throw new RefusedError({ code: 'not-allowed', message: link.neverFetched });
  }
  return followLink(href, context.network, whyNeverFetched);
}
