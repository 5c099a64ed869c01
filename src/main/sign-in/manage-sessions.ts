import type { SiteSession } from '../../shared/contract/accounts.ts';
import type { Outcome } from '../../shared/contract/operations.ts';
import { guardAllowed, type Person, refusalFor } from '../accounts/account-guards.ts';
import { accountGone } from '../accounts/edit-account.ts';
import { readAccountRecord } from '../accounts/find-accounts.ts';
import { ownDatetimeToIso, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { atConsole } from '../operations/actor.ts';
import { runOperation } from '../operations/run-operation.ts';
import { describeBrowser } from './visitor.ts';

interface Context {
  readonly db: Database;
  readonly now: () => Date;
}

/** Where somebody is signed in at the accounts site, last used first. */
export async function listSessions({ db, now }: Context, id: number): Promise<SiteSession[]> {
  const rows = await db
    .selectFrom('gatehouse_session')
    .selectAll()
    .where('user_id', '=', id)
    .where('expires_at', '>', toDjangoDatetime(now()))
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    startedAt: ownDatetimeToIso(row.created_at),
    lastSeenAt: ownDatetimeToIso(row.last_seen_at),
    expiresAt: ownDatetimeToIso(row.expires_at),
    address: row.address,
    browser: describeBrowser(row.user_agent),
  }));
}

/**
 * Signs somebody out of the accounts site, at once.
 * @throws RefusedError `not-found`, `not-allowed` for staff when the person is no superuser.
 */
export async function endSessions(
  { db, now }: Context,
  request: {
    readonly id: number;
    /** Which sessions, or null for all. */
    readonly sessionIds: readonly number[] | null;
    readonly person: Person;
  },
): Promise<Outcome> {
  const { id, sessionIds, person } = request;
  const account = await readAccountRecord(db, id);
  if (!account) throw accountGone();
  if (id !== person.id) guardAllowed(refusalFor(person, account));
  const actor = atConsole(person);
  const result = await runOperation(
    db,
    { kind: 'accounts.endSessions', actor, at: now() },
    async (operation) => {
      const rows = await operation.db
        .selectFrom('gatehouse_session')
        .select('id')
        .where('user_id', '=', id)
        .execute();
      const ended = rows
        .map((row) => row.id)
        .filter((each) => sessionIds === null || sessionIds.includes(each));
      await operation.delete('gatehouse_session', ended);
      return ended.length;
    },
  );
  const { operationId, value: done } = result;
  return { operationId, done, skipped: [], mailsQueued: 0 };
}
