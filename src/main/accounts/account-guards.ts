import { type RawBuilder, sql } from 'kysely';

import { RefusedError } from '../../shared/errors.ts';
import type { Rights } from '../../shared/rights.ts';
import type { AuthUserRow } from '../db/django-tables.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';

/** Somebody who is signed in at the console. */
export interface Person extends Rights {
  readonly id: number;
  readonly username: string;
}

/** Who can sign in at the console and do everything there; somebody always can. */
export const CAN_ADMINISTER = sql<boolean>`is_superuser = 1 AND is_staff = 1 AND is_active = 1`;

/**
 * The same, by a password: who has not chosen one yet, such as by an invitation, opens no console.
 * An empty one and Django's unusable ones match nothing.
 */
const CAN_GET_IN = sql<boolean>`${CAN_ADMINISTER} AND password <> '' AND password NOT LIKE '!%'`;

/**
 * Whether nobody who can administer the site would remain.
 * @param leaving Accounts that are about to lose the flag, be deactivated or be deleted.
 */
export async function wouldLeaveNobody(db: Database, leaving: readonly number[]): Promise<boolean> {
  const count = async (extra: ReturnType<typeof sql<boolean>>) => {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM auth_user
      WHERE ${CAN_GET_IN} AND ${extra}`.execute(db);
    return rows[0]?.count ?? 0;
  };
  if ((await count(sql<boolean>`id IN ${keySet(leaving)}`)) === 0) return false;
  return (await count(sql<boolean>`id NOT IN ${keySet(leaving)}`)) === 0;
}

/**
 * Keeps the site from being left without anybody who can administer it.
 * @param leaving As above.
 * @throws RefusedError `conflict` when nobody who can would remain.
 */
export async function guardLastSuperuser(db: Database, leaving: readonly number[]): Promise<void> {
  if (await wouldLeaveNobody(db, leaving)) throw onlyOneLeft();
}

/**
 * The same after the fact, inside the transaction of each part.
 * @returns What looks, once a part is done, whether somebody who could get in before still can.
 */
export async function guardAnySuperuser(db: Database): Promise<(after: Database) => Promise<void>> {
  const couldBefore = await canAnybody(db, CAN_GET_IN);
  return async (after) => {
    if (couldBefore && !(await canAnybody(after, CAN_GET_IN))) throw onlyOneLeft();
  };
}

/** Whether there is somebody who can administer the site. */
export function canAnybodyAdminister(db: Database): Promise<boolean> {
  return canAnybody(db, CAN_ADMINISTER);
}

async function canAnybody(db: Database, condition: RawBuilder<boolean>): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM auth_user WHERE ${condition} LIMIT 1`.execute(db);
  return rows.length > 0;
}

/** What to say where nobody who can administer the site would remain. */
export function onlyOneLeft(): RefusedError {
  return new RefusedError({
    code: 'conflict',
    message: 'This is the only administrator left. Nothing was changed.',
    advice: 'Make another one first. Who has no password yet does not count.',
  });
}

/** What to say where somebody would shut themselves out, unless they have said that they mean it. */
export function isYou({ username }: Person): RefusedError {
  const advice = 'Confirm that you mean your own account too.';
  return new RefusedError({
    code: 'conflict',
    message: `${username} is you. Nothing was changed.`,
    advice,
    fields: { includeSelf: [advice] },
  });
}

/**
 * Lets nobody do what they may not.
 * @param refusal Why not, or null.
 * @throws RefusedError `not-allowed`.
 */
export function guardAllowed(refusal: string | null): void {
  if (refusal === null) return;
  throw new RefusedError({ code: 'not-allowed', message: `${refusal} Nothing was changed.` });
}

/** Why this person may not change that account, or null. Only superusers touch staff. */
export function refusalFor(
  person: Person,
  account: Pick<AuthUserRow, 'is_staff' | 'is_superuser'>,
): string | null {
  if (person.isSuperuser || (account.is_staff === 0 && account.is_superuser === 0)) return null;
  return 'Only a superuser may change staff.';
}
