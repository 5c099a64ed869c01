import type { AccountDetail } from '../../shared/contract/accounts.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';

type Step = NonNullable<AccountDetail['mailVerdict']>['steps'][number];
type Words = Pick<Step, 'tone' | 'title' | 'detail'>;

/** The newest attempts that are told one by one. */
const MOST_ATTEMPTS = 20;

/** Acts that confirm an address or let somebody in. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
  'registrations.activateByLink': 'The account was activated by the link.',
  'registrations.confirmByLink': 'The address was confirmed by the link.',
  'registrations.activate': 'The account was activated by hand.',
  'accounts.activate': 'The account was activated by hand.',
};

/** How a mail fared, step by step in the order of time: written, tried, taken, link fetched, activated. */
export async function mailSteps(
  db: Database,
  mail: { readonly id: number; readonly accountId: number },
): Promise<Step[]> {
  const row = await db
    .selectFrom('gatehouse_outbox as mail')
    .leftJoin('gatehouse_template_edition as edition', 'edition.id', 'mail.edition_id')
    .select(['mail.kind', 'state', 'created_at', 'finished_at', 'why', 'reply', 'destination'])
    .select('edition.version')
    .where('mail.id', '=', mail.id)
    .executeTakeFirstOrThrow();
  const template = row.version === null ? 'the template as shipped' : `version ${row.version}`;
  const written: Words = {
    tone: 'neutral',
    title: `Written from ${template} and put into the outbox.`,
    detail: null,
  };
  const last = { ...row, at: row.finished_at ?? row.created_at };
  const attempts = await attemptsOf(db, mail.id);
  const end = ENDS[row.state];
  const steps = [
    step(row.created_at, written),
    // Attempts of before they were kept one by one are known by the last.
    ...(attempts.length === 0 && !end ? [last] : attempts).flatMap(attemptStep),
    ...(end ? [step(last.at, { ...end, detail: row.why })] : []),
  ];
  steps.push(...(await fetchSteps(db, mail.accountId, row.created_at)));
  if (row.kind === 'activation') {
    steps.push(...(await activationSteps(db, mail.accountId, row.created_at)));
  }
  return steps.toSorted((a, b) => a.at.localeCompare(b.at));
}

/** Ends that no attempt tells of. */
const ENDS: Readonly<Record<string, Omit<Words, 'detail'>>> = {
  held: { tone: 'waiting', title: 'Held until somebody releases it.' },
  cancelled: { tone: 'neutral', title: 'Taken back.' },
  expired: { tone: 'warn', title: 'Came too late to be sent.' },
};

interface Attempt {
  readonly at: string;
  readonly state: string;
  readonly destination: string;
  readonly reply: string | null;
}

async function attemptsOf(db: Database, mailId: number): Promise<readonly Attempt[]> {
  return db
    .selectFrom('gatehouse_outbox_attempt')
    .select(['at', 'state', 'destination', 'reply'])
    .where('mail_id', '=', mailId)
    .orderBy('id', 'desc')
    .limit(MOST_ATTEMPTS)
    .execute();
}

function attemptStep({ at, state, destination, reply }: Attempt): Step[] {
  const words = attemptWords(state, destination, reply);
  return words ? [step(at, words)] : [];
}

function attemptWords(state: string, destination: string, reply: string | null): Words | null {
  switch (state) {
    case 'sent': {
      if (destination === 'capture') return CAUGHT;
      const id = serverIdIn(reply ?? '');
      const title =
        id === null ? `${destination} took it.` : `${destination} took it, and calls it ${id}.`;
      return { tone: 'ok', title, detail: reply };
    }
    case 'deferred':
      return { tone: 'waiting', title: `${destination} put it off.`, detail: reply };
    case 'failed':
      return { tone: 'danger', title: `${destination} refused it.`, detail: reply };
    case 'uncertain':
      return {
        tone: 'warn',
        title: `The connection to ${destination} broke while it was handed over.`,
        detail: reply,
      };
    default:
      return null;
  }
}

const CAUGHT: Words = {
  tone: 'neutral',
  title: 'It was caught by the capture server. Nothing leaves this computer.',
  detail: null,
};

/** The name that a server's last words give a mail in its own queue, or null. */
export function serverIdIn(reply: string): string | null {
  const [, id] = /\b(?:queued as|id[=:]?)\s*<?([\w.@+-]{4,})/i.exec(reply) ?? [];
  return id ?? null;
}

async function fetchSteps(db: Database, accountId: number, since: string): Promise<Step[]> {
  const events = await db
    .selectFrom('gatehouse_event')
    .select(['at', 'detail'])
    .where('account_id', '=', accountId)
    .where('kind', '=', 'link-fetched')
    .where('at', '>=', since)
    .orderBy('id', 'desc')
    .limit(MOST_ATTEMPTS)
    .execute();
  return events.map(({ at, detail }) => {
    const { scanner } = JSON.parse(detail) as { readonly scanner?: boolean };
    const title = scanner
      ? 'Its link was fetched, probably by a mail scanner.'
      : 'Its link was opened.';
    return step(at, { tone: 'neutral', title, detail: null });
  });
}

async function activationSteps(db: Database, accountId: number, since: string): Promise<Step[]> {
  const acts = await db
    .selectFrom('gatehouse_operation as act')
    .innerJoin('gatehouse_operation_change as change', 'change.operation_id', 'act.id')
    .select(['act.id', 'act.at', 'act.kind'])
    .distinct()
    .where('change.account_id', '=', accountId)
    .where('act.kind', 'in', Object.keys(ACTIVATIONS))
    .where('act.undone_by', 'is', null)
    .where('act.at', '>=', since)
    .execute();
  return acts.map(({ at, kind }) =>
    step(at, { tone: 'ok', title: ACTIVATIONS[kind] ?? '', detail: null }),
  );
}

function step(at: string, words: Words): Step {
  return { at: (parseDjangoDatetime(at) ?? new Date(0)).toISOString(), ...words };
}
