import { createHash } from 'node:crypto';

import type { AccountRecord } from '../accounts/find-accounts.ts';
import type { Database } from '../db/open-database.ts';
import { sign, type SigningKey } from '../settings/signing-key.ts';

/** A session's key and until when its cookie is good. */
export interface SessionKey {
  readonly key: string;
  readonly expiresAt: Date;
}

export interface SessionContext {
  readonly db: Database;
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly signingKey: SigningKey;
}

/** What the row of a session says of its key and of the account. */
export interface KeyRow {
  readonly key_hash: string;
  readonly auth_tag: string;
  readonly privileges: number;
}

/** 256 bits, of which ASVS 7.2.3 asks half. */
const KEY_BYTES = 32;

/** A key that nobody guesses. */
export function createKey({ randomBytes }: SessionContext): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

/** What the row of a session says of its key, and of the account as it is then. */
export async function keyRow(
  context: SessionContext,
  key: string,
  account: AccountRecord,
): Promise<KeyRow> {
  return {
    key_hash: hashOf(key),
    auth_tag: await authTag(context, account),
    privileges: privilegesOf(account),
  };
}

/** How a key stands in its session's row. */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Django's session auth hash: over the password column, with the site's key. */
export async function authTag(context: SessionContext, account: AccountRecord): Promise<string> {
  return sign(await context.signingKey.read(), 'session', `${account.id}:${account.password}`);
}

/** The rights that a session was begun or renewed with. */
export function privilegesOf({ is_staff, is_superuser }: AccountRecord): number {
  return is_staff + 2 * is_superuser;
}
