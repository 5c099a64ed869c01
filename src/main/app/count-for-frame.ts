import type { ApplicationCounts } from '../../shared/contract/application.ts';
import { lackOf } from '../../shared/rights.ts';
import type { Person } from '../accounts/account-guards.ts';
import { countUnread } from '../mail/captured/captured-list.ts';
import { sightOf } from '../mail/captured/captured-sight.ts';
import { countOutbox } from '../mail/outbox/count-outbox.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import type { MailSettings } from '../settings/settings.ts';
import { readSurroundings } from '../site/leaving-warnings.ts';
import { linkFault } from '../site/links.ts';
import type { Services } from './services.ts';

/** What the frame of the console says beside its screens: how much waits, and where mail goes. */
export async function countForFrame(
  services: Services,
  person: Person,
): Promise<ApplicationCounts> {
  const { db, courier } = services;
  const mail = await readSetting(db, 'mail');
  const { pause, slowed } = courier;
  const site = await readSite(db);
  return {
    ...(lackOf('auth.view_user', person) === null && (await countPeople(services))),
    ...(lackOf('auth.change_user', person) === null && (await countMails(services, person))),
    registrationPolicy: (await readSetting(db, 'registration')).policy,
    faults: (await readSetting(db, 'faults')).rules.filter(({ enabled }) => enabled).length,
    delivery: deliveryOf(mail, services.status().addresses.captureServer ?? ''),
    links: {
      domain: site.domain,
      fault: linkFault(site, await readSurroundings(services)),
    },
    mailPaused: pause && {
      title: pause.title,
      advice: pause.advice,
      nextTryAt: pause.nextTryAt.toISOString(),
      way: pause.isOfDatabase ? null : (pause.profile ?? mail.live),
    },
    mailSlowed: slowed && { perMinute: slowed.perMinute, until: slowed.until.toISOString() },
  };
}

async function countPeople({ people }: Services) {
  const waiting = (query: string) => people.count({ query, waiting: true });
  return {
    pending: await waiting(''),
    expired: await waiting('is:expired'),
    toApprove: await waiting('is:to-approve'),
    accounts: await people.count({ query: '' }),
  };
}

async function countMails({ db, staff }: Services, person: Person) {
  const { waiting, failed, held } = await countOutbox(db);
  return {
    waitingMail: waiting,
    failedMail: failed,
    heldMail: held,
    unreadMail: await countUnread(db, await sightOf(staff, person)),
  };
}

function deliveryOf(
  { live, profiles }: MailSettings,
  captureServer: string,
): ApplicationCounts['delivery'] {
  if (live === 'capture') return { kind: 'capture', where: captureServer };
  const profile = profiles.find(({ id }) => id === live);
  if (!profile) return { kind: 'smtp', where: '', name: 'a server that is gone', colour: 'red' };
  const { name, colour, host, port } = profile;
  return { kind: 'smtp', where: `${host}:${port}`, name, colour };
}
