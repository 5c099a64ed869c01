// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { describeMoment } from '../../../src/renderer/ui/describe-time.ts';
import { RelativeTime } from '../../../src/renderer/ui/relative-time.tsx';
import { NOW, renderUi } from './render-ui.tsx';

afterEach(cleanup);

/** Laid out by hand: the tests' browser lays nothing out. */
function laidOut(element: HTMLElement, scrollWidth: number): void {
  Object.defineProperties(element, {
    scrollWidth: { value: scrollWidth },
    clientWidth: { value: 100 },
  });
}

const CUT = { overflow: 'hidden', textOverflow: 'ellipsis' } as const;

test('text that is cut off is told whole while the pointer is on it', () => {
  renderUi(
    <>
      <p style={CUT} data-testid="cell">
        <bdi>a very long name</bdi>
      </p>
      <p style={CUT}>short</p>
    </>,
  );
  const long = screen.getByText('a very long name');
  const cell = screen.getByTestId('cell');
  const short = screen.getByText('short');
  laidOut(cell, 300);
  laidOut(short, 60);
  fireEvent.pointerMove(long);
  expect(cell.title).toBe('a very long name');
  fireEvent.pointerMove(short);
  expect(cell.hasAttribute('title')).toBe(false);
  expect(short.hasAttribute('title')).toBe(false);
});

test('a title of its own stays as it is', () => {
  renderUi(
    <p style={CUT} title="on 3 May">
      a while ago
    </p>,
  );
  const text = screen.getByText('a while ago');
  laidOut(text, 300);
  fireEvent.pointerMove(text);
  fireEvent.pointerMove(document.body);
  expect(text.title).toBe('on 3 May');
});

test('a relative time says its moment while the pointer is on it', () => {
  renderUi(<RelativeTime at={NOW - 3_600_000} />);
  const time = screen.getByText(/ago/);
  fireEvent.pointerMove(time);
  expect(time.title).toBe(describeMoment(new Date(NOW - 3_600_000)));
  fireEvent.pointerMove(document.body);
  expect(time.hasAttribute('title')).toBe(false);
});
