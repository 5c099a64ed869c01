import { expect, it } from 'vitest';

import { readSpan } from '../../src/shared/people-span.ts';

const NOW = new Date('2026-05-03T10:20:00.000Z');

it.each([
  ['today', '2026-05-03'],
  ['yesterday', '2026-05-02'],
  ['<today', '<2026-05-03'],
  ['>yesterday', '>2026-05-02'],
  ['2026-05-01..yesterday', '2026-05-01..2026-05-02'],
])('%s is the same as %s on that day', (word, date) => {
  expect(readSpan(date, NOW)).not.toBeNull();
  expect(readSpan(word, NOW)).toEqual(readSpan(date, NOW));
});
