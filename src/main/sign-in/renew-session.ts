import type { AccountRecord } from '../accounts/find-accounts.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import {
  authTag,
  createKey,
  type KeyRow,
  keyRow,
  type SessionContext,
  type SessionKey,
} from './session-key.ts';

/** A key to go on under, with what its session's row is to say. */
export interface Renewal {
  readonly key: string;
  readonly row: KeyRow;
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

/** Which sessions of an account go on, and under which tag. */
interface Retagging {
  readonly accountId: number;
  readonly before: string;
  readonly after: string;
}

/** Makes ready what lets sessions outlive a stronger form of the same password. */
export async function prepareRetagging(
  context: SessionContext,
  before: AccountRecord,
  after: AccountRecord,
): Promise<Retagging> {
  return {
    accountId: before.id,
    before: await authTag(context, before),
    after: await authTag(context, after),
  };
}

/** Lets the sessions go on, in the transaction that stores the stronger form. */
export async function retagSessions(
  db: Database,
  { accountId, before, after }: Retagging,
): Promise<void> {
  await db
    .updateTable('gatehouse_session')
    .set({ auth_tag: after })
    .where('user_id', '=', accountId)
    .where('auth_tag', '=', before)
    .execute();
}
