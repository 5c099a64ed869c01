import { describe, expect, it } from 'vitest';

import { isReservedUsername } from '../../../src/main/accounts/reserved-names.ts';
import { vectors } from '../../support/vectors.ts';

const names = vectors.usernames.vectors as readonly ((typeof vectors.usernames.vectors)[number] & {
  readonly ubernostrum_reserved_ok: boolean;
})[];
const reserved = names.filter((vector) => !vector.ubernostrum_reserved_ok);
/** Without the one that is reserved here and free there, where names are compared exactly. */
const free = names.filter((vector) => vector.ubernostrum_reserved_ok && vector.input !== 'ADMIN');

describe('a reserved name', () => {
  it.each(reserved)('is reserved here too: $input', ({ input }) => {
    expect(isReservedUsername(input)).toBe(true);
  });

  it.each(free)('is not found where django-registration finds none: $input', ({ input }) => {
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
