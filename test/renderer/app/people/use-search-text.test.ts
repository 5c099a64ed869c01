import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { useSearchText } from '../../../../src/renderer/app/people/use-search-text.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function openField() {
  const told: string[] = [];
  const field = renderHook(
    ({ value }: { readonly value: string }) => useSearchText(value, (text) => told.push(text)),
    { initialProps: { value: '' } },
  );
  const type = (text: string) => act(() => field.result.current[1](text));
  const pause = () => act(() => void vi.runAllTimers());
  return { field, told, type, pause };
}

test('what is typed is told once, when typing pauses, and goes on being typed', () => {
  const { field, told, type, pause } = openField();
  type('a');
  type('an ');
  expect(told).toEqual([]);
  pause();
  expect(told).toEqual(['an']);
  type('an n');
  field.rerender({ value: 'an' });
  expect(field.result.current[0]).toBe('an n');
  pause();
  expect(told).toEqual(['an', 'an n']);
});

test('what was typed is told no more once another search was chosen', () => {
  const { field, told, type, pause } = openField();
  type('frieda@gmial');
  field.rerender({ value: 'frieda@gmail' });
  expect(field.result.current[0]).toBe('frieda@gmail');
  pause();
  expect(told).toEqual([]);
});
