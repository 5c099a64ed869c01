import type { Database } from '../db/open-database.ts';
import { mailboxKey } from './find-accounts.ts';

/** The accounts that share their mailbox with another one. */
export async function duplicateAccounts(db: Database): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('auth_user')
    .select(['id', 'email'])
    .where('email', '!=', '')
    .execute();
  const byMailbox = Map.groupBy(rows, ({ email }) => mailboxKey(email));
  return [...byMailbox.values()].flatMap((group) =>
    group.length > 1 ? group.map(({ id }) => id) : [],
  );
}
