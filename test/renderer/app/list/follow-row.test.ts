import { expect, test } from 'vitest';

import { followRow } from '../../../../src/renderer/app/list/follow-row.ts';

const listOf = (ids: readonly (number | undefined)[], settled = true) => ({
  total: ids.length,
  settled,
  getRow: (index: number) => {
    const id = ids[index];
    return id === undefined ? undefined : { id };
  },
});

test('a row that others came above is followed', () => {
  expect(followRow({ index: 1, id: 8 }, listOf([12, 11, 9, 8, 7]))).toMatchObject({
    index: 3,
    id: 8,
  });
});

test('a row that stays where it is leaves the place as it is', () => {
  const place = followRow({ index: 1, id: 8 }, listOf([9, 8, 7]));
  expect(followRow(place, listOf([9, 8, 7]))).toBe(place);
});

test('the row that took the place of one that has gone is next', () => {
  expect(followRow({ index: 1, id: 8 }, listOf([9, 7]))).toMatchObject({ index: 1, id: 7 });
});

test('when the last row has gone the new last one is next', () => {
  expect(followRow({ index: 2, id: 7 }, listOf([9, 8]))).toMatchObject({ index: 1, id: 8 });
});

test('a row that is missing while a newer answer is on its way is waited for', () => {
  const place = { index: 1, id: 8 };
  expect(followRow(place, listOf([12, 11, 9], false))).toBe(place);
});

test('a row that is not loaded is waited for', () => {
  const place = { index: 2, id: 7 };
  expect(followRow(place, listOf([9, 8, undefined]))).toBe(place);
});

test('when those from the row upwards have gone, who stood below them is next', () => {
  const before = listOf([9, 8, 7, 6, 5]);
  const place = followRow({ index: 2, id: undefined }, before);
  expect(followRow(place, listOf([6, 5]))).toMatchObject({ index: 0, id: 6 });
});

test('when all below the row have gone with it, the last one above is next', () => {
  const place = followRow({ index: 1, id: undefined }, listOf([9, 8, 7]));
  expect(followRow(place, listOf([9]))).toMatchObject({ index: 0, id: 9 });
});

test('who came below since is next too', () => {
  const first = followRow({ index: 0, id: undefined }, listOf([1, 2, 3, 4]));
  const arrived = followRow(first, listOf([1, 9, 2, 3, 4]));
  expect(followRow(arrived, listOf([9, 2, 3, 4]))).toMatchObject({ index: 0, id: 9 });
});

test('who went far down since is not next', () => {
  const first = followRow({ index: 0, id: undefined }, listOf([1, 2, 3, 4, 5, 6]));
  const moved = followRow(first, listOf([1, 3, 4, 5, 6, 2]));
  expect(followRow(moved, listOf([3, 4, 5, 6, 2]))).toMatchObject({ index: 0, id: 3 });
});
