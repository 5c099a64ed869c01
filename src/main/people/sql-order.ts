import { type RawBuilder, sql } from 'kysely';

import type { AccountClock } from '../accounts/account-rows.ts';
import { awaitsApproval, issuedCutoff, keyIssuedAt } from '../accounts/registration-window.ts';

/** What people can be sorted by. */
export type PeopleColumn =
  | 'username'
  | 'email'
  | 'name'
  | 'dateJoined'
  | 'lastLogin'
  | 'expiresAt'
  | 'state'
  | 'role'
  | 'mail'
  | 'signals';

export interface PeopleSort {
  readonly column: PeopleColumn;
  readonly direction: 'ascending' | 'descending';
}

/**
 * The columns of an order that the accounts themselves hold. Letter case of ASCII does not count,
 * as in the indexes on names and addresses.
 */
export const STORED_ORDERS = {
  username: [sql`auth_user.username COLLATE NOCASE`],
  email: [sql`auth_user.email COLLATE NOCASE`],
  name: [sql`auth_user.last_name COLLATE NOCASE`, sql`auth_user.first_name COLLATE NOCASE`],
  dateJoined: [sql`auth_user.date_joined`],
  lastLogin: [sql`auth_user.last_login`],
  expiresAt: [keyIssuedAt],
} as const;

export type StoredColumn = keyof typeof STORED_ORDERS;

/**
 * SQL to order by over `fromAccounts`; whoever is equal is ordered by id, in the same direction.
 * @param given.mailRank For the order of mails: SQL for the rank of an account's.
 * @param given.signalRank The same for signals: whoever gives most comes first.
 */
export function sqlOrder(
  { column, direction }: PeopleSort,
  given: {
    readonly clock: AccountClock;
    readonly mailRank: RawBuilder<unknown>;
    readonly signalRank: RawBuilder<unknown>;
  },
): RawBuilder<unknown> {
  const way = sql.raw(direction === 'ascending' ? 'ASC' : 'DESC');
  const parts = [...columnsOf(column, given), sql`auth_user.id`];
  return sql.join(parts.map((part) => sql`${part} ${way}`));
}

function columnsOf(
  column: PeopleColumn,
  given: Parameters<typeof sqlOrder>[1],
): readonly RawBuilder<unknown>[] {
  if (column === 'state') return [stateRank(given.clock)];
  if (column === 'role') return [sql`auth_user.is_superuser * 2 + auth_user.is_staff`];
  if (column === 'mail') return [given.mailRank];
  if (column === 'signals') return [given.signalRank];
  return STORED_ORDERS[column];
}

function stateRank({ now, activationDays }: AccountClock): RawBuilder<unknown> {
  return sql`CASE WHEN auth_user.is_active = 1 THEN 4 WHEN ${awaitsApproval} THEN 0
    WHEN profile.activated IS NOT 0 THEN 3
    WHEN ${keyIssuedAt} <= ${issuedCutoff(now, activationDays)} THEN 2 ELSE 1 END`;
}

/** The fates of mails, what needs somebody first. */
export const MAIL_ORDER = [
  'failed',
  'uncertain',
  'held',
  'waiting',
  'none',
  'cancelled',
  'captured',
  'sent',
] as const;
