import { expect, it } from 'vitest';

import { readSpan } from '../../src/shared/people-span.ts';
import { inZone } from '../support/in-zone.ts';

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

// Summer time begins on 27 September 2026 in Auckland.
it.each([
  ['2026-09-27', '2026-09-26T12:00:00.000Z', '2026-09-27T11:00:00.000Z'],
  ['2026-09', '2026-08-31T12:00:00.000Z', '2026-09-30T11:00:00.000Z'],
  ['today', '2026-09-26T12:00:00.000Z', '2026-09-27T11:00:00.000Z'],
  ['yesterday', '2026-09-25T12:00:00.000Z', '2026-09-26T12:00:00.000Z'],
])('%s in Auckland is from %s to %s', async (days, from, to) => {
  const now = new Date('2026-09-26T13:00:00Z');
  const span = await inZone('Pacific/Auckland', () => readSpan(days, now));
  expect(span).toEqual({ kind: 'between', from: Date.parse(from), to: Date.parse(to) });
});
