import type { HealthSign } from '../../../shared/contract/dashboard.ts';
import { lackOf } from '../../../shared/rights.ts';
import type { Person } from '../../accounts/account-guards.ts';
import { activationTimes } from '../../dashboard/activation-times.ts';
import { readAttention } from '../../dashboard/attention.ts';
import { firstSteps, isFirstStart } from '../../dashboard/first-steps.ts';
import { readFunnel } from '../../dashboard/funnel.ts';
import { type HealthFacts, judgeHealth } from '../../dashboard/health.ts';
import { readSignUps } from '../../dashboard/sign-ups.ts';
import { databaseBytes } from '../../db/database-bytes.ts';
import { countUnsent } from '../../mail/outbox/count-outbox.ts';
import { readMisunderstood, readSetting, readSite } from '../../settings/settings-store.ts';
import { readSurroundings, senderWarning } from '../../site/leaving-warnings.ts';
import { activationLink, linkWarnings } from '../../site/links.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** The signs that tell of mails and lead to them. */
const OF_MAILS: readonly HealthSign['id'][] = ['mail', 'capture'];

/** What the start screen tells; of mails to those alone who may read them. */
export function dashboardHandlers(services: Services) {
  return {
    'dashboard.funnel': (span, { signal }) => readFunnel(services, span, signal),
    'dashboard.signUps': (span, { signal }) => readSignUps(services, span, signal),
    'dashboard.activationTimes': (span) => activationTimes(services, span),
    'dashboard.firstSteps': async () => ({
      steps: (await isFirstStart(services.db)) ? firstSteps(await healthFacts(services)) : null,
    }),
    'dashboard.attention': (_, { person }) =>
      readAttention(services, { withMails: mayReadMails(person) }),
    'dashboard.health': async (_, { person }) => {
      const signs = judgeHealth(await healthFacts(services));
      return { signs: signs.filter(({ id }) => mayReadMails(person) || !OF_MAILS.includes(id)) };
    },
  } satisfies Partial<Handlers>;
}

function mayReadMails(person: Person): boolean {
  return lackOf('auth.change_user', person) === null;
}

async function healthFacts(services: Services): Promise<HealthFacts> {
  const { db, courier, status } = services;
  const site = await readSite(db);
  const { live, profiles, fromAddress } = await readSetting(db, 'mail');
  const profile = profiles.find(({ id }) => id === live);
  const unsent = await countUnsent(db);
  return {
    databaseBytes: await databaseBytes(db),
    readOnly: status().readOnly,
    misunderstood: await readMisunderstood(db),
    writeTrouble: services.writeTrouble(),
    liveProfile: profile ? { name: profile.name, where: `${profile.host}:${profile.port}` } : null,
    profileIsGone: live !== 'capture' && profile === undefined,
    pause: courier.pause,
    waitingMails: unsent.waiting,
    heldMails: unsent.held,
    link: activationLink(site, '…'),
    linkWarnings: linkWarnings(site, await readSurroundings(services)),
    senderWarning: senderWarning(fromAddress),
    captureServer: status().addresses.captureServer,
  };
}
