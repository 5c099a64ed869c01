// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { ChipCount } from '../../../src/renderer/ui/chip-count.tsx';
import { Countdown } from '../../../src/renderer/ui/countdown.tsx';
import { SelectionBar } from '../../../src/renderer/ui/selection-bar.tsx';
import { NOW, renderUi } from './render-ui.tsx';

test.each([
  [9_999, '9,999', null],
  [36_134, '36.1k', '36,134'],
])('a chip says %d as %s, and the exact number under the pointer', (count, said, title) => {
  renderUi(<ChipCount count={count} tone="warn" />);
  expect(screen.getByText(said).getAttribute('title')).toBe(title);
});

test.each([
  [30_000, 'ended just now'],
  [2 * 86_400_000, 'ended 2 d ago'],
])('a link that ended %d ms ago has "%s", which is no failure', (age, said) => {
  renderUi(<Countdown until={NOW - age} />);
  expect(screen.getByText(said).closest('[data-tone]')?.getAttribute('data-tone')).toBe('warn');
});

test('a selection of all says how many there are and since when they are the same', () => {
  const frozenAt = '2026-05-03T10:20:00.000Z';
  renderUi(<SelectionBar count={36_134} frozenAt={frozenAt} onClear={() => undefined} />);
  const time = new Date(frozenAt).toLocaleTimeString('en-GB', { timeStyle: 'short' });
  expect(screen.getByRole('status').textContent).toBe(
    `36,134 selected all that matched at ${time}`,
  );
});
