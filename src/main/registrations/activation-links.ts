import type { OutputOf } from '../../shared/contract/index.ts';
import { keyEnd } from '../accounts/registration-window.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { activationLink } from '../site/links.ts';
import { judgeSignUps } from './judge-sign-ups.ts';
import type { RegistrationContext } from './registration-context.ts';
import { linkRefusal, staffRefusal } from './registration-rules.ts';

/** The links that the mails carried, to hand over by another way. Ended links are skipped. */
export async function activationLinks(
  { db, now }: Pick<RegistrationContext, 'db' | 'now'>,
  ids: readonly number[],
  sparesStaff: boolean,
): Promise<OutputOf<'registrations.links'>> {
  const site = await readSite(db);
  const { activationDays } = await readSetting(db, 'registration');
  const instant = now();
  const judge = judgeSignUps((record) => {
    const refused = (sparesStaff ? staffRefusal(record) : null) ?? linkRefusal(record);
    if (refused !== null) return refused;
    return keyEnd(record.issuedAt, activationDays) <= instant
      ? 'The link has ended. Send a new one instead.'
      : null;
  });
  const links: OutputOf<'registrations.links'>['links'] = [];
  const skipped: OutputOf<'registrations.links'>['skipped'] = [];
  for (const { id, name, refusal, each } of await judge(db, ids)) {
    if (refusal === null) {
      links.push({ id, username: name, url: activationLink(site, each.activationKey) });
    } else skipped.push({ id, name, reason: refusal });
  }
  return { links, skipped };
}
