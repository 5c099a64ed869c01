import type { ApplicationCounts } from '../../../shared/contract/application.ts';
import { RefusedError } from '../../../shared/errors.ts';
import { lackOf } from '../../../shared/rights.ts';
import type { Person } from '../../accounts/account-guards.ts';
import { isOfProject, keepsProfiles } from '../../db/project-database.ts';
import { countUnread } from '../../mail/captured/captured-list.ts';
import { sightOf } from '../../mail/captured/captured-sight.ts';
import { countOutbox } from '../../mail/outbox/count-outbox.ts';
import { needsSetUp, setUp } from '../../session/set-up.ts';
import { startByNow } from '../../settings/activation-days.ts';
import { EXAMPLE_DOMAIN, readSetting, readSite } from '../../settings/settings-store.ts';
import type { MailSettings } from '../../settings/settings.ts';
import {
  answersActivation,
  INSTEAD_OF_ACTIVATION,
  NO_ACTIVATION,
} from '../../site/answers-activation.ts';
import { readSurroundings } from '../../site/leaving-warnings.ts';
import { linkFault } from '../../site/links.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** Who is at the console, and what its frame shows. */
export function sessionHandlers(services: Services) {
  const { db, session } = services;
  return {
    'session.state': async () => {
      const { phase, person } = await session.state();
      const lockedBy = session.lockedBy();
      const { idleLockMinutes } = await readSetting(db, 'console');
      const { name, domain } = await readSite(db);
      return {
        phase: phase === 'signed-out' && (await needsSetUp(db)) ? 'setup' : phase,
        person: person && { ...person, permissions: [...person.permissions] },
        locked: lockedBy && { ...lockedBy, at: lockedBy.at.toISOString() },
        siteName: name,
        suggestedSite:
          domain === EXAMPLE_DOMAIN
            ? { name: '', domain: services.accountsSiteDomain() ?? '127.0.0.1:8000' }
            : { name, domain },
        openedAt: services.openedAt.toISOString(),
        idleLockMinutes,
        demonstration: services.demonstration && { ...services.demonstration },
      };
    },
    'session.setUp': async (form) => {
      await setUp(services, form);
      try {
        await session.signIn(form.username, form.password);
      } catch (error) {
        // The site is set up. The screen that signs in comes next then, and says so.
        if (!(error instanceof RefusedError)) services.onError('set-up', error);
        return {};
      }
      await services.people.open();
      return {};
    },
    'session.signIn': async ({ username, password }) => {
      await session.signIn(username, password);
      await services.people.open();
      return {};
    },
    'session.signOut': () => {
      session.signOut();
      return {};
    },
    'session.lock': () => {
      session.lock('window');
      return {};
    },
    'session.touch': () => {
      session.touch();
      return {};
    },
    'application.status': async () => {
      const { passwordMinimumLength, passwordsByAdministrators } = await readSetting(db, 'signIn');
      return {
        ...(await startByNow(services)),
        ofProject: await isOfProject(db),
        keepsProfiles: await keepsProfiles(db),
        noActivation: (await answersActivation(services))
          ? null
          : `${NO_ACTIVATION} ${INSTEAD_OF_ACTIVATION}`,
        passwordMinimumLength,
        passwordsByAdministrators,
      };
    },
    'application.counts': (_, { person }) => counts(services, person),
  } satisfies Partial<Handlers>;
}

async function counts(services: Services, person: Person): Promise<ApplicationCounts> {
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
