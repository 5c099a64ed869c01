import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { type Bits, noBits, setBits } from '../../../../src/main/people/index/bits.ts';
import { PersonIndex } from '../../../../src/main/people/index/person-index.ts';
import {
  scanFew,
  scanSegment,
  type TextTest,
} from '../../../../src/main/people/index/text-scan.ts';

const FIELDS = ['user', 'name', 'email'] as const;
/** Few letters, so that much nearly occurs; one of them is of two bytes. */
const word = (most: number) =>
  fc
    .array(fc.constantFrom('a', 'a', 'b', ' ', 'д'), { maxLength: most })
    .map((all) => all.join(''));
const texts = fc.array(fc.tuple(word(20), word(20), word(20)), { minLength: 1, maxLength: 40 });
const asked = fc.record({
  field: fc.constantFrom('any', ...FIELDS),
  needle: word(6).filter((text) => text !== ''),
});

test('a text is found exactly where it occurs, anew after a change, by both ways of looking', () => {
  fc.assert(
    fc.property(texts, texts, fc.array(asked, { minLength: 1 }), (first, changed, searches) => {
      const index = new PersonIndex(first.length);
      const now = [...first];
      first.forEach((text, at) => take(index, at + 1, text));
      changed.forEach((text, at) => {
        const slot = (at * 7) % first.length;
        now[slot] = text;
        take(index, slot + 1, text, at + 1);
      });
      for (const { field, needle } of searches) {
        const expected = [...now.keys()].filter((slot) => {
          const parts = field === 'any' ? now[slot] : [now[slot]?.[FIELDS.indexOf(field)]];
          return parts?.some((part) => part?.includes(needle));
        });
        const sought = { field, needle: Buffer.from(needle) };
        expect([field, needle, ...scanned(index, sought)]).toEqual([field, needle, ...expected]);
        const few = noBits(index.ids.length);
        scanFew(index, { test: sought, found: few, within: index.alive });
        expect([field, needle, ...setBits(few)]).toEqual([field, needle, ...expected]);
      }
    }),
  );
});

test('what ends at the end of a piece of memory is found, and so is what fills one by itself', () => {
  const index = new PersonIndex(10);
  const long = 'x'.repeat(2 ** 21 + 1);
  const all = [`${'y'.repeat(2 ** 20)}ab`, `${'y'.repeat(2 ** 20)}ba`, `${long}a`, '', 'ab'];
  all.forEach((text, at) => take(index, at + 1, ['', '', text]));
  const find = (needle: string) => [
    ...scanned(index, { field: 'any', needle: Buffer.from(needle) }),
  ];
  expect(find('ab')).toEqual([0, 4]);
  expect(find('yba')).toEqual([1]);
  expect(find('xa')).toEqual([2]);
  expect(find(`${'x'.repeat(200)}a`)).toEqual([2]);
});

function take(index: PersonIndex, id: number, parts: readonly string[], version = 0): void {
  const [user = '', name = '', email = ''] = parts;
  const text = Buffer.from(`${user}\u0001${name}\u0002${email}\n`);
  index.take({
    id,
    flags: 0,
    textHash: version,
    dateHash: 0,
    text,
    isForeign: false,
    isForeignName: false,
  });
}

function scanned(index: PersonIndex, sought: TextTest): Uint32Array {
  const found: Bits = noBits(index.ids.length);
  for (const segment of index.texts.segments) scanSegment(index, segment, { test: sought, found });
  return setBits(found);
}
