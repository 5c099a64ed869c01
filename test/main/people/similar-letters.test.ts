import { expect, test, vi } from 'vitest';

import { loadLatinLetters } from '../../../src/main/people/similar/latin-letters.ts';
import { similarPeople } from '../../../src/main/people/similar/similar-people.ts';

vi.mock(import('../../../src/main/people/similar/latin-letters.ts'), { spy: true });

test('letters that could not be loaded are loaded again by the next search', async () => {
  vi.mocked(loadLatinLetters).mockRejectedValueOnce(new Error('Too many open files.'));
  const search = () =>
    similarPeople({ index: null, matcher: null } as never, {
      condition: { kind: 'all', of: [] },
      texts: [],
    });
  await expect(search().next().value).rejects.toThrow('Too many open files.');
  const next = search();
  await next.next().value;
  expect(next.next()).toEqual({ done: true, value: new Float64Array() });
});
