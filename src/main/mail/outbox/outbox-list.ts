import { sql } from 'kysely';

import type { OutputOf } from '../../../shared/contract/index.ts';
import type { OutboxRow, OutboxState } from '../../../shared/contract/outbox.ts';
import { RefusedError } from '../../../shared/errors.ts';
import { djangoDatetimeToIso, ownDatetimeToIso } from '../../db/django-datetime.ts';
import { keySet } from '../../db/key-set.ts';
import type { Database } from '../../db/open-database.ts';
import { commonDomains } from '../../accounts/common-domains.ts';
import { meantAddress } from '../../accounts/mail-typo.ts';
import type { Courier, Pause } from './courier.ts';
import { findInOutbox, type OutboxRequest } from './find-in-outbox.ts';
import { FAILED_STATES, IS_DISMISSED, OVERTAKEN } from './overtaken.ts';
import { MAX_ATTEMPTS } from './verdict.ts';

/** What could be sent again, were it not overtaken. */
const OVERTAKEN_STATES: ReadonlySet<string> = new Set([...FAILED_STATES, 'cancelled']);

/** Attempts that are shown of a mail. */
const MOST_ATTEMPTS = 20;

interface Outbox {
  readonly db: Database;
  readonly now: () => Date;
  /** Why mails stand still, or null. */
  readonly courier: Pick<Courier, 'pause'>;
}

/** One window of the outbox, newest first, and how many mails each view holds. */
export async function listOutbox(
  outbox: Outbox,
  request: OutboxRequest,
): Promise<OutputOf<'outbox.list'>> {
  const { views, ids } = await findInOutbox(outbox.db, request);
  return { total: views[request.view], views, rows: await rowsOf(outbox, ids) };
}

/** One mail of the outbox. @throws RefusedError `not-found`. */
export async function readOutboxRow(outbox: Outbox, id: number): Promise<OutboxRow> {
  const [row] = await rowsOf(outbox, [id]);
  if (row) return row;
  throw new RefusedError({ code: 'not-found', message: 'This mail is no more in the outbox.' });
}

async function rowsOf({ db, now, courier }: Outbox, ids: readonly number[]): Promise<OutboxRow[]> {
  const rows = await db
    .selectFrom('gatehouse_outbox')
    .select(['id', 'state', 'kind', 'envelope_to', 'subject', 'created_at', 'next_attempt_at'])
    .select(['finished_at', 'attempts', 'destination', 'why', 'advice', 'reply', 'account_id'])
    .select(['not_after', 'profile'])
    .select(OVERTAKEN.as('overtaken'))
    .select(sql<number>`${IS_DISMISSED}`.as('dismissed'))
    .where(sql<boolean>`id IN ${keySet(ids)}`)
    .orderBy('id', 'desc')
    .execute();
  const hasFailed = rows.some(({ state }) => state === 'failed');
  const common = hasFailed ? await commonDomains({ db, now }) : undefined;
  return rows.map((row) => ({
    id: row.id,
    state: row.state as OutboxState,
    kind: row.kind,
    to: row.envelope_to,
    subject: row.subject,
    createdAt: ownDatetimeToIso(row.created_at),
    nextAttemptAt: row.state === 'cancelled' ? null : djangoDatetimeToIso(row.next_attempt_at),
    finishedAt: djangoDatetimeToIso(row.finished_at),
    attempts: row.attempts,
    destination: row.destination,
    attemptsMost: MAX_ATTEMPTS,
    linkEndsAt: djangoDatetimeToIso(row.not_after),
    ownServer: row.profile !== null,
    overtaken: OVERTAKEN_STATES.has(row.state) ? row.overtaken : null,
    dismissed: row.dismissed === 1,
    why: whyOf(row, courier.pause),
    advice: row.state === 'deferred' && row.attempts > 1 ? null : row.advice,
    reply: row.reply,
    accountId: row.account_id,
    meant: row.state === 'failed' ? meantAddress(row.envelope_to, common) : null,
  }));
}

/** The newest attempts to send a mail. */
export async function listAttempts(
  db: Database,
  mailId: number,
): Promise<OutputOf<'outbox.attempts'>['attempts']> {
  const rows = await db
    .selectFrom('gatehouse_outbox_attempt')
    .select(['id', 'at', 'reply', 'transcript'])
    .where('mail_id', '=', mailId)
    .orderBy('id', 'desc')
    .limit(MOST_ATTEMPTS)
    .execute();
  return rows.map((row) => ({ ...row, at: ownDatetimeToIso(row.at) }));
}

interface Fate {
  readonly state: string;
  readonly attempts: number;
  readonly why: string | null;
  readonly profile: string | null;
}

/**
 * What happened to a mail, in words; of one that was put off again and again, how often, and of one
 * that stands still as all do that leave the same way, why they do. A database that can't be written
 * keeps all of them.
 */
function whyOf(mail: Fate, pause: Pause | null): string {
  const isWaiting = mail.state === 'queued' || mail.state === 'deferred';
  if (isWaiting && pause?.isOfDatabase) return `Waits. ${pause.title}`;
  if (mail.state === 'queued' && pause?.profile === mail.profile) {
    return `Waits, as every mail does now. ${pause.title}`;
  }
  if (mail.state === 'queued' && mail.attempts === 0 && mail.why === null) {
    return 'Leaves in a moment, so that it can be undone.';
  }
  const why = mail.why ?? '';
  return mail.state === 'deferred' && mail.attempts > 1
    ? `Put off ${mail.attempts} times. ${why}`.trimEnd()
    : why;
}
