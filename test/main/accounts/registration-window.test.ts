import { expect, it } from 'vitest';

import { keyEnd } from '../../../src/main/accounts/registration-window.ts';
import { instant } from '../../../src/shared/contract/fields.ts';

it.each([
  ['2026-03-01T12:00:00.000Z', '2026-03-08T12:00:00.000Z'],
  ['9999-12-31T23:59:59.000Z', '9999-12-31T23:59:59.999Z'],
])('a key issued at %s ends at an instant that can be written, %s', (issued, end) => {
  const written = keyEnd(new Date(issued), 7).toISOString();
  expect(written).toBe(end);
  expect(instant.safeParse(written).success).toBe(true);
});
