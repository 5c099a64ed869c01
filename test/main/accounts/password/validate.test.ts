import { describe, expect, it } from 'vitest';

import { loadCommonPasswords } from '../../../../src/main/accounts/password/common-passwords.ts';
import { createPasswordValidator } from '../../../../src/main/accounts/password/validate.ts';
import { RESOURCES } from '../../../support/core.ts';
import { vectors } from '../../../support/vectors.ts';

const commonPasswords = await loadCommonPasswords(new URL('common-passwords.txt', RESOURCES));
const validate = createPasswordValidator({ commonPasswords });

describe('Django’s password validators', () => {
  it('ship the whole list of common passwords', () => {
    expect(commonPasswords.size).toBeGreaterThan(19_000);
  });

  it.each(vectors.password_validation.vectors)('judge $password for $user', (vector) => {
    const faults = validate(vector.password, {
      username: vector.user['username'] ?? '',
      firstName: vector.user['first_name'] ?? '',
      lastName: vector.user['last_name'] ?? '',
      email: vector.user['email'] ?? '',
    });
    expect(faults.map(({ code }) => code).toSorted()).toEqual(vector.error_codes);
  });

  it('refuse 1 MB before looking at it', () => {
    expect(validate('x'.repeat(1_000_000), {}).map(({ code }) => code)).toEqual([
      'password_too_long',
    ]);
  });
});
