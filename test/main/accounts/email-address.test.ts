import { describe, expect, it } from 'vitest';

import { checkEmailAddress, emailKey } from '../../../src/main/accounts/email-address.ts';
import { vectors } from '../../support/vectors.ts';
import { workOf } from '../../support/work-of.ts';

const INVALID = { ok: false, message: 'Enter a valid email address.' };
const unstripped = vectors.emails.vectors.filter(({ input }) => input === input.trim());

describe('an e-mail address', () => {
  it.each(unstripped)('is judged as Django 5.2 judges $input', (vector) => {
    const valid = vector.validate_email_django_5_2 ?? vector.validate_email;
    const checked = checkEmailAddress(vector.input);
    expect(checked.ok).toBe(valid && vector.fits_254);
    if (checked.ok) expect(checked.address).toBe(vector.normalize_email);
  });

  it('is stripped', () => {
    expect(checkEmailAddress(' Alice.B@EXAMPLE.Com\r\n')).toEqual({
      ok: true,
      address: 'Alice.B@example.com',
    });
  });

  it.each([
    'a@b.example\nBcc: x@y.example',
    'a\r@b.example',
    'a\u0000@b.example',
    'a\t@b.example',
    '"a\u0000"@b.example',
    '"a\\\t"@b.example',
    'a@b.exam\u0000ple',
  ])('is refused as %j, which would reach a header', (address) => {
    expect(checkEmailAddress(address)).toEqual(INVALID);
  });

  it.each(['a@🙂.com', 'a@x\ud800.com', 'a@LOCALHOST', 'a@example.com1', 'a@b.xn--'])(
    'is refused as %j, which Django 5.2 refuses',
    (address) => {
      expect(checkEmailAddress(address)).toEqual(INVALID);
    },
  );

  it.each(['a@[1]', 'a@[cafe]', 'a@[127.1]', 'a@[010.0.0.1]', 'a@[1.2.3.256]', 'a@[::1::]'])(
    'is refused at %s, which is no address of a machine',
    (address) => {
      expect(checkEmailAddress(address)).toEqual(INVALID);
    },
  );

  it('says how long it was when it is too long', () => {
    expect(checkEmailAddress(`${'a'.repeat(249)}@b.com`)).toEqual({
      ok: false,
      message: 'Ensure this value has at most 254 characters (it has 255).',
    });
  });

  it.each(['a.'.repeat(500_000), `${'a'.repeat(500_000)}@`, `"${'\\"'.repeat(500_000)}`])(
    'is refused at once when it is endless',
    async (address) => {
      const work = await workOf(() => expect(checkEmailAddress(address).ok).toBe(false));
      expect(work).toBeLessThan(1_000);
    },
  );
});

describe('the key of an e-mail address', () => {
  it('is the same whatever the letter case', () => {
    expect(emailKey('Alice.B@EXAMPLE.com')).toBe(emailKey('alice.b@example.com'));
  });

  it('keeps addresses apart that are equal in upper case only', () => {
    expect(emailKey('mıke@example.com')).not.toBe(emailKey('mike@example.com'));
    expect(emailKey('a@straße.example')).not.toBe(emailKey('a@strasse.example'));
  });
});
