import { describe, expect, it } from 'vitest';

import { checkUsername, usernameKey } from '../../../src/main/accounts/username.ts';
import { vectors } from '../../support/vectors.ts';

const unstripped = vectors.usernames.vectors.filter(({ input }) => input === input.trim());

describe('a user name', () => {
  it.each(unstripped)('is judged as Django judges $input', (vector) => {
    const checked = checkUsername(vector.input);
    const accepted = vector.unicode_validator_after_nfkc && [...vector.nfkc].length <= 150;
    expect(checked.ok).toBe(accepted);
    if (checked.ok) expect(checked.username).toBe(vector.nfkc);
  });

  it('is stripped', () => {
    expect(checkUsername(' alice\n')).toEqual({ ok: true, username: 'alice' });
  });

  it.each(['a\nb', 'a\u0000b', '<script>', 'a"b', "a'b", 'a b', '\u202eanna', 'admin\u200b'])(
    'refuses %j',
    (name) => {
      expect(checkUsername(name).ok).toBe(false);
    },
  );

  it('says how long it was when it is too long', () => {
    expect(checkUsername('a'.repeat(151))).toEqual({
      ok: false,
      message: 'Ensure this value has at most 150 characters (it has 151).',
    });
  });

  it('is measured before it is normalised, and again after', () => {
    const measured = (raw: string) => ({
      ok: false,
      message: `Ensure this value has at most 150 characters (it has ${raw}).`,
    });
    expect(checkUsername('e\u0301'.repeat(100))).toEqual(measured('200'));
    expect(checkUsername('ﷺ'.repeat(10))).toEqual(measured('180'));
  });

  it('is required', () => {
    expect(checkUsername('  ')).toEqual({ ok: false, message: 'This field is required.' });
  });
});

describe('the key of a user name', () => {
  it.each([
    ['Alice', 'ALICE'],
    ['ＡＢＣ', 'abc'],
    ['\u212aelvin', 'kelvin'],
    ['straße', 'STRASSE'],
    ['ẞ', 'ss'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['alice\u3164', 'alice'],
  ])('is the same for %s and %s', (one, other) => {
    expect(usernameKey(one)).toBe(usernameKey(other));
  });

  it.each([
    ['mıke', 'mike'],
    ['mıke', 'MIKE'],
    ['İstanbul', 'istanbul'],
    ['pаypal', 'paypal'],
    ['zoë', 'zoe'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(usernameKey(one)).not.toBe(usernameKey(other));
  });

  it.each(unstripped)('is the key of itself: $input', ({ input }) => {
    expect(usernameKey(usernameKey(input))).toBe(usernameKey(input));
  });
});
