import type { RawBuilder } from 'kysely';

import type { Database } from '../../db/open-database.ts';
import { bareId } from '../preview/bare-id.ts';

/** The captured mail that a mail of the outbox became, for who may see it; null where it is there no more. */
export async function capturedOfMail(
  db: Database,
  outboxId: number,
  sight: RawBuilder<boolean>,
): Promise<number | null> {
  const sent = await db
    .selectFrom('gatehouse_outbox')
    .select('message_id')
    .where('id', '=', outboxId)
    .where('destination', '=', 'capture')
    .executeTakeFirst();
  if (!sent) return null;
  const captured = await db
    .selectFrom('gatehouse_captured_mail')
    .select('id')
    // Kept as it is parsed, and not as the outbox has it.
    .where('message_id', '=', bareId(sent.message_id))
    .where('deleted_at', 'is', null)
    .where(sight)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return captured?.id ?? null;
}
