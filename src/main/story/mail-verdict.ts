import { sql } from 'kysely';

import type { AccountDetail } from '../../shared/contract/accounts.ts';
import { ownDatetimeToIso } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { ofUndoneAct } from '../mail/outbox/mail-fate.ts';
import { MAIL_NAMES } from './mail-names.ts';
import { mailSteps } from './mail-steps.ts';
import { isToActivate, type JudgedAccount, neverMailed } from './never-mailed.ts';

type Verdict = AccountDetail['mailVerdict'];
type Tone = Verdict['tone'];

interface LastMail {
  readonly id: number;
  readonly kind: string;
  readonly state: string;
  readonly destination: string;
  readonly to: string;
  readonly why: string | null;
  readonly advice: string | null;
  readonly reply: string | null;
  readonly nextAttemptAt: string | null;
  readonly at: string;
  /** Who fetched the link inside after the mail had left; null for links that nobody watches. */
  readonly linkFetchedBy: 'nobody' | 'scanner' | 'person' | null;
  /** Nobody waits for it any more: it was to get the account activated, or told that it is. */
  readonly settled: boolean;
}

/**
 * Why somebody did or did not get their mail, in a sentence about one mail, and what to do. While an
 * account waits for its activation that is the newest activation mail, and else the newest of any
 * kind; a mail that an undone act wrote counts only where there is no other. That none was ever
 * written is said too, and why.
 *
 * @param pause Why no mail leaves at all now, or null.
 */
export async function mailVerdict(
  db: Database,
  account: JudgedAccount,
  pause: { readonly title: string; readonly advice: string } | null,
): Promise<Verdict> {
  const mail = await lastMail(db, account);
  if (!mail) return neverMailed(db, account);
  const captured = mail.destination === 'capture';
  const name = `${MAIL_NAMES[mail.kind] ?? 'Mail'} to ${mail.to}`;
  const isWaiting = mail.state === 'queued' || mail.state === 'deferred';
  const [tone, fate, advice] =
    isWaiting && pause
      ? (['warn', `waits, as every mail does now. ${pause.title}`, pause.advice] as const)
      : (FATES[mail.state]?.(mail) ?? (['neutral', 'is on its way.', null] as const));
  const isOver = mail.settled && (tone === 'danger' || tone === 'warn');
  return {
    tone: isOver ? 'neutral' : tone,
    sentence: `${name} ${fate}${await ofUndone(db, account, mail)}`,
    advice: isOver ? null : advice,
    inMailSettings: !isOver && advice === CHOOSE_SERVER,
    mailId: mail.id,
    reply: captured ? null : mail.reply,
    at: mail.at,
    steps: await mailSteps(db, mail.id),
  };
}

const CHOOSE_SERVER = 'Choose a mail server and send it again.';
const CAPTURED = 'was captured here and never left this computer.';

const NOT_OPENED = {
  nobody: ', and its link was not opened yet.',
  scanner: '. Its link was fetched by a mail scanner, and by nobody else yet.',
} as const;

/** Mails that matter no more once their account has been active. */
const OF_ACTIVATION: ReadonlySet<string> = new Set([
  'activation',
  'activated',
  'admin_approve_complete',
]);

type Fate = (mail: LastMail) => readonly [Tone, string, string | null];

