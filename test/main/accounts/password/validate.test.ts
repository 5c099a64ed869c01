import { describe, expect, it } from 'vitest';

import { readLines } from '../../../../src/main/accounts/read-lines.ts';
import { createPasswordValidator } from '../../../../src/main/accounts/password/validate.ts';
import { RESOURCES } from '../../../support/core.ts';
import { vectors } from '../../../support/vectors.ts';

const commonPasswords = await readLines(new URL('common-passwords.txt', RESOURCES));
const django = async () => ({ minimumLength: 8, siteName: '' });
const validate = createPasswordValidator({ commonPasswords, rules: django });

describe('Django’s password validators', () => {
  it('ship the whole list of common passwords', () => {
    expect(commonPasswords.size).toBeGreaterThan(19_000);
  });

  it.each(vectors.password_validation.vectors)('judge $password for $user', async (vector) => {
    const faults = await validate(vector.password, {
      username: vector.user['username'] ?? '',
      firstName: vector.user['first_name'] ?? '',
      lastName: vector.user['last_name'] ?? '',
      email: vector.user['email'] ?? '',
    });
    expect(faults.map(({ code }) => code).toSorted()).toEqual(vector.error_codes);
  });

  it.each(['⑴⑵⑶⑷⑸⑹⑺⑻', '⒈⒉⒊⒋⒌⒍⒎⒏', '➀➁➂➃➄➅➆➇', '१२३४५६७८', '²²²²³³³³'])(
    'count %s as digits, as Python does',
    async (password) => {
      const faults = await validate(password, {});
      expect(faults.map(({ code }) => code)).toEqual(['password_entirely_numeric']);
    },
  );

  it.each(['ⅧⅧⅧⅧⅧⅧⅧⅧ', '½½½½½½½½', '⑩⑩⑩⑩⑩⑩⑩⑩', '12345678 9 0 '])(
    'do not count %s as digits, as Python does not',
    async (password) => {
      expect(await validate(password, {})).toEqual([]);
    },
  );

  it('count code points and say Django’s words', async () => {
    const strict = createPasswordValidator({
      commonPasswords: new Set(['🙂🙃']),
      rules: async () => ({ minimumLength: 3, siteName: '' }),
    });
    const faults = await strict('🙂🙃', { username: '🙂🙃' });
    expect(faults.map(({ message }) => message)).toEqual([
      'The password is too similar to the username.',
      'This password is too short. It must contain at least 3 characters.',
      'This password is too common.',
    ]);
  });

  it('refuse 1 MB before looking at it', async () => {
    const faults = await validate('x'.repeat(1_000_000), {});
    expect(faults.map(({ code }) => code)).toEqual(['password_too_long']);
  });

  it('refuse what resembles the name of the site', async () => {
    const rules = async () => ({ minimumLength: 8, siteName: 'Riverside Library' });
    const strict = createPasswordValidator({ commonPasswords, rules });
    const faults = await strict('riverside2026', {});
    expect(faults.map(({ message }) => message)).toEqual([
      'The password is too similar to the name of the site.',
    ]);
  });
});
