import { RefusedError } from '../../shared/errors.ts';
import type { Database } from '../db/open-database.ts';
import { whyNotUndoable } from './describe-operation.ts';

/**
 * Looks whether an operation can be taken back at all.
 * @returns Its kind.
 * @throws RefusedError `not-found` when it is unknown, `conflict` when it can't be taken back.
 */
export async function guardUndoable(db: Database, id: number): Promise<string> {
  const row = await db
    .selectFrom('gatehouse_operation')
    .select(['kind', 'undone_by', 'emptied_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new RefusedError({ code: 'not-found', message: 'This act is not in Audit.' });
  const reason = whyNotUndoable(row);
  if (reason !== null) throw new RefusedError({ code: 'conflict', message: reason });
  if (row.undone_by !== null) {
    throw new RefusedError({
      code: 'conflict',
      message: 'This was taken back already. Nothing was changed.',
    });
  }
  return row.kind;
}
