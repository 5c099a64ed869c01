import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { groupQuery } from '../../../src/renderer/screens/groups/group-query.ts';
import { parsePeopleQuery } from '../../../src/shared/people-query.ts';

test.each([
  ['editors', 'group:editors'],
  ['Night shift', 'group:"Night shift"'],
  ['a:b -c', 'group:"a:b -c"'],
  ['5" floppies', null],
  ['two  blanks', null],
])('who is in %j is found by %j', (name, query) => {
  expect(groupQuery(name)).toBe(query);
});

test('whatever a group is called, its search finds this name alone or there is none', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 150 }), (name) => {
      const query = groupQuery(name);
      if (query === null) return;
      expect(parsePeopleQuery(query)).toEqual({
        words: [],
        conditions: [{ operator: 'group', value: name, negated: false }],
        problems: [],
      });
    }),
  );
});
