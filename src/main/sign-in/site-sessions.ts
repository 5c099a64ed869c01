import { DAY_MS } from '../../shared/durations.ts';
import { type AccountRecord, readAccountRecord } from '../accounts/find-accounts.ts';
import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';
import { readSetting } from '../settings/settings-store.ts';
import { isSameSignature } from '../settings/signing-key.ts';
import { prepareRenewal, renewSession } from './renew-session.ts';
import {
  authTag,
  createKey,
  hashOf,
  keyRow,
  privilegesOf,
  type SessionContext,
  type SessionKey,
} from './session-key.ts';
import type { Visitor } from './visitor.ts';

/** Somebody signed in at the accounts site. */
export interface SignedIn {
  readonly sessionId: number;
  readonly account: AccountRecord;
  /** The session goes on under this key: the account's rights have changed. */
  readonly rotated: SessionKey | null;
}

const KEY = /^[\w-]{43}$/;
/** How exactly the last visit is known: not every request writes. */
const SEEN_EVERY_MS = 60_000;
/** A person has no more; the oldest end. */
const MAX_SESSIONS = 50;

/** Starts a session. Its row is found by the hash of the key, which only the cookie holds. */
export async function startSession(
  context: SessionContext,
  account: AccountRecord,
  visitor: Visitor,
): Promise<SessionKey> {
  const { db } = context;
  const now = context.now();
  const { sessionDays } = await readSetting(db, 'signIn');
  const expiresAt = new Date(now.getTime() + sessionDays * DAY_MS);
  const key = createKey(context);
  await db
    .insertInto('gatehouse_session')
    .values({
      ...(await keyRow(context, key, account)),
      user_id: account.id,
      created_at: toDjangoDatetime(now),
      last_seen_at: toDjangoDatetime(now),
      expires_at: toDjangoDatetime(expiresAt),
      address: visitor.address,
      user_agent: visitor.userAgent.slice(0, 300),
    })
    .execute();
  const newest = db
    .selectFrom('gatehouse_session')
    .select('id')
    .where('user_id', '=', account.id)
    .orderBy('id', 'desc')
    .limit(MAX_SESSIONS);
  await db
    .deleteFrom('gatehouse_session')
    .where('user_id', '=', account.id)
    .where('id', 'not in', newest)
    .execute();
  return { key, expiresAt };
}

/**
 * Who holds a session key; null for an unknown or ended one. A session ends for good at once when
 * the account is no longer active or its password has changed, whoever changed it.
 */
export async function findSession(
  context: SessionContext,
  key: string,
  visitor: Visitor,
): Promise<SignedIn | null> {
  if (!KEY.test(key)) return null;
  const { db } = context;
  const now = context.now();
  const row = await db
    .selectFrom('gatehouse_session')
    .selectAll()
    .where('key_hash', '=', hashOf(key))
    .executeTakeFirst();
  if (!row) return null;
  const account = await readAccountRecord(db, row.user_id);
  const isGood =
    account?.is_active === 1 &&
    row.expires_at > toDjangoDatetime(now) &&
    isSameSignature(row.auth_tag, await authTag(context, account));
  if (!account || !isGood) {
    // Unless it was renewed since it was read: then it is another visit's, and good.
    await db
      .deleteFrom('gatehouse_session')
      .where('id', '=', row.id)
      .where('key_hash', '=', row.key_hash)
      .where('auth_tag', '=', row.auth_tag)
      .execute();
    return null;
  }
  const seen = parseDjangoDatetime(row.last_seen_at)?.getTime() ?? 0;
  if (now.getTime() - seen >= SEEN_EVERY_MS) {
    await db
      .updateTable('gatehouse_session')
      .set({ last_seen_at: toDjangoDatetime(now), address: visitor.address })
      .where('id', '=', row.id)
      .execute();
  }
  const rotated =
    row.privileges === privilegesOf(account)
      ? null
      : await renewSession(db, row, await prepareRenewal(context, account));
  return { sessionId: row.id, account, rotated };
}

/** Ends the session of a key, if there is one. */
export async function endSession({ db }: Pick<SessionContext, 'db'>, key: string): Promise<void> {
  await db.deleteFrom('gatehouse_session').where('key_hash', '=', hashOf(key)).execute();
}

/** Ends all sessions of an account but one. @returns How many there were. */
export async function endOtherSessions(
  { db }: Pick<SessionContext, 'db'>,
  accountId: number,
  keptId: number | null,
): Promise<number> {
  const ended = await db
    .deleteFrom('gatehouse_session')
    .where('user_id', '=', accountId)
    .where('id', '!=', keptId ?? 0)
    .executeTakeFirst();
  return Number(ended.numDeletedRows);
}

/** Drops the rows of sessions that have run out. */
export async function dropEndedSessions({
  db,
  now,
}: Pick<SessionContext, 'db' | 'now'>): Promise<void> {
  await db
    .deleteFrom('gatehouse_session')
    .where('expires_at', '<=', toDjangoDatetime(now()))
    .execute();
}
