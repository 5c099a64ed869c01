import { expect, test } from 'vitest';

import { Matcher } from '../../../src/main/people/index/matcher.ts';
import { Orders } from '../../../src/main/people/index/orders.ts';
import { PersonIndex } from '../../../src/main/people/index/person-index.ts';
import { loadLatinLetters } from '../../../src/main/people/similar/latin-letters.ts';
import { similarPeople } from '../../../src/main/people/similar/similar-people.ts';
import { NO_SOURCES } from '../../support/index-sources.ts';

test('letters that could not be loaded are loaded again by the next search', async () => {
  const index = new PersonIndex(1);
  const matcher = new Matcher(index, new Orders(index, () => []), NO_SOURCES);
  const sought = { condition: { kind: 'all', of: [] }, texts: [] } as const;
  let loads = 0;
  const load = async () => {
    loads += 1;
    if (loads === 1) throw new Error('Too many open files.');
    return loadLatinLetters();
  };
  const search = () => similarPeople({ index, matcher }, sought, load);
  await expect(search().next().value).rejects.toThrow('Too many open files.');
  const next = search();
  await next.next().value;
  expect(next.next()).toEqual({ done: true, value: new Float64Array() });
  expect(loads).toBe(2);
});
