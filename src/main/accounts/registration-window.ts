import { sql } from 'kysely';

import { DAY_MS } from '../../shared/durations.ts';
import { atMostLastInstant } from '../../shared/known-years.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { isOfProject } from '../db/project-database.ts';
import type { Operation } from '../operations/operation.ts';
import type { Key } from '../operations/recorded-tables.ts';

/**
 * Which sign-ups count from a later instant than their date_joined, because their key was made
 * anew: none in a Django project's database, whose site counts from date_joined alone.
 * @param ids Only of these accounts; of all when left out.
 */
export async function reissuedInstants(
  db: Database,
  ids?: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids?.length === 0 || (await isOfProject(db))) return new Map();
  const all = db
    .selectFrom('gatehouse_registration')
    .select(['user_id', 'reissued_at'])
    .where('reissued_at', 'is not', null);
  const rows = await (ids ? all.where('user_id', 'in', keySet(ids)) : all).execute();
  return new Map(rows.map(({ user_id, reissued_at }) => [user_id, reissued_at ?? '']));
}

/**
 * The same as JSON: kept apart from Django's tables and handed to SQL as one parameter, so that no
 * statement joins the two.
 */
export async function reissuedKeys(db: Database, ids?: readonly number[]): Promise<string> {
  return JSON.stringify(Object.fromEntries(await reissuedInstants(db, ids)));
}

/** SQL for the instant from which a sign-up's days count; needs `reissued` joined in. */
export const keyIssuedAt = sql<string>`coalesce(reissued.value, auth_user.date_joined)`;

/** SQL that joins the reissued keys, to stand behind auth_user. */
export function joinReissued(reissued: string) {
  if (reissued === '{}') return sql`LEFT JOIN (SELECT NULL AS value) AS reissued ON 0`;
  return joinByAccount('reissued', reissued);
}

/**
 * SQL that joins values of JSON, to stand behind auth_user. The grouping makes a table of them, which
 * SQLite indexes; else it would walk through all of them for every account.
 *
 * @param name What the join is called: it has a `value`, null for who is not among them.
 * @param json The values by the accounts' ids.
 */
export function joinByAccount(name: string, json: string) {
  return sql`LEFT JOIN (
    SELECT CAST(key AS INTEGER) AS user_id, value FROM json_each(${json}) GROUP BY user_id
  ) AS ${sql.ref(name)} ON ${sql.ref(name)}.user_id = auth_user.id`;
}

/** SQL of accounts with their registration `profile` and `reissued` joined in. */
export function fromAccounts(reissued: string) {
  return sql`FROM auth_user
    LEFT JOIN registration_registrationprofile AS profile ON profile.user_id = auth_user.id
    ${joinReissued(reissued)}`;
}

/**
 * SQL for a sign-up whose link was followed and that waits for an administrator
 * (django-registration-redux's admin_approval workflow); needs `profile` joined in.
 */
export const awaitsApproval = sql<boolean>`(auth_user.is_active = 0 AND profile.activated IS 1
  AND auth_user.last_login IS NULL AND EXISTS (
    SELECT 1 FROM registration_supervisedregistrationprofile AS supervised
    WHERE supervised.registrationprofile_ptr_id = profile.id))`;

/** Lets accounts go without an administrator's approval: it has been given, or is not needed. */
export async function liftSupervision(operation: Operation, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ key: number; owner: number }>`
    SELECT supervised.registrationprofile_ptr_id AS key, profile.user_id AS owner
    FROM registration_supervisedregistrationprofile AS supervised
    JOIN registration_registrationprofile AS profile
      ON profile.id = supervised.registrationprofile_ptr_id
    WHERE profile.user_id IN ${keySet(ids)}`.execute(operation.db);
  const owners = new Map<Key, number>(rows.map(({ key, owner }) => [key, owner]));
  await operation.delete(
    'registration_supervisedregistrationprofile',
    [...owners.keys()],
    (key) => owners.get(key) ?? null,
  );
}

/**
 * Ends the activation links of accounts that an administrator decides on otherwise: an old link
 * never brings back whom somebody deactivates later, and no clean-up takes them for a sign-up.
 */
export async function spendLinks(operation: Operation, ids: readonly number[]): Promise<void> {
  const rows = await operation.db
    .selectFrom('registration_registrationprofile')
    .select('id')
    .where('user_id', 'in', keySet(ids))
    .where('activated', '=', 0)
    .execute();
  await operation.set(
    'registration_registrationprofile',
    rows.map(({ id }) => id),
    { activated: 1 },
  );
}

/**
 * Keys issued at or before this instant have ended. Expired at exactly N days of 24 hours, as
 * django-registration-redux counts.
 */
export function issuedCutoff(now: Date, activationDays: number): string {
  return toDjangoDatetime(new Date(now.getTime() - activationDays * DAY_MS));
}

/** The instant at which a key issued then ends; in a foreign row it may be beyond all that can be written. */
export function keyEnd(issuedAt: Date, activationDays: number): Date {
  return atMostLastInstant(new Date(issuedAt.getTime() + activationDays * DAY_MS));
}
