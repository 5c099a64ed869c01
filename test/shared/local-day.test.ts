import { expect, test } from 'vitest';

import { readLocalDay } from '../../src/shared/local-day.ts';
import { inZone } from '../support/in-zone.ts';

const NOW = new Date('2026-03-02T20:00:00Z');

test.each([
  ['today', '2026-03-02T11:00:00.000Z'],
  ['Yesterday', '2026-03-01T11:00:00.000Z'],
  ['2026-03-02', '2026-03-01T11:00:00.000Z'],
  ['2026-3-2', '2026-03-01T11:00:00.000Z'],
  ['2026-07', '2026-06-30T12:00:00.000Z'],
  ['2026', '2025-12-31T11:00:00.000Z'],
  ['2026-03-02t10:00', '2026-03-01T21:00:00.000Z'],
  ['2026-03-02T10:00Z', '2026-03-02T10:00:00.000Z'],
])('%s begins in Auckland at %s', async (text, instant) => {
  const day = await inZone('Pacific/Auckland', () => readLocalDay(text, NOW));
  expect(day?.toISOString()).toBe(instant);
});

test.each([
  '',
  'soon',
  '2026-13',
  '2026-02-30',
  '0026',
  '2026-03-02T25:00',
  '9999-12-31T23:00-05:00',
  '>2026',
  'today '.repeat(2),
])('%j is no day', (text) => expect(readLocalDay(text, NOW)).toBeNull());
