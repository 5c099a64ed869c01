import { describe, expect, it } from 'vitest';

import { checkEmailAddress } from '../../../src/main/accounts/email-address.ts';
import { vectors } from '../../support/vectors.ts';

describe('an e-mail address', () => {
  it.each(vectors.emails.vectors)('is judged as Django 5.2 judges $input', (vector) => {
    if (vector.input.trim() !== vector.input) return;
    const valid = vector.validate_email_django_5_2 ?? vector.validate_email;
    const checked = checkEmailAddress(vector.input);
    expect(checked.ok).toBe(valid && vector.fits_254);
    if (checked.ok) expect(checked.address).toBe(vector.normalize_email);
  });

  it.each(['a@b.example\nBcc: x@y.example', 'a\r@b.example', 'a\u0000@b.example', 'a\t@b.example'])(
    'refuses %j, which would reach a header',
    (address) => {
      expect(checkEmailAddress(address)).toEqual({
        ok: false,
        message: 'Enter a valid email address.',
      });
    },
  );

  it('answers at once for 100,000 characters', () => {
    expect(checkEmailAddress(`${'a.'.repeat(50_000)}@b.example`).ok).toBe(false);
    expect(checkEmailAddress(`a@${'b.'.repeat(100)}`).ok).toBe(false);
  });
});
