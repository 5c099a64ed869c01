import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { slipsBetween } from '../../../src/main/accounts/slips-between.ts';
import { slipsOf } from '../../support/naive-similar.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });

test.each([
  ['jonh', 'john', 1],
  ['smiht', 'smith', 1],
  ['micheal', 'michael', 1],
  ['anna', 'ana', 1],
  ['ana', 'anna', 1],
  ['karin', 'karen', 1],
  ['karin', 'karin', 0],
  ['karin', 'sofia', 3],
])('%s and %s are %i slips apart', (one, other, slips) => {
  expect(slipsBetween(one, other, 2)).toBe(slips);
});

test('slips are counted as the definition says, up to the bound', () => {
  fc.assert(
    fc.property(text, text, fc.nat(3), (one, other, most) => {
      expect(slipsBetween(one, other, most)).toBe(Math.min(slipsOf(one, other), most + 1));
    }),
  );
});

test('texts of any length are compared', () => {
  const long = 'a'.repeat(300);
  expect(slipsBetween(long, `${long}b`, 2)).toBe(1);
});
