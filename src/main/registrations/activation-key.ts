import { createHash } from 'node:crypto';

/** Random bytes behind a key: 256 bits, of which ASVS 6.4.1 asks half. */
const KEY_BYTES = 32;

/**
 * Makes a key as django-registration-redux has since 2.7: 64 hex digits, a SHA-256 of randomness.
 */
export function createActivationKey(randomBytes: (size: number) => Buffer): string {
  return createHash('sha256').update(randomBytes(KEY_BYTES)).digest('hex');
}

/** SHA-256 of a key, in hex: what a key is found by. */
export function activationKeyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Whether a text can be a key at all: 40 to 64 lower-case hex digits, and nothing after them. */
export function isActivationKey(text: string): boolean {
  return /^[a-f0-9]{40,64}$/.test(text);
}
