import { createHash } from 'node:crypto';

import { DAY_MS } from '../../shared/durations.ts';
import { type AccountRecord, readAccountRecord } from '../accounts/find-accounts.ts';
import { parseDjangoDatetime, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { readSetting } from '../settings/settings-store.ts';
import { isSameSignature, sign, type SigningKey } from '../settings/signing-key.ts';
import type { Visitor } from './visitor.ts';

/** A session's key and until when its cookie is good. */
export interface SessionKey {
  readonly key: string;
  readonly expiresAt: Date;
}

/** Somebody signed in at the accounts site. */
export interface SignedIn {
  readonly sessionId: number;
  readonly account: AccountRecord;
  /** The session goes on under this key: the account's rights have changed. */
  readonly rotated: SessionKey | null;
}

export interface SessionContext {
  readonly db: Database;
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly signingKey: SigningKey;
}

/** 256 bits, of which ASVS 7.2.3 asks half. */
const KEY_BYTES = 32;
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

/** A key to go on under, with what its session's row is to say. */
export interface Renewal {
  readonly key: string;
  readonly row: {
    readonly key_hash: string;
    readonly auth_tag: string;
    readonly privileges: number;
  };
}

/** Makes a key for a session to go on under, for the account as it will be then. */
export async function prepareRenewal(
  context: SessionContext,
  account: AccountRecord,
): Promise<Renewal> {
  const key = createKey(context);
  return { key, row: await keyRow(context, key, account) };
}

/**
 * Goes on under a new key; the old key is dead (ASVS 7.2.4).
 * @param session Which; with its key, only when another request has not renewed it already.
 * @returns Null when it is not there any more.
 */
export async function renewSession(
  db: Database,
  session: { readonly id: number; readonly key_hash?: string },
  { key, row }: Renewal,
): Promise<SessionKey | null> {
  let update = db.updateTable('gatehouse_session').set(row).where('id', '=', session.id);
  if (session.key_hash !== undefined) update = update.where('key_hash', '=', session.key_hash);
  const renewed = await update.returning('expires_at').executeTakeFirst();
  const expiresAt = parseDjangoDatetime(renewed?.expires_at ?? null);
  return expiresAt && { key, expiresAt };
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

/** Lets sessions outlive a stronger form of the same password. */
export async function retagSessions(
  context: SessionContext,
  before: AccountRecord,
  after: AccountRecord,
): Promise<void> {
  await context.db
    .updateTable('gatehouse_session')
    .set({ auth_tag: await authTag(context, after) })
    .where('user_id', '=', before.id)
    .where('auth_tag', '=', await authTag(context, before))
    .execute();
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

function createKey({ randomBytes }: SessionContext): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

async function keyRow(
  context: SessionContext,
  key: string,
  account: AccountRecord,
): Promise<Renewal['row']> {
  return {
    key_hash: hashOf(key),
    auth_tag: await authTag(context, account),
    privileges: privilegesOf(account),
  };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Django's session auth hash: over the password column, with the site's key. */
async function authTag(context: SessionContext, account: AccountRecord): Promise<string> {
  return sign(await context.signingKey.read(), 'session', `${account.id}:${account.password}`);
}

function privilegesOf({ is_staff, is_superuser }: AccountRecord): number {
  return is_staff + 2 * is_superuser;
}
