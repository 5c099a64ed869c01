import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts';
import { RefusedError } from '../../../shared/errors.ts';
import { mailGone } from './captured-list.ts';
import type { CapturedStore } from './captured-store.ts';
import { whyNeverFetched } from '../checks/link-problems.ts';
import type { MailReading } from '../reading/mail-reading.ts';
import { whyUnreadable } from '../reading/unreadable.ts';
import { followLink } from '../remote/follow-link.ts';
import type { Network } from '../remote/network.ts';

interface Context {
  readonly captured: Pick<CapturedStore, 'read'>;
  readonly reading: MailReading;
  readonly network: Network;
}

/**
 * What can be judged of a captured mail by its bytes.
 *
 * @throws RefusedError `not-found`, or `unavailable` for a mail that can't be read.
 */
export async function checkCaptured(
  { captured, reading }: Context,
  id: number,
): Promise<OutputOf<'captured.checks'>> {
  const found = await captured.read(id);
  if (!found) throw mailGone();
  try {
    return await reading.check(found.raw);
  } catch (error) {
    throw new RefusedError({ code: 'unavailable', message: whyUnreadable(error) });
  }
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
