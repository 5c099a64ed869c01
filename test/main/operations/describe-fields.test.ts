import { expect, test } from 'vitest';

import { describeFields } from '../../../src/main/operations/describe-fields.ts';

test('what is a time is said by the column, not by how a value looks', () => {
  const before = { first_name: '', last_login: null, date_joined: '2026-03-01 12:00:00' };
  const instant = '2026-01-01T00:00:00.000Z';
  const after = { first_name: instant, last_login: '2026-01-01 00:00:00', date_joined: 'never' };
  expect(describeFields(before, after)).toEqual([
    { field: 'first name', before: '', after: instant },
    { field: 'last sign-in', before: '', after: instant, isTime: true },
    { field: 'signed up', before: '2026-03-01T12:00:00.000Z', after: 'never' },
  ]);
});
