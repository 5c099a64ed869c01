import { expect, test } from 'vitest';

import { isTyped } from '../../src/shared/is-typed.ts';

test.each(['36134', ' 36134 ', '36,134', '36.134', '36 134', '36\u202f134', '36’134', "36'134"])(
  'the number 36134 may be typed as %j',
  (typed) => expect(isTyped(typed, '36134')).toBe(true),
);

test.each(['', '36,13', '-36134', '36134x', '36,1345'])('the number 36134 is not %j', (typed) =>
  expect(isTyped(typed, '36134')).toBe(false),
);

test('a name is typed as it is', () => {
  expect(isTyped('eva.1', 'eva.1')).toBe(true);
  expect(isTyped('eva1', 'eva.1')).toBe(false);
});
