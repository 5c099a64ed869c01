import { createHash, createHmac } from 'node:crypto';

import { isSameSignature } from '../settings/signing-key.ts';

/** The account's state that a token is bound to; any change of it ends the token. */
export interface ResetTokenAccount {
  readonly id: number;
  /** The password column as stored. */
  readonly password: string;
  /** As stored, or null: a column for dates makes a number of a text such as `2026`. */
  readonly last_login: string | number | null;
  readonly email: string;
}

/** PasswordResetTokenGenerator.key_salt. */
const KEY_SALT = 'django.contrib.auth.tokens.PasswordResetTokenGenerator';
/** Tokens count from here, in UTC; Django counts in its TIME_ZONE. */
const EPOCH_MS = Date.UTC(2001, 0, 1);
/** No token is longer; longer text is not even parsed (CVE-2010-4535). */
const TOKEN_MAX_LENGTH = 64;
/** As long as base64 of a sign and sixteen digits. */
const UID_MAX_LENGTH = 23;
/** The largest key that Django made before 1.6, AutoField's. */
const MAX_OLD_ID = 2_147_483_647;

/**
 * Makes the token of a password reset link, to the letter as Django's
 * PasswordResetTokenGenerator.make_token does since 3.1 where TIME_ZONE is UTC.
 */
export function createResetToken(given: {
  readonly secretKey: string;
  readonly account: ResetTokenAccount;
  readonly at: Date;
}): string {
  return tokenWith({ ...given, timestamp: timestampAt(given.at) });
}

/**
 * Whether a token was made for the account as it is now, and not longer ago than the timeout
 * (check_token, PASSWORD_RESET_TIMEOUT). At exactly the timeout it still holds, as in Django.
 * @param given.timeoutMs Milliseconds; whole seconds count.
 */
export function isResetToken(given: {
  readonly secretKey: string;
  readonly account: ResetTokenAccount;
  readonly token: string;
  readonly now: Date;
  readonly timeoutMs: number;
}): boolean {
  const { token, now, timeoutMs } = given;
  if (token.length > TOKEN_MAX_LENGTH) return false;
  const timestamp = parseBase36(/^([0-9a-z]{1,13})-[0-9a-f]+$/.exec(token)?.[1] ?? '');
  if (timestamp === null) return false;
  if (!isSameSignature(tokenWith({ ...given, timestamp }), token)) return false;
  return timestampAt(now) - timestamp <= Math.floor(timeoutMs / 1_000);
}

/** The account's id as reset links carry it (urlsafe_base64_encode). */
export function encodeUid(id: number): string {
  return Buffer.from(String(id)).toString('base64url');
}

/**
 * Reads the id from a link: base64 of the decimal text, or base36 as Django wrote it before 1.6.
 * @returns null for anything that is no id.
 */
export function decodeUid(uid: string, form: 'base64' | 'base36'): number | null {
  if (uid.length > UID_MAX_LENGTH) return null;
  if (form === 'base36') {
    const id = parseBase36(uid.toLowerCase());
    return id !== null && id >= 1 && id <= MAX_OLD_ID ? id : null;
  }
  if (!/^[\w-]+$/.test(uid)) return null;
  const text = Buffer.from(uid, 'base64url').toString('latin1');
  const id = /^(?:0|-?[1-9]\d{0,15})$/.test(text) ? Number(text) : null;
  return Number.isSafeInteger(id) ? id : null;
}

function tokenWith(given: {
  readonly secretKey: string;
  readonly account: ResetTokenAccount;
  readonly timestamp: number;
}): string {
  const { account, secretKey, timestamp } = given;
  const key = createHash('sha256')
    .update(KEY_SALT + secretKey)
    .digest();
  const lastLogin = String(account.last_login ?? '').slice(0, 'YYYY-MM-DD HH:MM:SS'.length);
  const state = `${account.id}${account.password}${lastLogin}${timestamp}${account.email}`;
  const mac = createHmac('sha256', key).update(state).digest('hex');
  // Every second digit, to keep the link short.
  return `${timestamp.toString(36)}-${mac.replaceAll(/(.)./g, '$1')}`;
}

function timestampAt(instant: Date): number {
  return Math.floor((instant.getTime() - EPOCH_MS) / 1_000);
}

function parseBase36(text: string): number | null {
  if (!/^[0-9a-z]{1,13}$/.test(text)) return null;
  const value = Number.parseInt(text, 36);
  return Number.isSafeInteger(value) ? value : null;
}
