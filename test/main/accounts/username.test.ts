import { describe, expect, it } from 'vitest';

import { checkUsername } from '../../../src/main/accounts/username.ts';
import { vectors } from '../../support/vectors.ts';

describe('a user name', () => {
  it.each(vectors.usernames.vectors)('is judged as Django judges $input', (vector) => {
    const stripped = vector.input.trim();
    const checked = checkUsername(vector.input);
    const accepted = vector.unicode_validator_after_nfkc && [...vector.nfkc].length <= 150;
    if (stripped === vector.input) expect(checked.ok).toBe(accepted);
    if (checked.ok && stripped === vector.input) {
      expect(checked.username).toBe(vector.nfkc);
    }
  });

  it.each(['a\nb', 'a\u0000b', '<script>', 'a"b', "a'b", 'a b', '\u202eanna', 'admin\u200b'])(
    'refuses %j',
    (name) => {
      expect(checkUsername(name).ok).toBe(false);
    },
  );

  it('says how long it was when it is too long, without normalising it', () => {
    expect(checkUsername('a'.repeat(151))).toEqual({
      ok: false,
      message: 'Ensure this value has at most 150 characters (it has 151).',
    });
    expect(checkUsername('ﷺ'.repeat(10_000))).toMatchObject({ ok: false });
  });

  it('is required', () => {
    expect(checkUsername('  ')).toEqual({ ok: false, message: 'This field is required.' });
  });
});
