import { expect, test } from 'vitest';

import { setBits } from '../../../../src/main/people/index/bits.ts';
import { duplicateBits } from '../../../../src/main/people/index/duplicate-bits.ts';
import { PersonIndex } from '../../../../src/main/people/index/person-index.ts';

/** So many that others are served while they are gone through. */
const MANY = 10_001;

test('whose name is changed while all are gone through is no duplicate of their own', () => {
  const index = new PersonIndex(MANY);
  const take = (id: number, name: string) =>
    void index.take({
      id,
      flags: 0,
      textHash: id * 2 + name.length,
      dateHash: 0,
      text: Buffer.from(`p${id}\u0001${name}\u0002p${id}@web.example\n`),
      isForeign: false,
      isForeignName: false,
    });
  for (let id = 1; id <= MANY; id += 1) take(id, '');
  const finding = duplicateBits(index, () => null);
  let step = finding.next();
  expect(step.done).toBe(false);
  take(1, 'A');
  while (step.done !== true) step = finding.next();
  expect([...setBits(step.value)]).toEqual([]);
});
