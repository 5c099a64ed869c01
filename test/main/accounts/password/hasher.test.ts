import { randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { createPasswordHasher } from '../../../../src/main/accounts/password/hasher.ts';
import { vectors } from '../../../support/vectors.ts';

const hasher = createPasswordHasher({ randomBytes, iterations: 10 });
const KNOWN = [
  'pbkdf2_sha256',
  'pbkdf2_sha1',
  'scrypt',
  'md5',
  'sha1',
  'unsalted_md5',
  'unsalted_sha1',
];
const known = vectors.password_hashes.vectors.filter(({ algorithm }) => KNOWN.includes(algorithm));

describe('checking a password', () => {
  it.concurrent.each(known)('agrees with Django on $encoded', async (vector) => {
    expect((await hasher.check(vector.plaintext, vector.encoded)).matches).toBe(true);
    expect((await hasher.check(vector.wrong_plaintext, vector.encoded)).matches).toBe(false);
  });

  it('never matches and never throws for unusable, malformed or unknown forms', async () => {
    const { vectors: old, django_5_2: current } = vectors.unusable_and_malformed;
    const foreign = vectors.password_hashes.vectors.filter((vector) => !known.includes(vector));
    for (const { encoded } of [...old, ...current, ...foreign]) {
      expect((await hasher.check('x', encoded)).matches).toBe(false);
      expect((await hasher.check('', encoded)).matches).toBe(false);
    }
  });

  it('refuses a stored hash that asks for absurd work', async () => {
    const absurd = ['pbkdf2_sha256$999999999$salt$AAAA', 'scrypt$1073741824$salt$8$1$AAAA'];
    for (const encoded of absurd) {
      expect(await hasher.check('x', encoded)).toEqual({ matches: false, mustUpgrade: false });
    }
  });
});

describe('a new hash', () => {
  it('has Django’s form, with 22 characters of salt', async () => {
    const encoded = await hasher.encode('a calm river');
    expect(encoded).toMatch(/^pbkdf2_sha256\$10\$[a-zA-Z0-9]{22}\$[A-Za-z0-9+/]{43}=$/);
    expect(await hasher.check('a calm river', encoded)).toEqual({
      matches: true,
      mustUpgrade: false,
    });
  });

  it('replaces weaker ones and leaves stronger ones alone', async () => {
    const stronger = createPasswordHasher({ randomBytes, iterations: 20 });
    const weak = await hasher.encode('a calm river');
    const strong = await stronger.encode('a calm river');
    expect(await stronger.check('a calm river', weak)).toMatchObject({ mustUpgrade: true });
    expect(await hasher.check('a calm river', strong)).toMatchObject({ mustUpgrade: false });
  });

  it('is not made for more than 4,096 bytes', async () => {
    await expect(hasher.encode('é'.repeat(2_049))).rejects.toThrow(RangeError);
    expect(await hasher.check('x'.repeat(4_097), await hasher.encode('x'))).toMatchObject({
      matches: false,
    });
  });
});
