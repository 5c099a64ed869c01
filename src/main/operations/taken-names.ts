import { sql } from 'kysely';

import type { Database } from '../db/open-database.ts';
import type { StoredChange } from './stored-changes.ts';

/**
 * Restored user names that another account has taken since, as that writes them. The database holds
 * a name once, byte by byte; forms also refuse it in another case of its ASCII letters, but Django's
 * did not before 4.2, so that accounts may stand side by side which differ in nothing else. One in
 * another case therefore is in the way only if it got its name after the change: by an act of the
 * log other than bringing it back, or, unknown to the log, with a later sign-up date. Of those who
 * would get one name, byte by byte, all but the first have lost it to that one.
 */
export async function takenNames(
  db: Database,
  changes: readonly StoredChange[],
): Promise<ReadonlyMap<number | null, string>> {
  const wanted = changes.flatMap(({ id, table, before, accountId }) => {
    const name = table === 'auth_user' ? before?.['username'] : undefined;
    return typeof name === 'string' ? [[accountId, name, id] as const] : [];
  });
  const { rows } = await sql<{ account: number | null; username: string }>`
    SELECT wanted.value ->> 0 AS account, username FROM json_each(${JSON.stringify(wanted)}) AS wanted
    JOIN auth_user AS other ON username COLLATE NOCASE = wanted.value ->> 1
    WHERE other.id IS NOT wanted.value ->> 0 AND (username = wanted.value ->> 1
      OR EXISTS (SELECT 1 FROM gatehouse_operation_change AS change
        CROSS JOIN gatehouse_operation AS act ON act.id = change.operation_id
        WHERE change.account_id = other.id AND change.id > wanted.value ->> 2
          AND change.table_name = 'auth_user'
          AND change.after ->> '$.username' COLLATE NOCASE = wanted.value ->> 1
          AND ifnull(change.before ->> '$.username', '') COLLATE NOCASE != wanted.value ->> 1
          AND act.undo_of IS NULL AND act.kind != 'trash.restore')
      OR coalesce((SELECT before ->> '$.date_joined' FROM gatehouse_operation_change AS change
          WHERE change.account_id = other.id AND change.table_name = 'auth_user'
            AND before ->> '$.date_joined' IS NOT NULL ORDER BY change.id LIMIT 1), date_joined)
        > (SELECT act.at FROM gatehouse_operation_change AS change
          JOIN gatehouse_operation AS act ON act.id = change.operation_id
          WHERE change.id = wanted.value ->> 2))`.execute(db);
  const taken = new Map(rows.map(({ account, username }) => [account, username]));
  const owners = new Map<string, number | null>();
  for (const [account, name] of wanted) {
    if (taken.has(account)) continue;
    if (owners.has(name) && owners.get(name) !== account) taken.set(account, name);
    else owners.set(name, account);
  }
  return taken;
}
