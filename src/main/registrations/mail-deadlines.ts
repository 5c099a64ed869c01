import { sql } from 'kysely';

import { keyEnd } from '../accounts/registration-window.ts';
import { minuteInWords, toDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { HELD_TOO_LONG } from '../mail/outbox/expire-overdue.ts';
import { IS_LIVE, IS_UNSENT } from '../mail/outbox/outbox-states.ts';
import { NEEDS_SOMEBODY } from '../mail/outbox/overtaken.ts';
import { readSetting } from '../settings/settings-store.ts';
import { readRegistrations } from './registration-record.ts';

/**
 * Lets activation mails that have not left yet end when their links now end, and say so; one that was
 * held for too long is held again. To be called within whatever has moved the ends; a mail that was
 * written already is written anew.
 *
 * @param accountIds Whose links; null among them stands for everybody, as when a setting changed.
 */
export async function followDeadlines(
  db: Database,
  accountIds: readonly (number | null)[],
): Promise<void> {
  const { activationDays } = await readSetting(db, 'registration');
  const ids = accountIds.filter((id) => id !== null);
  const whose =
    ids.length < accountIds.length
      ? sql`WHERE TRUE`
      : sql`INDEXED BY gatehouse_outbox_live WHERE account_id IN ${keySet(ids)}`;
  const { rows: mails } = await sql<MailWithEnd>`
    SELECT id, account_id, not_after FROM gatehouse_outbox ${whose} AND kind = 'activation'
      AND ${IS_LIVE} AND (${IS_UNSENT} OR (why = ${HELD_TOO_LONG} AND ${NEEDS_SOMEBODY}))`.execute(
    db,
  );
  if (mails.length === 0) return;
  const people = await readRegistrations(
    db,
    mails.flatMap(({ account_id }) => account_id ?? []),
  );
  const ends = new Map(
    people.map(({ userId, issuedAt }) => [userId, keyEnd(issuedAt, activationDays)]),
  );
  const moved = mails.flatMap(({ id, account_id, not_after }) => {
    const end = ends.get(account_id ?? 0);
    if (end === undefined || toDjangoDatetime(end) === not_after) return [];
    return { id, end: toDjangoDatetime(end), words: minuteInWords(end), days: activationDays };
  });
  const held = sql`(state = 'expired')`;
  await sql`
    UPDATE gatehouse_outbox SET state = iif(${held}, 'held', state),
      why = iif(${held}, problem, why), problem = iif(${held}, NULL, problem),
      advice = iif(${held}, NULL, advice), finished_at = iif(${held}, NULL, finished_at),
      not_after = moved.value ->> '$.end', raw = NULL,
      variables = json_set(variables, '$.expires_at', moved.value ->> '$.words',
        '$.expiration_days', moved.value ->> '$.days')
    FROM json_each(${JSON.stringify(moved)}) AS moved
    WHERE gatehouse_outbox.id = moved.value ->> '$.id'`.execute(db);
}

interface MailWithEnd {
  readonly id: number;
  readonly account_id: number | null;
  readonly not_after: string | null;
}
