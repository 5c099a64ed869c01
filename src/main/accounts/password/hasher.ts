import { timingSafeEqual } from 'node:crypto';

import { encodePbkdf2, verifyEncoded } from './algorithms.ts';
import { randomString } from './random-string.ts';

/** Rounds of pbkdf2_sha256 in Django 6.1. */
const DEFAULT_ITERATIONS = 1_500_000;
/** How many of Django's 62 letters and digits hold 128 bits. */
const SALT_LENGTH = 22;
/** Longer passwords are refused before any hashing (Django's CVE-2013-1443). */
export const PASSWORD_MAX_BYTES = 4_096;

export interface PasswordCheck {
  readonly matches: boolean;
  /** The stored form is weaker than what is written today. */
  readonly mustUpgrade: boolean;
}

export interface PasswordHasher {
  /** @throws RangeError for a password of more than 4,096 bytes. */
  encode(password: string): Promise<string>;
  check(password: string, encoded: string): Promise<PasswordCheck>;
  /** The work of a check against nobody, so that unknown names take the same time. */
  checkNothing(password: string): Promise<void>;
}

/**
 * Hashes and checks passwords in Django's encoded form, off the event loop. A hash that is cheaper
 * than today's costs the difference too, so that time does not tell old accounts from new ones
 * (Django's harden_runtime, CVE-2016-2513).
 *
 * New passwords are hashed in NFC (NIST SP 800-63B-4, 3.1.1.2). One that Django stored as it was
 * typed, in another form, still matches what is typed the same way.
 */
export function createPasswordHasher(given: {
  readonly randomBytes: (size: number) => Buffer;
  /** Rounds for new passwords. */
  readonly iterations?: number;
}): PasswordHasher {
  const iterations = given.iterations ?? DEFAULT_ITERATIONS;
  const nobody = 'n'.repeat(SALT_LENGTH);

  async function encode(password: string): Promise<string> {
    if (isTooLong(password)) {
      throw new RangeError(`A password has at most ${PASSWORD_MAX_BYTES} bytes.`);
    }
    const salt = randomString(given.randomBytes, SALT_LENGTH);
    return encodePbkdf2({ password: password.normalize('NFC'), salt, iterations });
  }

  async function check(password: string, encoded: string): Promise<PasswordCheck> {
    if (isTooLong(password)) return { matches: false, mustUpgrade: false };
    const typed = await checkExactly(password, encoded);
    const composed = password.normalize('NFC');
    return typed.matches || composed === password ? typed : checkExactly(composed, encoded);
  }

  async function checkExactly(password: string, encoded: string): Promise<PasswordCheck> {
    const verified = await verifyEncoded(password, encoded);
    if (!verified) {
      await encodePbkdf2({ password, salt: nobody, iterations });
      return { matches: false, mustUpgrade: false };
    }
    const { expected, actual, algorithm, rounds, salt } = verified;
    const missing = algorithm === 'pbkdf2_sha256' ? iterations - rounds : iterations;
    if (missing > 0) await encodePbkdf2({ password, salt: nobody, iterations: missing });
    return {
      matches: isSameText(expected, actual),
      mustUpgrade: missing > 0 || salt.length < SALT_LENGTH,
    };
  }

  async function checkNothing(password: string): Promise<void> {
    if (isTooLong(password)) return;
    const spellings = new Set([password, password.normalize('NFC')]);
    for (const spelling of spellings) {
      await encodePbkdf2({ password: spelling, salt: nobody, iterations });
    }
  }

  return { encode, check, checkNothing };
}

/** Whether a password is longer than what hashing accepts. */
export function isTooLong(password: string): boolean {
  return Buffer.byteLength(password) > PASSWORD_MAX_BYTES;
}

/** Compared as text, so that a second spelling of the same bytes is no match, as in Django. */
function isSameText(expected: string, actual: string): boolean {
  const [first, second] = [Buffer.from(expected), Buffer.from(actual)];
  return first.length === second.length && timingSafeEqual(first, second);
}
