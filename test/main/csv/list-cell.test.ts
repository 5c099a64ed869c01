import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { readList, writeList } from '../../../src/main/csv/list-cell.ts';

test('names come back as they were, whatever is in them', () => {
  const sign = fc.constantFrom(...'ab",;| \n=');
  const name = fc.string({ unit: sign, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
      expect(readList(writeList(names))).toEqual(names);
    }),
  );
});

test('what others write is read, with any of three signs between names', () => {
  expect(readList('')).toEqual([]);
  expect(readList(' a;b | c,, d e ')).toEqual(['a', 'b', 'c', 'd e']);
  expect(readList('a "quoted" name, "b, c" ;"d')).toEqual(['a "quoted" name', 'b, c', '"d']);
});
