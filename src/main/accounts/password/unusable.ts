import { randomString } from './random-string.ts';

const PREFIX = '!';
const SUFFIX_LENGTH = 40;

/**
 * What Django stores for an account without a password: nothing matches it. The random part keeps
 * tokens that are made from the column unguessable.
 */
export function makeUnusablePassword(randomBytes: (size: number) => Buffer): string {
  return PREFIX + randomString(randomBytes, SUFFIX_LENGTH);
}

/** Whether a stored password is meant to be one, well formed or not (Django's since 2.1). */
export function isUsablePassword(encoded: string): boolean {
  return !encoded.startsWith(PREFIX);
}
