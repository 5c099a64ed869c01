import type { PasswordHasher } from './hasher.ts';
import { randomString } from './random-string.ts';

const SALT_LENGTH = 22;
const HASH_BYTES = 32;

/**
 * Makes hashes that no password has, to end the ones there were. They look like any other, so that
 * Django still sends reset links to their accounts, and cost the same to check, so that signing in
 * takes the same time.
 * @returns A function that gives another one each time.
 */
export async function createLostPasswords(
  hasher: PasswordHasher,
  randomBytes: (size: number) => Buffer,
): Promise<() => string> {
  const sample = await hasher.encode(randomString(randomBytes, SALT_LENGTH));
  const [algorithm, rounds] = sample.split('$');
  return () => {
    const hash = randomBytes(HASH_BYTES).toString('base64');
    return [algorithm, rounds, randomString(randomBytes, SALT_LENGTH), hash].join('$');
  };
}
