import { sql } from 'kysely';

import { toDjangoDatetime } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import { IS_DOCTORS } from './overtaken.ts';

/**
 * Settles what a killed process left as `sending`. Before DATA nothing had left, so the mail is
 * queued again; after it nobody can know, unless the capture server here has it.
 *
 * Runs before the courier starts, while no other process can hold the database.
 */
export async function recoverOutbox(db: Database, now: Date): Promise<void> {
  const at = toDjangoDatetime(now);
  await db.transaction().execute(async (transaction) => {
    // A test of the doctor's is of one server, and must never leave by another.
    await transaction
      .updateTable('gatehouse_outbox')
      .set({
        state: 'failed',
        next_attempt_at: null,
        finished_at: at,
        why: 'Gatehouse was ended during the test.',
      })
      .where('state', '=', 'sending')
      .where('data_started_at', 'is', null)
      .where(IS_DOCTORS)
      .execute();
    await transaction
      .updateTable('gatehouse_outbox')
      .set({ state: 'cancelled', finished_at: at, why: sql.ref('called_off') })
      .where('state', '=', 'sending')
      .where('data_started_at', 'is', null)
      .where('called_off', 'is not', null)
      .execute();
    await transaction
      .updateTable('gatehouse_outbox')
      .set({ state: 'queued', next_attempt_at: at, why: 'Gatehouse was ended while it sent.' })
      .where('state', '=', 'sending')
      .where('data_started_at', 'is', null)
      .execute();
    await transaction
      .updateTable('gatehouse_outbox')
      .set({ state: 'sent', finished_at: at, why: 'The server took it.', smtp_code: 250 })
      .where('state', '=', 'sending')
      .where('destination', '=', 'capture')
      .where('message_id', 'in', (select) =>
        select
          .selectFrom('gatehouse_captured_mail')
          // Parsed, and so without the angle brackets that the outbox keeps.
          .select(sql<string>`'<' || message_id || '>'`.as('message_id'))
          .where('message_id', 'is not', null),
      )
      .execute();
    await transaction
      .updateTable('gatehouse_outbox')
      .set({
        state: 'uncertain',
        finished_at: at,
        problem: 'killed-after-data',
        why: 'Gatehouse was ended while the server was taking this mail.',
        advice: 'It may have arrived. Send it again only if the person says that it did not.',
      })
      .where('state', '=', 'sending')
      .execute();
  });
}