const FATES: Readonly<Record<string, Fate | undefined>> = {
  held: ({ why }) => ['waiting', `is held. ${why ?? ''}`.trimEnd(), 'Release it in the outbox.'],
  queued: ({ why }) => ['waiting', `waits to leave. ${why ?? ''}`.trimEnd(), null],
  sending: () => ['waiting', 'is being sent this moment.', null],
  deferred: ({ why, destination, nextAttemptAt }) => [
    'waiting',
    `was put off by ${destination}: ${why ?? 'try later.'}`,
    nextAttemptAt === null ? null : 'It is tried again by itself.',
  ],
  sent: ({ destination, linkFetchedBy, settled }) => {
    if (destination === 'capture' && (linkFetchedBy === 'person' || settled)) {
      return ['neutral', CAPTURED, null];
    }
    if (destination === 'capture') {
      return ['warn', CAPTURED, CHOOSE_SERVER];
    }
    const taken = `was sent: ${destination} took it`;
    if (settled) return ['ok', `${taken}.`, null];
    if (linkFetchedBy === 'person') return ['ok', `${taken}, and its link was opened.`, null];
    return [
      'ok',
      `${taken}${linkFetchedBy === null ? '.' : NOT_OPENED[linkFetchedBy]}`,
      'If it can’t be found, it may be in spam. The receiving side decides what becomes of it.',
    ];
  },
  failed: ({ why, advice }) => ['danger', `failed. ${why ?? ''}`.trimEnd(), advice],
  uncertain: ({ why, advice }) => [
    'warn',
    `is uncertain: it may have arrived or not. ${why ?? ''}`.trimEnd(),
    advice,
  ],
  cancelled: ({ why }) => ['neutral', `was cancelled. ${why ?? ''}`.trimEnd(), null],
  expired: ({ why, advice }) => ['warn', `was too late to be sent. ${why ?? ''}`.trimEnd(), advice],
};

async function lastMail(db: Database, account: JudgedAccount): Promise<LastMail | null> {
  const accountId = account.id;
  const isPending = isToActivate(account);
  const row = await db
    .selectFrom('gatehouse_outbox')
    .select(['id', 'kind', 'state', 'destination', 'envelope_to', 'why', 'advice', 'reply'])
    .select(['next_attempt_at', 'created_at', 'finished_at'])
    .where('account_id', '=', accountId)
    .$if(isPending, (mails) => mails.where('kind', '=', 'activation'))
    // What the staff were told about somebody is no mail of theirs.
    .where('kind', '!=', 'admin_approve')
    .orderBy(ofUndoneAct('gatehouse_outbox'))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const left = row.finished_at ?? row.created_at;
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    destination: row.destination,
    to: row.envelope_to,
    why: row.why,
    advice: row.advice,
    reply: row.reply,
    nextAttemptAt: row.next_attempt_at,
    at: ownDatetimeToIso(left),
    linkFetchedBy: row.kind === 'activation' ? await whoFetched(db, accountId, left) : null,
    settled: !isPending && OF_ACTIVATION.has(row.kind),
  };
}

/** Of a mail that had left before its act was taken back: that its link leads nowhere. */
async function ofUndone(db: Database, account: JudgedAccount, told: LastMail): Promise<string> {
  if (!isToActivate(account)) return '';
  const undone = await db
    .selectFrom('gatehouse_outbox')
    .select(['id', 'envelope_to'])
    .where('account_id', '=', account.id)
    .where('kind', '=', 'activation')
    .where('state', 'in', ['sent', 'uncertain'])
    .where('id', '>=', told.id)
    .where(ofUndoneAct('gatehouse_outbox'))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!undone) return '';
  const why = 'its act was taken back, and its link does not work';
  return undone.id === told.id
    ? ` But ${why}.`
    : ` A later one had left to ${undone.envelope_to}: ${why}.`;
}

/** Only fetches of activation links are written down. */
async function whoFetched(
  db: Database,
  accountId: number,
  since: string,
): Promise<'nobody' | 'scanner' | 'person'> {
  const fetches = await db
    .selectFrom('gatehouse_event')
    .select(sql<boolean>`detail ->> 'scanner' IS 1`.as('byScanner'))
    .distinct()
    .where('account_id', '=', accountId)
    .where('kind', '=', 'link-fetched')
    .where('at', '>=', since)
    .execute();
  if (fetches.some(({ byScanner }) => !byScanner)) return 'person';
  return fetches.length > 0 ? 'scanner' : 'nobody';
}
