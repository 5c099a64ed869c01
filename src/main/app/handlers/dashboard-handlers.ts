import { sql } from 'kysely';

import { activationTimes } from '../../dashboard/activation-times.ts';
import { readAttention } from '../../dashboard/attention.ts';
import { readFunnel } from '../../dashboard/funnel.ts';
import { type HealthFacts, judgeHealth } from '../../dashboard/health.ts';
import { readSignUps } from '../../dashboard/sign-ups.ts';
import { countUnsent } from '../../mail/outbox/count-outbox.ts';
import { readSetting, readSite } from '../../settings/settings-store.ts';
import { activationLink, linkWarnings } from '../../site/links.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** What the start screen tells. */
export function dashboardHandlers(services: Services) {
  return {
    'dashboard.funnel': (span, { signal }) => readFunnel(services, span, signal),
    'dashboard.signUps': (span, { signal }) => readSignUps(services, span, signal),
    'dashboard.activationTimes': (span) => activationTimes(services, span),
    'dashboard.attention': () => readAttention(services),
    'dashboard.health': async () => ({ signs: judgeHealth(await healthFacts(services)) }),
  } satisfies Partial<Handlers>;
}

async function healthFacts(services: Services): Promise<HealthFacts> {
  const { db, courier, status, accountsSiteDomain } = services;
  const site = await readSite(db);
  const { live, profiles } = await readSetting(db, 'mail');
  const profile = profiles.find(({ id }) => id === live);
  const unsent = await countUnsent(db);
  const { rows } = await sql<{ bytes: number }>`
    SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size`.execute(db);
  return {
    databaseBytes: rows[0]?.bytes ?? 0,
    readOnly: status().readOnly,
    liveProfile: profile ? { name: profile.name, where: `${profile.host}:${profile.port}` } : null,
    profileIsGone: live !== 'capture' && profile === undefined,
    pause: courier.pause,
    waitingMails: unsent.waiting,
    heldMails: unsent.held,
    link: activationLink(site, '…'),
    linkWarnings: linkWarnings(site, accountsSiteDomain()),
    captureServer: status().addresses.captureServer,
  };
}
