import { type RawBuilder, sql } from 'kysely';

import type { AccountRow, AccountState } from '../../shared/contract/accounts.ts';
import { fromDjangoBoolean } from '../db/django-boolean.ts';
import { storedDatetime } from '../db/django-datetime.ts';
import type { AuthUserRow } from '../db/django-tables.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import {
  awaitsApproval,
  fromAccounts,
  issuedCutoff,
  reissuedInstants,
} from './registration-window.ts';

/** What the state of an account depends on beside its row. */
export interface AccountClock {
  readonly now: Date;
  readonly activationDays: number;
}

const COLUMNS = [
  'id',
  'username',
  'email',
  'first_name',
  'last_name',
  'is_active',
  'is_staff',
  'is_superuser',
  'date_joined',
  'last_login',
] as const;

/** An account row as the list reads it. */
export interface AccountFacts extends Pick<AuthUserRow, (typeof COLUMNS)[number]> {
  /** The registration profile's flag, or null without a profile. */
  readonly activated: number | null;
  readonly issued_at: string;
  readonly awaits_approval: number;
}

const OWN = sql.join(COLUMNS.map((column) => sql.ref(`auth_user.${column}`)));
const FACTS = sql`${OWN}, profile.activated, ${awaitsApproval} AS awaits_approval`;
/** Nobody's profile is looked up who is active: it says nothing about their state. */
const WITH_PROFILE_OF_INACTIVE = sql`FROM auth_user
  LEFT JOIN registration_registrationprofile AS profile
    ON profile.user_id = iif(auth_user.is_active IS 1, NULL, auth_user.id)`;

/** Accounts as the list shows them, in the order of their ids as given; who is gone is left out. */
export async function readAccountRows(
  db: Database,
  ids: readonly number[],
  clock: AccountClock,
): Promise<AccountRow[]> {
  const facts = await readFacts(db, ids, { from: WITH_PROFILE_OF_INACTIVE, counts: mayFollowLink });
  const cutoff = issuedCutoff(clock.now, clock.activationDays);
  const rows = new Map(facts.map((each) => [each.id, toRow(each, cutoff)]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** One account as the list would show it. */
export async function findAccount(
  db: Database,
  given: AccountClock & { readonly id: number },
): Promise<{ facts: AccountFacts; row: AccountRow } | null> {
  const [facts] = await readFacts(db, [given.id], { from: fromAccounts('{}'), counts: () => true });
  const cutoff = issuedCutoff(given.now, given.activationDays);
  return facts ? { facts, row: toRow(facts, cutoff) } : null;
}

/** @param given.counts Of whom it counts that their key was made anew. */
async function readFacts(
  db: Database,
  ids: readonly number[],
  given: {
    readonly from: RawBuilder<unknown>;
    readonly counts: (facts: Omit<AccountFacts, 'issued_at'>) => boolean;
  },
): Promise<readonly AccountFacts[]> {
  const { rows } = await sql<Omit<AccountFacts, 'issued_at'>>`
    SELECT ${FACTS} ${given.from}
    WHERE auth_user.id IN ${keySet(ids)}`.execute(db);
  const reissued = await reissuedInstants(
    db,
    rows.filter(given.counts).map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, issued_at: reissued.get(row.id) ?? row.date_joined }));
}

/** Only the state of who may still follow their link depends on when it was made. */
function mayFollowLink({ is_active, activated }: Omit<AccountFacts, 'issued_at'>): boolean {
  return !fromDjangoBoolean(is_active) && activated === 0;
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
    dateJoined: storedDatetime(facts.date_joined),
    lastLogin: facts.last_login === null ? null : storedDatetime(facts.last_login),
  };
}

/** How many accounts there are. */
export async function countAccounts(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM auth_user`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
