import { expect, test } from 'vitest';

import { describeDistance, describeDuration } from '../../../src/renderer/ui/describe-time.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

test.each([
  [-20_000, 'just now'],
  [-3 * MINUTE_MS, '3 min ago'],
  [-119 * MINUTE_MS, '1 hr ago'],
  [-49 * HOUR_MS, '2 days ago'],
  [3 * HOUR_MS, 'in 3 hr'],
])('a distance of %d ms reads "%s"', (distanceMs, words) => {
  expect(describeDistance(distanceMs)).toBe(words);
});

test.each([
  [30_000, 'under 1 min'],
  [40 * MINUTE_MS, '40 min'],
  [9.5 * HOUR_MS, '9 h'],
  [50 * HOUR_MS, '2 d'],
])('a duration of %d ms reads "%s"', (durationMs, words) => {
  expect(describeDuration(durationMs)).toBe(words);
});
