import { sql } from 'kysely';

import { localDayOf } from '../../shared/local-day.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import { kindNamed, type OperationKind } from './operation-kinds.ts';
import type { Operation } from './operation.ts';

/**
 * Keeps who left in step with what an act did to accounts, with how far they had come: it is still
 * counted once the trash and the log have forgotten them.
 *
 * @param kind What the act is called.
 */
export async function keepLeavers({ db, changes }: Operation, kind: OperationKind): Promise<void> {
  const accounts = changes.filter(({ table }) => table === 'auth_user');
  const back = accounts.filter(({ before }) => before === null);
  const gone = accounts.filter(({ after }) => after === null);
  const mark = (which: typeof accounts, isGone: 0 | 1) =>
    db
      .updateTable('gatehouse_leaver')
      .set({ is_gone: isGone })
      .where('account_id', 'in', keySet(which.map(({ key }) => Number(key))))
      .execute();
  if (back.length > 0) await mark(back, 0);
  if (gone.length === 0) return;
  const way = kindNamed(kind)?.leaverWay;
  // Whom an undo takes away again left by the act before.
  if (way === undefined) {
    await mark(gone, 1);
    return;
  }
  const leavers = gone.map(({ key, before }) => [
    key,
    dayOf(String(before?.['date_joined'] ?? '')),
    before?.['is_active'] === 1 ? 1 : 0,
  ]);
  await sql`INSERT OR REPLACE INTO gatehouse_leaver
      (account_id, joined, way, was_active, was_mailed, is_gone)
    SELECT value ->> 0, value ->> 1, ${way}, value ->> 2,
      EXISTS (SELECT 1 FROM gatehouse_outbox AS mail WHERE mail.account_id = value ->> 0
        AND mail.kind = 'activation' AND mail.state = 'sent'), 1
    FROM json_each(${JSON.stringify(leavers)})`.execute(db);
}

/** A `date_joined` that is no date stays as it is. */
function dayOf(stored: string): string {
  const joined = parseDjangoDatetime(stored);
  return joined === null ? stored.slice(0, 10) : localDayOf(joined);
}
