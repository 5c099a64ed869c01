import { type RawBuilder, sql } from 'kysely';

import type { PendingFilter, PendingRow } from '../../shared/contract/registrations.ts';
import {
  awaitsApproval,
  issuedCutoff,
  joinReissued,
  keyEnd,
  keyIssuedAt,
  reissuedKeys,
} from '../accounts/registration-window.ts';
import { FAILED_STATES } from '../mail/outbox.ts';
import { matchesWords } from '../db/search-words.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { accountsWithLatestMail, activationMailFates } from '../mail/mail-fate.ts';
import { keySet } from '../operations/row-store.ts';
import { readSetting } from '../settings/settings-store.ts';
import type { RegistrationContext } from './registration-context.ts';

export interface PendingListRequest {
  readonly filter: PendingFilter;
  readonly sort: {
    readonly column: 'username' | 'email' | 'signedUpAt' | 'expiresAt';
    readonly direction: 'ascending' | 'descending';
  };
  readonly offset: number;
  readonly limit: number;
  /** Only these; all pending when left out. */
  readonly ids?: readonly number[];
}

/** How near an end counts as soon, in milliseconds. */
const SOON_MS = 86_400_000;

const VIEWS = ['all', 'to-approve', 'expiring', 'expired', 'mail-held', 'mail-failed'] as const;

const SEARCHED = [
  'auth_user.username',
  'auth_user.first_name',
  'auth_user.last_name',
  'auth_user.email',
];

/** Sign-ups whose link was not followed, and not active by an administrator's hand either. */
const UNCONFIRMED = sql<boolean>`auth_user.is_active = 0 AND profile.activated = 0`;

interface Window {
  readonly now: Date;
  readonly activationDays: number;
  readonly reissued: string;
  readonly failed: readonly number[];
  readonly held: readonly number[];
}

/**
 * One window of the sign-ups that wait, for their link or for an approval, with the fate of each
 * one's latest mail.
 */
export async function listPending(
  context: Pick<RegistrationContext, 'db' | 'now'>,
  request: PendingListRequest,
): Promise<{ total: number; rows: PendingRow[] }> {
  const { db } = context;
  const window = await readWindow(context);
  const chosen = request.ids ? sql<boolean>`auth_user.id IN ${keySet(request.ids)}` : undefined;
  const where = condition(request.filter, window, chosen);
  const from = fromPending(window);
  const direction = sql.raw(request.sort.direction === 'ascending' ? 'ASC' : 'DESC');
  const total = await countOf(db, sql`${from} WHERE ${where}`);
  const { rows } = await sql<PendingFacts>`
    SELECT auth_user.id, username, email, first_name, last_name, date_joined,
      profile.activated, ${keyIssuedAt} AS issued_at
    ${from} WHERE ${where}
    ORDER BY ${sortColumn(request.sort.column)} ${direction}, auth_user.id ${direction}
    LIMIT ${request.limit} OFFSET ${request.offset}`.execute(db);
  const shown = rows.map(({ id }) => id);
  const fates = await activationMailFates(db, shown);
  const reasons = await joinReasons(db, shown);
  return {
    total,
    rows: rows.map((row) => ({
      ...toRow(row, window),
      joinReason: reasons.get(row.id) ?? '',
      mail: fates.get(row.id) ?? { state: 'none', text: 'No mail' },
    })),
  };
}

/** The ids of all waiting sign-ups that match, soonest end first. */
export async function listPendingIds(
  context: Pick<RegistrationContext, 'db' | 'now'>,
  filter: PendingFilter,
): Promise<number[]> {
  const window = await readWindow(context);
  const { rows } = await sql<{ id: number }>`
    SELECT auth_user.id ${fromPending(window)} WHERE ${condition(filter, window)}
    ORDER BY ${keyIssuedAt}, auth_user.id`.execute(context.db);
  return rows.map(({ id }) => id);
}

