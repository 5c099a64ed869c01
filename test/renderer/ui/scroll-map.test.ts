import { expect, test } from 'vitest';

import { scrolledTo, scrollMap } from '../../../src/renderer/ui/scroll-map.ts';

const VIEW = 610;
const MILLION = scrollMap(32_000_000, VIEW);

test('a list that the browser can lay out scrolls as it is', () => {
  const map = scrollMap(32_000, VIEW);
  expect(map.height).toBe(32_000);
  expect(map.toList(12_345)).toBe(12_345);
});

test('a million rows fit the tallest element, and both ends are reached exactly', () => {
  expect(MILLION.height).toBeLessThan(2 ** 25);
  expect(MILLION.toList(0)).toBe(0);
  expect(MILLION.toList(MILLION.scrollEnd)).toBe(32_000_000 - VIEW);
  expect(MILLION.toScroll(32_000_000 - VIEW)).toBe(MILLION.scrollEnd);
});

test('near the ends a pixel of the scrollbar is a pixel of the list', () => {
  expect(MILLION.toList(500)).toBe(500);
  expect(MILLION.toList(MILLION.scrollEnd - 500)).toBe(32_000_000 - VIEW - 500);
});

test.each([0, 100, 150_000, 3_000_000, 16_000_000, 31_700_000, 31_999_390])(
  'the thumb for %d leads back to it',
  (listTop) => {
    expect(MILLION.toList(MILLION.toScroll(listTop))).toBeCloseTo(listTop, 3);
  },
);

test('the wheel moves rows as far as it moved, wherever one is', () => {
  const before = { scrollTop: MILLION.toScroll(16_000_000), listTop: 16_000_000 };
  const after = scrolledTo(before.scrollTop + 120, before, MILLION, VIEW);
  expect(after.listTop).toBe(16_000_120);
});

test('the thumb leads to its share of the list', () => {
  const after = scrolledTo(MILLION.scrollEnd / 2, { scrollTop: 0, listTop: 0 }, MILLION, VIEW);
  expect(after.listTop).toBeCloseTo((32_000_000 - VIEW) / 2, 0);
});

test('the end of the scrollbar is the end of the list, however one came there', () => {
  const drifted = { scrollTop: MILLION.scrollEnd - 50, listTop: 31_000_000 };
  expect(scrolledTo(MILLION.scrollEnd, drifted, MILLION, VIEW).listTop).toBe(MILLION.listEnd);
  expect(scrolledTo(0, { scrollTop: 40, listTop: 900 }, MILLION, VIEW).listTop).toBe(0);
});
