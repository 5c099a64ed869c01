import { sql } from 'kysely';

import type { FirstStep } from '../../shared/contract/dashboard.ts';
import { isLoopbackDomain } from '../../shared/loopback-domain.ts';
import type { Database } from '../db/open-database.ts';
import { isOfProject } from '../db/project-database.ts';
import type { HealthFacts } from './health.ts';

/**
 * Whether nobody has signed up at this site ever: it has only superusers, and nobody has left it. A
 * Django project has a site of its own, to which nothing here leads.
 */
export async function isFirstStart(db: Database): Promise<boolean> {
  if (await isOfProject(db)) return false;
  const { rows } = await sql`
    SELECT 1 FROM auth_user WHERE is_superuser = 0
    UNION ALL SELECT 1 FROM gatehouse_leaver WHERE is_gone = 1 LIMIT 1`.execute(db);
  return rows.length === 0;
}

type StepFacts = Pick<HealthFacts, 'link' | 'linkWarnings' | 'liveProfile'>;

/** What a new site needs before the first person signs up, in the order in which one does it. */
export function firstSteps(facts: StepFacts): FirstStep[] {
  return [domainStep(facts), mailStep(facts), REGISTER_STEP];
}

function domainStep({ link, linkWarnings: [warning] }: StepFacts): FirstStep {
  const { host } = new URL(link);
  const isHere = isLoopbackDomain(host);
  const detail = isHere
    ? `Links in mails lead to this computer, to ${host}. That is enough to try it; other people need your site’s own domain.`
    : `Links in mails lead to ${host}.`;
  return {
    id: 'domain',
    title: 'Set the domain',
    isDone: warning === undefined && !isHere,
    detail: warning ? `${warning.title} ${warning.advice}` : detail,
    acts: [{ label: 'Site settings', link: { screen: 'settings', section: 'site' } }],
  };
}

function mailStep({ liveProfile }: StepFacts): FirstStep {
  const captured = { label: 'Captured mail', link: { screen: 'captured' } } as const;
  const settings = {
    label: 'Mail settings',
    link: { screen: 'settings', section: 'mail' },
  } as const;
  return {
    id: 'mail',
    title: 'Choose a mail server, or read mails here',
    isDone: liveProfile !== null,
    detail:
      liveProfile === null
        ? 'No mail leaves this computer: all are caught, and you read them under Captured.'
        : `Mails leave through ${liveProfile.name}.`,
    acts: liveProfile === null ? [settings, captured] : [settings],
  };
}

const REGISTER_STEP: FirstStep = {
  id: 'register',
  title: 'Sign somebody up',
  isDone: false,
  detail:
    'Register as a visitor does, or let a made-up person sign up. Then this place has charts.',
  acts: [],
};
