import type { RawBuilder } from 'kysely';

import type { Database } from '../../db/open-database.ts';

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
    // Parsed, and so without the angle brackets that the outbox keeps.
    .where('message_id', '=', sent.message_id.replace(/^<|>$/g, ''))
    .where('deleted_at', 'is', null)
    .where(sight)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return captured?.id ?? null;
}
