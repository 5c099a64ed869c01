import type { OutputOf } from '../../shared/contract/index.ts';
import { keyEnd } from '../accounts/registration-window.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { activationLink } from '../site/links.ts';
import type { RegistrationContext } from './registration-context.ts';
import { readRegistrations } from './registration-record.ts';
import { decide, linkRefusal, staffRefusal } from './registration-rules.ts';

/** The links that the mails carried, to hand over by another way. Ended links are skipped. */
export async function activationLinks(
  { db, now }: Pick<RegistrationContext, 'db' | 'now'>,
  ids: readonly number[],
  sparesStaff: boolean,
): Promise<OutputOf<'registrations.links'>> {
  const site = await readSite(db);
  const { activationDays } = await readSetting(db, 'registration');
  const instant = now();
  const { chosen, skipped } = decide(await readRegistrations(db, ids), (record) => {
    const refused = (sparesStaff ? staffRefusal(record) : null) ?? linkRefusal(record);
    if (refused !== null) return refused;
    return keyEnd(record.issuedAt, activationDays) <= instant
      ? 'The link has ended. Send a new one instead.'
      : null;
  });
  return {
    links: chosen.map(({ userId, username, activationKey }) => ({
      id: userId,
      username,
      url: activationLink(site, activationKey),
    })),
    skipped,
  };
}
