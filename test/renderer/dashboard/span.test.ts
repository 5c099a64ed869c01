import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { spanOf } from '../../../src/renderer/screens/dashboard/span.ts';

beforeEach(() => void vi.stubEnv('TZ', 'Pacific/Auckland'));
afterEach(() => void vi.unstubAllEnvs());

// In Auckland summer time has begun on this day, the 27th: it is half past midnight on the 28th.
const NOW = Date.parse('2026-09-27T11:30:00Z');

test.each([
  [{ span: 'today' }, { from: '2026-09-28', to: '2026-09-28' }],
  [{ span: '7d' }, { from: '2026-09-22', to: '2026-09-28' }],
  [{ span: 'custom' }, { from: '2026-08-30', to: '2026-09-28' }],
  [
    { span: 'custom', from: '2026-09-30', to: '2026-09-01' },
    { from: '2026-09-01', to: '2026-09-30' },
  ],
] as const)('%o is counted in days of this computer', (search, span) => {
  expect(spanOf(search, NOW)).toEqual(span);
});
