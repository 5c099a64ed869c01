import type { Database } from '../../db/open-database.ts';

/**
 * Holds what has not left yet, until somebody releases it: in a copy, or in the database of another
 * Gatehouse, the same mails may leave elsewhere too. To be called before the courier starts.
 */
export async function holdUnsent(db: Database): Promise<void> {
  await db
    .updateTable('gatehouse_outbox')
    .set({
      state: 'held',
      next_attempt_at: null,
      why: 'It was waiting when this database was first opened here, or put in its place, and may have left before.',
    })
    .where('state', 'in', ['queued', 'deferred'])
    .execute();
}
