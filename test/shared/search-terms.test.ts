import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { searchTerms } from '../../src/shared/search-terms.ts';

const OPERATORS = ['is', 'to-do'] as const;
const PLAIN = { negated: false, operator: null, unknown: null, quoted: false };
const read = (text: string) => searchTerms(text, OPERATORS);

test.each([
  ['anna', { value: 'anna' }],
  ['-anna', { value: 'anna', negated: true }],
  ['!anna', { value: 'anna', negated: true }],
  ['-', { value: '', negated: true }],
  ['"van der', { value: 'van der', quoted: true }],
  ['-" a b "', { value: 'a b', quoted: true, negated: true }],
  ['IS:Active', { value: 'Active', operator: 'is' }],
  ['-to-do:"a b"', { value: 'a b', operator: 'to-do', quoted: true, negated: true }],
  ['is:', { value: '', operator: 'is' }],
  ['Http://x', { value: '//x', unknown: 'Http' }],
  ['12:30', { value: '12:30' }],
  ['"is:x"', { value: 'is:x', quoted: true }],
  ['5"', { value: '5"' }],
])('%s is one term', (text, wanted) => {
  expect(read(text)).toEqual([{ ...PLAIN, ...wanted, text }]);
});

test('terms are told apart by blanks and by quotes that end', () => {
  expect(read(' a\t-b "c d"e is:"f"g ').map(({ value }) => value)).toEqual([
    'a',
    'b',
    'c d',
    'e',
    'f',
    'g',
  ]);
});

test('of no text anything is lost but blanks', () => {
  const part = fc.oneof(fc.string(), fc.constantFrom('-', '"', ' ', 'is:', 'x:'));
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const text = parts.join('');
      const terms = read(text).map((term) => term.text);
      expect(terms.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    }),
  );
});
