import { type RawBuilder, sql } from 'kysely';

import type { PendingFilter, PendingRow } from '../../shared/contract/registrations.ts';
import {
  issuedCutoff,
  joinReissued,
  keyEnd,
  keyIssuedAt,
  reissuedKeys,
} from '../accounts/registration-window.ts';
import { matchesWords } from '../db/search-words.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { activationMailFates, failedActivationMails } from '../mail/mail-fate.ts';
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

const SEARCHED = [
  'auth_user.username',
  'auth_user.first_name',
  'auth_user.last_name',
  'auth_user.email',
];

/** Sign-ups that wait: never activated, and not active by an administrator's hand either. */
const WAITING = sql<boolean>`auth_user.is_active = 0 AND profile.activated = 0`;

interface Window {
  readonly now: Date;
  readonly activationDays: number;
  readonly reissued: string;
  readonly failed: readonly number[];
}

/** One window of the waiting sign-ups, with the fate of each one's latest mail. */
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
      ${keyIssuedAt} AS issued_at
    ${from} WHERE ${where}
    ORDER BY ${sortColumn(request.sort.column)} ${direction}, auth_user.id ${direction}
    LIMIT ${request.limit} OFFSET ${request.offset}`.execute(db);
  const fates = await activationMailFates(
    db,
    rows.map(({ id }) => id),
  );
  return { total, rows: rows.map((row) => toRow(row, window, fates.get(row.id))) };
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
  const count = (view: PendingFilter['view']) =>
    countOf(context.db, sql`${fromPending(window)} WHERE ${condition({ search, view }, window)}`);
  return {
    all: await count('all'),
    expiring: await count('expiring'),
    expired: await count('expired'),
    'mail-failed': await count('mail-failed'),
  };
}

async function readWindow({ db, now }: Pick<RegistrationContext, 'db' | 'now'>): Promise<Window> {
  const { activationDays } = await readSetting(db, 'registration');
  const failed = await failedActivationMails(db);
  return { now: now(), activationDays, reissued: await reissuedKeys(db), failed };
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
  const parts = [WAITING, chosen, matchesWords(search, SEARCHED), inView(view, window)];
  return sql<boolean>`${sql.join(parts, sql` AND `)}`;
}

function inView(view: PendingFilter['view'], window: Window): RawBuilder<boolean> {
  const { now, activationDays, failed } = window;
  const ended = issuedCutoff(now, activationDays);
  const soon = issuedCutoff(new Date(now.getTime() + SOON_MS), activationDays);
  switch (view) {
    case 'all':
      return sql<boolean>`1`;
    case 'expiring':
      return sql<boolean>`${keyIssuedAt} > ${ended} AND ${keyIssuedAt} <= ${soon}`;
    case 'expired':
      return sql<boolean>`${keyIssuedAt} <= ${ended}`;
    case 'mail-failed':
      return sql<boolean>`auth_user.id IN ${keySet(failed)}`;
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
  readonly issued_at: string;
}

function toRow(
  facts: PendingFacts,
  { now, activationDays }: Window,
  mail: PendingRow['mail'] = { state: 'none', text: 'No mail' },
): PendingRow {
  const issuedAt = parseDjangoDatetime(facts.issued_at) ?? new Date(0);
  return {
    id: facts.id,
    username: facts.username,
    email: facts.email,
    name: `${facts.first_name} ${facts.last_name}`.trim(),
    signedUpAt: (parseDjangoDatetime(facts.date_joined) ?? issuedAt).toISOString(),
    expiresAt: keyEnd(issuedAt, activationDays).toISOString(),
    expired: facts.issued_at <= issuedCutoff(now, activationDays),
    mail,
  };
}
