import { type RawBuilder, sql } from 'kysely';

import type { AccountFilter, AccountRow, AccountState } from '../../shared/contract/accounts.ts';
import { fromDjangoBoolean } from '../db/django-boolean.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { matchesWords } from '../db/search-words.ts';
import {
  awaitsApproval,
  issuedCutoff,
  joinReissued,
  keyIssuedAt,
  reissuedKeys,
} from './registration-window.ts';

export interface AccountListRequest {
  readonly filter: AccountFilter;
  readonly sort: {
    readonly column: 'username' | 'email' | 'name' | 'dateJoined' | 'lastLogin';
    readonly direction: 'ascending' | 'descending';
  };
  readonly offset: number;
  readonly limit: number;
  readonly now: Date;
  readonly activationDays: number;
}

/** An account row as the list reads it. */
export interface AccountFacts {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly is_active: number;
  readonly is_staff: number;
  readonly is_superuser: number;
  readonly date_joined: string;
  readonly last_login: string | null;
  /** The registration profile's flag, or null without a profile. */
  readonly activated: number | null;
  readonly issued_at: string;
  readonly awaits_approval: number;
}

const SORT_COLUMNS = {
  username: 'auth_user.username',
  email: 'auth_user.email',
  name: 'auth_user.last_name',
  dateJoined: 'auth_user.date_joined',
  lastLogin: 'auth_user.last_login',
} as const;

const SEARCHED = [
  'auth_user.username',
  'auth_user.first_name',
  'auth_user.last_name',
  'auth_user.email',
];

const COLUMNS = sql.raw(
  ['id', 'username', 'email', 'first_name', 'last_name', 'is_active', 'is_staff', 'is_superuser']
    .concat('date_joined', 'last_login')
    .map((column) => `auth_user.${column}`)
    .join(', '),
);

const FACTS = sql`${COLUMNS}, profile.activated, ${keyIssuedAt} AS issued_at,
  ${awaitsApproval} AS awaits_approval`;

/** One window of the list and the number of everybody who matches. */
export async function listAccounts(
  db: Database,
  request: AccountListRequest,
): Promise<{ total: number; rows: AccountRow[] }> {
  const { sort, offset, limit } = request;
  const reissued = await reissuedKeys(db);
  const matching = selection(request, reissued);
  const direction = sql.raw(sort.direction === 'ascending' ? 'ASC' : 'DESC');
  const order = sql`${sql.ref(SORT_COLUMNS[sort.column])} ${direction}, auth_user.id ${direction}`;
  const total = await sql<{ count: number }>`SELECT count(*) AS count ${matching}`.execute(db);
  // Only the rows of the window are joined and read whole: the sort carries ids.
  const { rows } = await sql<AccountFacts>`
    SELECT ${FACTS} ${fromAccounts(reissued)}
    WHERE auth_user.id IN
      (SELECT auth_user.id ${matching} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset})
    ORDER BY ${order}`.execute(db);
  const cutoff = issuedCutoff(request.now, request.activationDays);
  return { total: total.rows[0]?.count ?? 0, rows: rows.map((row) => toRow(row, cutoff)) };
}

/** The ids of everybody who matches, newest first. */
export async function listAccountIds(
  db: Database,
  request: Pick<AccountListRequest, 'filter' | 'now' | 'activationDays'>,
): Promise<number[]> {
  const matching = selection(request, await reissuedKeys(db));
  const { rows } = await sql<{
    id: number;
  }>`SELECT auth_user.id ${matching} ORDER BY auth_user.id DESC`.execute(db);
  return rows.map(({ id }) => id);
}

/** One account as the list would show it. */
export async function findAccount(
  db: Database,
  given: { readonly id: number; readonly now: Date; readonly activationDays: number },
): Promise<{ facts: AccountFacts; row: AccountRow } | null> {
  const reissued = await reissuedKeys(db);
  const { rows } = await sql<AccountFacts>`
    SELECT ${FACTS} ${fromAccounts(reissued)} WHERE auth_user.id = ${given.id}`.execute(db);
  const [facts] = rows;
  const cutoff = issuedCutoff(given.now, given.activationDays);
  return facts ? { facts, row: toRow(facts, cutoff) } : null;
}

/** Everybody who matches, out of no more tables than the conditions ask: joins make counts slow. */
function selection(
  { filter, now, activationDays }: Pick<AccountListRequest, 'filter' | 'now' | 'activationDays'>,
  reissued: string,
) {
  const needsWindow = filter.state === 'pending' || filter.state === 'expired';
  const needsProfile = needsWindow || filter.state === 'inactive' || filter.state === 'to-approve';
  const conditions = [
    matchesWords(filter.search, SEARCHED),
    hasState(filter.state, needsWindow ? issuedCutoff(now, activationDays) : ''),
    filter.role === 'all' ? sql<boolean>`1` : hasRole(filter.role),
  ];
  const from = needsProfile ? fromAccounts(reissued) : sql`FROM auth_user`;
  return sql`${from} WHERE ${sql.join(conditions, sql` AND `)}`;
}

function fromAccounts(reissued: string) {
  return sql`FROM auth_user
    LEFT JOIN registration_registrationprofile AS profile ON profile.user_id = auth_user.id
    ${joinReissued(reissued)}`;
}

function hasRole(role: 'staff' | 'superuser'): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`auth_user.is_${role}`)} = 1`;
}

function hasState(state: AccountFilter['state'], cutoff: string): RawBuilder<boolean> {
  const waiting = sql`auth_user.is_active = 0 AND profile.activated = 0`;
  switch (state) {
    case 'all':
      return sql<boolean>`1`;
    case 'active':
      return sql<boolean>`auth_user.is_active = 1`;
    case 'inactive':
      return sql<boolean>`auth_user.is_active = 0 AND profile.activated IS NOT 0
        AND NOT ${awaitsApproval}`;
    case 'to-approve':
      return awaitsApproval;
    case 'pending':
      return sql<boolean>`${waiting} AND ${keyIssuedAt} > ${cutoff}`;
    case 'expired':
      return sql<boolean>`${waiting} AND ${keyIssuedAt} <= ${cutoff}`;
  }
}

function stateOf(facts: AccountFacts, cutoff: string): AccountState {
  if (fromDjangoBoolean(facts.is_active)) return 'active';
  if (facts.awaits_approval === 1) return 'to-approve';
  if (facts.activated !== 0) return 'inactive';
  return facts.issued_at <= cutoff ? 'expired' : 'pending';
}

function toRow(facts: AccountFacts, cutoff: string): AccountRow {
  return {
    id: facts.id,
    username: facts.username,
    email: facts.email,
    name: `${facts.first_name} ${facts.last_name}`.trim(),
    state: stateOf(facts, cutoff),
    isStaff: fromDjangoBoolean(facts.is_staff),
    isSuperuser: fromDjangoBoolean(facts.is_superuser),
    dateJoined: parseDjangoDatetime(facts.date_joined)?.toISOString() ?? null,
    lastLogin: parseDjangoDatetime(facts.last_login)?.toISOString() ?? null,
  };
}

/** How many accounts there are. */
export async function countAccounts(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM auth_user`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
