import type { Database } from '../db/open-database.ts';
import { activationSteps } from './activation-steps.ts';
import { type Step, step, type StepWords as Words } from './step.ts';

/** The newest attempts that are told one by one. */
const MOST_ATTEMPTS = 20;

/** How a mail fared, step by step in the order of time: written, tried, taken, link fetched, activated. */
export async function mailSteps(db: Database, id: number): Promise<Step[]> {
  const row = await db
    .selectFrom('gatehouse_outbox as mail')
    .leftJoin('gatehouse_template_edition as edition', 'edition.id', 'mail.edition_id')
    .leftJoin('gatehouse_operation as act', 'act.id', 'mail.operation_id')
    .leftJoin('gatehouse_operation as ended', (on) =>
      on.on((where) =>
        where.or([
          where('ended.id', '=', where.ref('mail.cancelled_by')),
          where.and([
            where('mail.cancelled_by', 'is', null),
            where('ended.id', '=', where.ref('act.undone_by')),
          ]),
        ]),
      ),
    )
    .select([
      'mail.kind',
      'mail.account_id',
      'state',
      'created_at',
      'finished_at',
      'next_attempt_at',
      'why',
      'reply',
    ])
    .select(['destination', 'edition.version', 'edition.origin', 'act.actor', 'act.via'])
    .select('ended.actor as endedBy')
    .where('mail.id', '=', id)
    .executeTakeFirst();
  if (!row) return [];
  const { account_id: accountId } = row;
  const written: Words = {
    tone: 'neutral',
    title:
      row.kind === 'release'
        ? 'Released from the captured mail and put into the outbox.'
        : `Written from ${templateOf(row)} and put into the outbox.`,
    detail: row.via === 'console' ? `By ${row.actor}.` : null,
  };
  const last = { ...row, at: row.finished_at ?? row.created_at };
  const attempts = await attemptsOf(db, id);
  const byHand = await handSteps(db, { id, writtenAt: row.created_at });
  const isCancelledByHand = row.state === 'cancelled' && byHand.cancelled;
  const end = isCancelledByHand ? undefined : ENDS[row.state];
  const by = row.state === 'cancelled' && row.endedBy !== null ? ` By ${row.endedBy}.` : '';
  const due = row.next_attempt_at === null ? undefined : DUE[row.state];
  const steps = [
    step(row.created_at, written),
    ...byHand.steps,
    // Attempts of before they were kept one by one are known by the last.
    ...inTurn(attempts.length === 0 && !end && !isCancelledByHand ? [last] : attempts).flatMap(
      attemptStep,
    ),
    ...(end ? [step(last.at, { ...end, detail: `${row.why ?? ''}${by}` || null })] : []),
    ...(due
      ? [step(row.next_attempt_at ?? '', { tone: 'waiting', title: due, detail: null })]
      : []),
  ];
  if (accountId !== null && row.kind === 'activation') {
    steps.push(...(await fetchSteps(db, accountId, row.created_at)));
    steps.push(...(await activationSteps(db, accountId, row.created_at)));
  }
  return steps.toSorted((a, b) => a.at.localeCompare(b.at));
}

function templateOf(edition: {
  readonly version: number | null;
  readonly origin: string | null;
}): string {
  if (edition.version !== null) return `version ${edition.version} of its template`;
  return edition.origin === 'folder'
    ? 'the template in the data folder'
    : 'the template as shipped';
}

/** What is still to come of mails in these states, at the time of their next attempt. */
const DUE: Readonly<Record<string, string>> = {
  queued: 'Is due to leave.',
  deferred: 'Is due to be tried again.',
};

/** Ends that no attempt tells of. */
const HELD = { tone: 'waiting', title: 'Held until somebody releases it.' } as const;
const ENDS: Readonly<Record<string, Omit<Words, 'detail'>>> = {
  held: HELD,
  cancelled: { tone: 'neutral', title: 'Cancelled.' },
  expired: { tone: 'warn', title: 'Too late to be sent.' },
};

