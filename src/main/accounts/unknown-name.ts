import { createHash } from 'node:crypto';

import { usernameKey } from './username.ts';

/** Longer than any name; what is typed into a form may be longer still. */
const COUNTED = 300;

/**
 * What a typed name that nobody has is counted under. All spellings of a name are one, and only a
 * hash is kept: now and then somebody types a password there.
 */
export function unknownName(typed: string): string {
  const key = usernameKey(typed.slice(0, COUNTED)).trim();
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}
