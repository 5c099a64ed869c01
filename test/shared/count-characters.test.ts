import fc from 'fast-check';
import { expect, test } from 'vitest';

import { countCharacters } from '../../src/shared/count-characters.ts';

test('characters are counted as a list of them would be, halves of them too', () => {
  const text = fc
    .array(fc.constantFrom('a', 'é', '\u0301', '😀', '\ud83d', '\ude00'))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(text, (each) => {
      expect(countCharacters(each)).toBe([...each].length);
    }),
  );
});
