import { expect, test } from 'vitest';

import {
  type Access,
  lackInWords,
  lackOf,
  notAllowed,
  userPermission,
} from '../../src/shared/rights.ts';

const STAFF = { isSuperuser: false, permissions: [] };
const ACCESSES: readonly Access[] = ['public', 'staff', ...userPermission.options, 'superuser'];

/** What somebody may by the codenames of their permissions. */
function allowed(...codenames: readonly ('view' | 'add' | 'change' | 'delete')[]) {
  const permissions = codenames.map((name) => `auth.${name}_user` as const);
  return ACCESSES.filter((access) => lackOf(access, { isSuperuser: false, permissions }) === null);
}

test.each([
  [[], []],
  [['view'], ['auth.view_user']],
  [['change'], ['auth.view_user', 'auth.change_user']],
  [['delete'], ['auth.delete_user']],
  // Nobody adds people who may not change them.
  [['add'], []],
  [
    ['add', 'change'],
    ['auth.view_user', 'auth.add_user', 'auth.change_user'],
  ],
] as const)('staff with %j may what these let them', (codenames, accesses) => {
  expect(allowed(...codenames)).toEqual(['public', 'staff', ...accesses]);
});

test('superusers may everything, with no permission of their own', () => {
  const lacks = ACCESSES.map((access) => lackOf(access, { isSuperuser: true, permissions: [] }));
  expect(lacks).toEqual(ACCESSES.map(() => null));
});

test('a lack is told in the words of Django’s admin, with who can give what is missing', () => {
  const lack = lackOf('auth.add_user', { ...STAFF, permissions: ['auth.add_user'] });
  if (lack === null) throw new Error('Nothing is missing.');
  expect(lackInWords(lack)).toBe(
    'You don’t have the permission “Can change user”. Only a superuser can give it to you.',
  );
  expect(notAllowed(lack)).toEqual({
    code: 'not-allowed',
    message: 'You don’t have the permission “Can change user”. Nothing was changed.',
    advice: 'Only a superuser can give it to you.',
  });
  expect(notAllowed({ message: 'Only a superuser may do this.' })).toEqual({
    code: 'not-allowed',
    message: 'Only a superuser may do this. Nothing was changed.',
  });
});
