import { type RawBuilder, sql } from 'kysely';

import type { Database } from '../../db/open-database.ts';
import { IS_UNSENT } from './outbox-states.ts';

/**
 * Takes out what else says who somebody was: of the outbox the mails' addresses, words and
 * dialogues, when links of theirs were followed, their sessions, how they had arranged their lists
 * and which keys they had changed; views that they share stay for the others. What kind of mail it
 * was, when, by which way and with what end stays for the figures. A mail that has not left by now
 * never does.
 *
 * @param gone The ids of accounts that are gone for good.
 */
export async function forgetPeople(db: Database, gone: RawBuilder<unknown>): Promise<void> {
  await sql`
    UPDATE gatehouse_outbox_attempt SET transcript = '', reply = NULL,
      why = replace(gatehouse_outbox_attempt.why, mail.envelope_to, 'the address')
    FROM gatehouse_outbox AS mail
    WHERE mail.id = gatehouse_outbox_attempt.mail_id AND mail.account_id IN ${gone}`.execute(db);
  await sql`
    UPDATE gatehouse_outbox SET raw = NULL, variables = NULL, subject = '', envelope_to = '',
      reply = NULL, advice = NULL, problem = NULL, next_attempt_at = NULL, cancelled_by = NULL,
      why = iif(${IS_UNSENT}, 'Its person was deleted for good before it left.',
        replace(why, envelope_to, 'the address')),
      state = iif(${IS_UNSENT}, 'cancelled', state)
    WHERE account_id IN ${gone}`.execute(db);
  await sql`DELETE FROM gatehouse_event WHERE account_id IN ${gone}`.execute(db);
  await sql`DELETE FROM gatehouse_session WHERE user_id IN ${gone}`.execute(db);
  await sql`DELETE FROM gatehouse_list_layout WHERE account_id IN ${gone}`.execute(db);
  await sql`DELETE FROM gatehouse_key WHERE account_id IN ${gone}`.execute(db);
  await sql`DELETE FROM gatehouse_view WHERE owner_id IN ${gone} AND shared = 0`.execute(db);
}
