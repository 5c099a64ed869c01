import { expect, test } from 'vitest';

import { explainFault } from '../../../src/main/templates/explain-fault.ts';

test.each([
  'Maximum call stack size exceeded',
  'Invalid regular expression: /(?:%[0-9a-f]{2})+/gi: Stack overflow',
])('a template that includes itself is told as such wherever the stack ends: %s', (message) => {
  expect(explainFault(message, '{% include')).toBe(
    'It names itself without end, or is nested too deeply.',
  );
});
