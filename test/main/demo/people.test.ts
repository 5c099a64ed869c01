import { describe, expect, test } from 'vitest';

import { checkEmailAddress } from '../../../src/main/accounts/email-address.ts';
import { checkUsername } from '../../../src/main/accounts/username.ts';
import { generatePeople } from '../../../src/main/demo/people.ts';

const people = (seed: number, count: number) => [...generatePeople({ seed, count })];

describe('made-up people', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(people(1, 200)).toEqual(people(1, 200));
    expect(people(2, 200)).not.toEqual(people(1, 200));
  });

  test('begin with the same ones when there are more of them', () => {
    expect(people(1, 500).slice(0, 200)).toEqual(people(1, 200));
  });

  test('have user names that Django takes as they are, no two alike', () => {
    const usernames = people(3, 5_000).map(({ username }) => username);
    const faulty = usernames.filter((username) => {
      const checked = checkUsername(username);
      return !checked.ok || checked.username !== username;
    });
    expect(faulty).toEqual([]);
    expect(new Set(usernames.map((username) => username.toLowerCase())).size).toBe(5_000);
  });

  test('have addresses that Django takes and that belong to nobody', () => {
    const addresses = people(3, 5_000).map(({ email }) => email);
    expect(addresses.filter((address) => !checkEmailAddress(address).ok)).toEqual([]);
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
  });

  test.each(['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Han', 'Hiragana'])(
    'have names in the %s script, and user names too',
    (script) => {
      const written = new RegExp(`\\p{Script=${script}}`, 'u');
      const all = people(3, 5_000);
      expect(all.some(({ firstName, lastName }) => written.test(firstName + lastName))).toBe(true);
      expect(all.some(({ username }) => written.test(username))).toBe(true);
    },
  );

  test('mistype their mail domain now and then', () => {
    const mistyped = people(3, 5_000).filter(({ email }) => /gmial|hotnail|outlok/.test(email));
    expect(mistyped.length).toBeGreaterThan(25);
    expect(mistyped.length).toBeLessThan(200);
  });
});
