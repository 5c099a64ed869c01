import { describe, expect, it } from 'vitest';

import { isReservedUsername } from '../../../src/main/accounts/reserved-names.ts';
import { vectors } from '../../support/vectors.ts';

const names = vectors.usernames.vectors as readonly {
  readonly input: string;
  readonly ubernostrum_reserved_ok: boolean;
}[];

describe('a reserved name', () => {
  it.each(names.filter((vector) => !vector.ubernostrum_reserved_ok))(
    'is reserved here where it is in django-registration: $input',
    ({ input }) => {
      expect(isReservedUsername(input)).toBe(true);
    },
  );

  it.each(
    names.filter(({ input, ...vector }) => vector.ubernostrum_reserved_ok && input !== 'ADMIN'),
  )('is free here where it is in django-registration: $input', ({ input }) => {
    expect(isReservedUsername(input)).toBe(false);
  });

  it.each([
    'ADMIN',
    'Root',
    'ａｄｍｉｎ',
    'ad\u200bmin',
    'admin\u3164',
    'аdmin',
    'АDΜIΝ',
    'ROОT',
    'admın',
    '.WELL-KNOWN/x',
    'mailer-daemon',
    'robots.txt',
  ])('may not be taken as %j', (name) => {
    expect(isReservedUsername(name)).toBe(true);
  });

  it.each(['administrators', 'rooted', 'infos', 'alice', 'Иван', 'well-known'])(
    'is not found in %s',
    (name) => {
      expect(isReservedUsername(name)).toBe(false);
    },
  );
});
