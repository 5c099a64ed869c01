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

const checks = new Map<string, ReturnType<typeof hasher.check>>();

/** What the right password of a vector gives, worked out once: some take a million rounds. */
function checkRight({ plaintext, encoded }: (typeof known)[number]) {
  const check = checks.get(encoded) ?? hasher.check(plaintext, encoded);
  checks.set(encoded, check);
  return check;
}

describe('checking a password', () => {
  it.concurrent.each(known)('agrees with Django on $encoded', async (vector) => {
    expect((await checkRight(vector)).matches).toBe(true);
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

  it.each([
    'pbkdf2_sha256$999999999$salt$AAAA',
    'scrypt$1073741824$salt$8$1$AAAA',
    'scrypt$2$salt$1000000$64$AAAA',
    'scrypt$16384$salt$8$1000$AAAA',
  ])('refuses %s, which asks for absurd work', async (encoded) => {
    expect(await hasher.check('x', encoded)).toEqual({ matches: false, mustUpgrade: false });
  });

  it.each([
    'pbkdf2_sha256$-1$salt$AAAA',
    'pbkdf2_sha256$1e3$salt$AAAA',
    'pbkdf2_sha256$10$salt',
    'scrypt$16$salt$8$x$AAAA',
    'scrypt$16$salt$1.5$1$AAAA',
    'scrypt$0x10$salt$8$1$AAAA',
    'scrypt$15$salt$8$1$AAAA',
    'scrypt$65536$salt$1$1$AAAA',
    'scrypt$$$$$',
    'md5$a$b$c',
    '$'.repeat(128),
  ])('refuses %s, which is malformed', async (encoded) => {
    expect(await hasher.check('x', encoded)).toEqual({ matches: false, mustUpgrade: false });
  });

  it('takes no second spelling of a hash for the hash', async () => {
    const encoded = await hasher.encode('a calm river');
    const md5 = 'md5$$900150983cd24fb0d6963f7d28e17f72';
    expect(await hasher.check('abc', md5)).toMatchObject({ matches: true });
    expect(await hasher.check('abc', `${md5}a`)).toMatchObject({ matches: false });
    expect(await hasher.check('abc', md5.toUpperCase())).toMatchObject({ matches: false });
    expect(await hasher.check('a calm river', encoded.slice(0, -1))).toMatchObject({
      matches: false,
    });
  });

  it.each([
    'pbkdf2_sha256$10$salt$AAAA',
    'md5$salt$900150983cd24fb0d6963f7d28e17f72',
    '!unusable',
    'argon2$argon2id$v=19$m=1,t=1,p=1$aaaa$bbbb',
  ])('costs for %s what it costs for a new hash', async (encoded) => {
    const costly = createPasswordHasher({ randomBytes, iterations: 200_000 });
    const whole = await cpuTime(() => costly.checkNothing('a calm river'));
    const checked = await cpuTime(() => costly.check('a calm river', encoded));
    expect(checked).toBeGreaterThan(whole / 2);
  });
});

/** Microseconds of processor time that a task takes in all threads, at the best of three. */
async function cpuTime(task: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    const start = process.cpuUsage();
    await task();
    times.push(process.cpuUsage(start).user);
  }
  return Math.min(...times);
}

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

  it.each(known.filter(({ algorithm }) => algorithm !== 'pbkdf2_sha256'))(
    'replaces one by another algorithm: $encoded',
    async (vector) => {
      expect(await checkRight(vector)).toEqual({ matches: true, mustUpgrade: true });
    },
  );

  it('replaces one with less than 128 bits of salt', async () => {
    const short = known.find(({ encoded }) => encoded.startsWith('pbkdf2_sha256$12000$VLljAF9I$'));
    expect(await hasher.check(short?.plaintext ?? '', short?.encoded ?? '')).toEqual({
      matches: true,
      mustUpgrade: true,
    });
  });

  it('is not made for more than 4,096 bytes', async () => {
    await expect(hasher.encode('é'.repeat(2_049))).rejects.toThrow(RangeError);
    expect(await hasher.check('x'.repeat(4_097), await hasher.encode('x'))).toMatchObject({
      matches: false,
    });
  });
});
