import { notedAccounts } from '../../accounts/account-notes.ts';
import { burstAround, burstSignUps } from '../../accounts/burst-sign-ups.ts';
import { rejectedBefore } from '../../accounts/rejected-before.ts';
import { alikeSignUps } from '../../accounts/sign-up-looks.ts';
import { accountsFromNetwork } from '../../accounts/sign-up-networks.ts';
import type { Database } from '../../db/open-database.ts';
import { accountsWithMail, accountsWithMailFate } from '../../mail/outbox/mail-fate.ts';
import { membersOf } from '../sql-condition.ts';
import type { DatabaseSources } from './found-by-test.ts';

/** What the index asks the database for, each time anew. */
export function databaseSources(db: Database): DatabaseSources {
  return {
    mailed: (fate) => accountsWithMailFate(db, fate),
    mailedAtAll: (which) => accountsWithMail(db, which),
    members: async (group) =>
      (await membersOf(group).execute(db)).rows.map(({ user_id }) => user_id),
    fromNetwork: (network) => accountsFromNetwork(db, network),
    noted: () => notedAccounts(db),
    rejected: (ids) => rejectedBefore(db, ids),
    burst: (ids) => (ids ? burstAround(db, ids) : burstSignUps(db)),
    alike: (ids) => alikeSignUps(db, ids),
  };
}