/** How many sign-ups each view of the Pending screen holds, for the same search. */
export async function countPendingViews(
  context: Pick<RegistrationContext, 'db' | 'now'>,
  search: string,
): Promise<Record<PendingFilter['view'], number>> {
  const window = await readWindow(context);
  const counts = VIEWS.map(
    (view) => sql`count(*) FILTER (WHERE ${inView(view, window)}) AS ${sql.ref(view)}`,
  );
  const { rows } = await sql<Record<PendingFilter['view'], number>>`
    SELECT ${sql.join(counts)} ${fromPending(window)}
    WHERE ${condition({ search, view: 'all' }, window)}`.execute(context.db);
  const [found] = rows;
  if (!found) throw new TypeError('A count without groups has one row.');
  return found;
}

async function readWindow({ db, now }: Pick<RegistrationContext, 'db' | 'now'>): Promise<Window> {
  const { activationDays } = await readSetting(db, 'registration');
  return {
    now: now(),
    activationDays,
    reissued: await reissuedKeys(db),
    failed: await accountsWithLatestMail(db, FAILED_STATES),
    held: await accountsWithLatestMail(db, ['held']),
  };
}

function fromPending({ reissued }: Window): RawBuilder<unknown> {
  return sql`FROM auth_user
    JOIN registration_registrationprofile AS profile ON profile.user_id = auth_user.id
    ${joinReissued(reissued)}`;
}

function condition(
  { search, view }: PendingFilter,
  window: Window,
  chosen: RawBuilder<boolean> = sql<boolean>`1`,
): RawBuilder<boolean> {
  const parts = [chosen, matchesWords(search, SEARCHED), inView(view, window)];
  return sql<boolean>`${sql.join(parts, sql` AND `)}`;
}

function inView(view: PendingFilter['view'], window: Window): RawBuilder<boolean> {
  const { now, activationDays } = window;
  const ended = issuedCutoff(now, activationDays);
  const soon = issuedCutoff(new Date(now.getTime() + SOON_MS), activationDays);
  const waiting = sql<boolean>`(${UNCONFIRMED} OR ${awaitsApproval})`;
  switch (view) {
    case 'all':
      return waiting;
    case 'to-approve':
      return awaitsApproval;
    case 'expiring':
      return sql<boolean>`${UNCONFIRMED} AND ${keyIssuedAt} > ${ended} AND ${keyIssuedAt} <= ${soon}`;
    case 'expired':
      return sql<boolean>`${UNCONFIRMED} AND ${keyIssuedAt} <= ${ended}`;
    case 'mail-held':
      return sql<boolean>`${waiting} AND auth_user.id IN ${keySet(window.held)}`;
    case 'mail-failed':
      return sql<boolean>`${waiting} AND auth_user.id IN ${keySet(window.failed)}`;
  }
}

function sortColumn(column: PendingListRequest['sort']['column']): RawBuilder<unknown> {
  if (column === 'expiresAt') return keyIssuedAt;
  return sql.ref(`auth_user.${column === 'signedUpAt' ? 'date_joined' : column}`);
}

async function countOf(db: Database, rest: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count ${rest}`.execute(db);
  return rows[0]?.count ?? 0;
}

interface PendingFacts {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly date_joined: string;
  readonly activated: number;
  readonly issued_at: string;
}

function toRow(
  facts: PendingFacts,
  { now, activationDays }: Window,
): Omit<PendingRow, 'joinReason' | 'mail'> {
  const isConfirmed = facts.activated === 1;
  const issuedAt = parseDjangoDatetime(facts.issued_at) ?? new Date(0);
  return {
    id: facts.id,
    username: facts.username,
    email: facts.email,
    name: `${facts.first_name} ${facts.last_name}`.trim(),
    signedUpAt: (parseDjangoDatetime(facts.date_joined) ?? issuedAt).toISOString(),
    expiresAt: keyEnd(issuedAt, activationDays).toISOString(),
    expired: !isConfirmed && facts.issued_at <= issuedCutoff(now, activationDays),
    stage: isConfirmed ? 'to-approve' : 'unconfirmed',
  };
}

/** What these people wrote on why they want to join. */
async function joinReasons(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await db
    .selectFrom('gatehouse_registration')
    .select(['user_id', 'join_reason'])
    .where('user_id', 'in', keySet(ids))
    .execute();
  return new Map(rows.map((row) => [row.user_id, row.join_reason]));
}
