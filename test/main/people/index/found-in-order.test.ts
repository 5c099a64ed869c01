import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { noBits, setBit } from '../../../../src/main/people/index/bits.ts';
import { FoundInOrder } from '../../../../src/main/people/index/found-in-order.ts';

const PEOPLE = 5_000;
const ids = Float64Array.from({ length: PEOPLE }, (_, slot) => slot + 100);
/** An order that is not that of the slots. */
const slots = Uint32Array.from({ length: PEOPLE }, (_, at) => (at * 1_103) % PEOPLE);
const asked = fc.record({
  direction: fc.constantFrom('ascending' as const, 'descending' as const),
  offset: fc.nat(PEOPLE + 50),
  limit: fc.nat(400),
});

test('a window is a part of all that were found, from either end and in whatever order one looks', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.array(asked, { minLength: 1, maxLength: 8 }),
      (every, windows) => {
        const found = noBits(PEOPLE);
        for (let slot = every - 1; slot < PEOPLE; slot += every) setBit(found, slot);
        const isFound = (slot: number) => (slot + 1) % every === 0;
        const all = [...slots].filter(isFound).map((slot) => slot + 100);
        const list = new FoundInOrder({ ids, slots, found, isWhole: true });
        expect(list.total).toBe(all.length);
        for (const { direction, offset, limit } of windows) {
          const order = direction === 'ascending' ? all : all.toReversed();
          const window = list.window(direction, { offset, limit });
          expect([...window]).toEqual(order.slice(offset, offset + limit));
        }
      },
    ),
  );
});

test('whoever was found and does not stand in the order yet is neither counted nor waited for', () => {
  const found = noBits(PEOPLE);
  for (const slot of [1, 2, 3]) setBit(found, slot);
  const some = Uint32Array.of(4, 3, 1);
  const list = new FoundInOrder({ ids, slots: some, found, isWhole: false });
  expect(list.total).toBe(2);
  expect([...list.window('descending', { offset: 0, limit: 100 })]).toEqual([101, 103]);
  const gone = new FoundInOrder({ ids, slots: some, found, isWhole: true });
  expect([...gone.window('ascending', { offset: 0, limit: 100 })]).toEqual([103, 101]);
});
