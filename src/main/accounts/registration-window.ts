import { sql } from 'kysely';

import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';

const DAY_MS = 86_400_000;

/**
 * Which sign-ups count from a later instant than their date_joined, because their key was made
 * anew. Kept apart from Django's tables and handed to SQL as one JSON parameter, so that no
 * statement joins the two.
 */
export async function reissuedKeys(db: Database): Promise<string> {
  const rows = await db
    .selectFrom('gatehouse_registration')
    .select(['user_id', 'reissued_at'])
    .where('reissued_at', 'is not', null)
    .execute();
  return JSON.stringify(Object.fromEntries(rows.map((row) => [row.user_id, row.reissued_at])));
}

/** SQL for the instant from which a sign-up's days count; needs `reissued` joined in. */
export const keyIssuedAt = sql<string>`coalesce(reissued.value, auth_user.date_joined)`;

/** SQL that joins the reissued keys, to stand behind auth_user. */
export function joinReissued(reissued: string) {
  return sql`LEFT JOIN json_each(${reissued}) AS reissued ON CAST(reissued.key AS INTEGER) = auth_user.id`;
}

/**
 * Keys issued at or before this instant have ended. Expired at exactly N days of 24 hours, as
 * django-registration-redux counts.
 */
export function issuedCutoff(now: Date, activationDays: number): string {
  return toDjangoDatetime(new Date(now.getTime() - activationDays * DAY_MS));
}

/** The instant at which a key issued then ends. */
export function keyEnd(issuedAt: Date, activationDays: number): Date {
  return new Date(issuedAt.getTime() + activationDays * DAY_MS);
}