interface Attempt {
  readonly at: string;
  readonly state: string;
  readonly destination: string;
  readonly why: string | null;
  readonly reply: string | null;
}

async function attemptsOf(db: Database, mailId: number): Promise<readonly Attempt[]> {
  return db
    .selectFrom('gatehouse_outbox_attempt')
    .select(['at', 'state', 'destination', 'why', 'reply'])
    .where('mail_id', '=', mailId)
    .orderBy('id', 'desc')
    .limit(MOST_ATTEMPTS)
    .execute();
}

interface Attempts extends Attempt {
  /** How many in turn ended so; the newest stands for them. */
  readonly times: number;
}

/** A server that puts a mail off says the same each time. @param attempts The newest first. */
function inTurn(attempts: readonly Attempt[]): Attempts[] {
  const told: Attempts[] = [];
  for (const attempt of attempts) {
    const later = told.at(-1);
    const { state, destination, why, reply } = attempt;
    const isSame =
      state === 'deferred' &&
      later?.state === state &&
      later.destination === destination &&
      later.why === why &&
      later.reply === reply;
    if (isSame) told[told.length - 1] = { ...later, times: later.times + 1 };
    else told.push({ ...attempt, times: 1 });
  }
  return told;
}

function attemptStep(attempt: Attempts): Step[] {
  const words = attemptWords(attempt);
  return words ? [step(attempt.at, words)] : [];
}

function attemptWords({ state, destination, why, reply, times }: Attempts): Words | null {
  switch (state) {
    case 'sent': {
      if (destination === 'capture') return CAUGHT;
      const id = serverIdIn(reply ?? '');
      const title =
        id === null ? `${destination} took it.` : `${destination} took it, and calls it ${id}.`;
      return { tone: 'ok', title, detail: reply };
    }
    case 'deferred': {
      const often = times === 1 ? '' : ` ${times} times`;
      return reply === null && why !== null
        ? { tone: 'waiting', title: `${why}${often && ` So it was${often}.`}`, detail: null }
        : { tone: 'waiting', title: `${destination} put it off${often}.`, detail: reply };
    }
    case 'failed':
      return reply === null && why !== null
        ? { tone: 'danger', title: why, detail: null }
        : { tone: 'danger', title: `${destination} refused it.`, detail: reply };
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
  title: 'It was caught by the capture server.',
  detail: null,
};

/** The name that a server's last words give a mail in its own queue, or null. */
export function serverIdIn(reply: string): string | null {
  const [, id] = /\b(?:queued as|id[=:]?)\s*<?([\w.@+-]{4,})/i.exec(reply) ?? [];
  return id ?? null;
}

/** What somebody did with the mail by hand, and what held it until then. */
async function handSteps(
  db: Database,
  mail: { readonly id: number; readonly writtenAt: string },
): Promise<{ readonly steps: readonly Step[]; readonly cancelled: boolean }> {
  const acts = await db
    .selectFrom('gatehouse_outbox_act')
    .select(['at', 'act', 'actor', 'why'])
    .where('mail_id', '=', mail.id)
    .orderBy('id', 'desc')
    .limit(MOST_ATTEMPTS)
    .execute();
  const steps = acts
    .toReversed()
    .flatMap(({ at, act, actor, why }) => [
      ...(why === null ? [] : [step(mail.writtenAt, { ...HELD, detail: why })]),
      step(at, { tone: 'neutral', title: `${HAND_WORDS[act]} by ${actor}.`, detail: null }),
    ]);
  return { steps, cancelled: acts[0]?.act === 'cancelled' };
}

const HAND_WORDS = {
  released: 'Released',
  'sent-now': 'Sent on its way at once',
  cancelled: 'Cancelled',
  dismissed: 'Dismissed',
  restored: 'Taken up again',
} as const;

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
