import { notedAccounts } from '../../accounts/account-notes.ts';
import { alikeSignUps } from '../../accounts/sign-up-looks.ts';
import { accountsFromNetwork } from '../../accounts/sign-up-networks.ts';
import type { Database } from '../../db/open-database.ts';
import { accountsWithMail, accountsWithMailFate } from '../../mail/outbox/mail-fate.ts';
import { membersOf } from '../sql-condition.ts';
import type { Sources } from './found-by-test.ts';

/** What the index asks the database for, each time anew. */
export function databaseSources(db: Database): Omit<Sources, 'email'> {
  return {
    mailed: (fate) => accountsWithMailFate(db, fate),
    mailedAtAll: (which) => accountsWithMail(db, which),
    members: async (group) =>
      (await membersOf(group).execute(db)).rows.map(({ user_id }) => user_id),
    fromNetwork: (network) => accountsFromNetwork(db, network),
    noted: () => notedAccounts(db),
    alike: () => alikeSignUps(db),
  };
}
