import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';

import { countCharacters } from '../../src/shared/count-characters.ts';

test('characters are counted as a list of them would be, halves of them too', () => {
  const text = array(constantFrom('a', 'é', '\u0301', '😀', '\ud83d', '\ude00')).map((all) =>
    all.join(''),
  );
  assert(
    property(text, (each) => {
      expect(countCharacters(each)).toBe([...each].length);
    }),
  );
});
