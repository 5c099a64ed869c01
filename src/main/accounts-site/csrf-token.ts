import { createHmac, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 16;
const SALT_BYTES = 16;
/** A secret of ours or of a Django project on the same host, whose open forms go on working. */
const SECRET = /^[A-Za-z0-9]{32,64}$/;

/** Makes a visitor's secret: 128 bits in 32 characters, the form of Django's own since 4.1. */
export function createCsrfSecret(randomBytes: (size: number) => Buffer): string {
  return randomBytes(SECRET_BYTES).toString('hex');
}

/** Whether a cookie's value can be a secret at all. */
export function isCsrfSecret(value: string | undefined): value is string {
  return value !== undefined && SECRET.test(value);
}

/**
 * Makes a form's token from the secret. Each is another text, as Django's masked tokens are, so
 * that compressed pages do not give the secret away (BREACH).
 */
export function createCsrfToken(secret: string, randomBytes: (size: number) => Buffer): string {
  const salt = randomBytes(SALT_BYTES);
  return Buffer.concat([salt, sign(secret, salt)]).toString('base64url');
}

/** Whether a token was made from the secret, compared in constant time. */
export function isCsrfTokenOf(secret: string, token: string): boolean {
  const bytes = Buffer.from(token, 'base64url');
  const expected = sign(secret, bytes.subarray(0, SALT_BYTES));
  const given = bytes.subarray(SALT_BYTES);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function sign(secret: string, salt: Buffer): Buffer {
  return createHmac('sha256', secret).update(salt).digest();
}
