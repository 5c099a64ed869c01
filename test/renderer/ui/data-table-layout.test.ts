import { expect, test } from 'vitest';

import { defineColumns } from '../../../src/renderer/ui/data-table-columns.tsx';
import {
  arrangeColumns,
  columnsWithoutRoom,
  moved,
  PLAIN_LAYOUT,
  resized,
  toggled,
  type DataTableLayout,
} from '../../../src/renderer/ui/data-table-layout.ts';

const cell = () => null;
const COLUMNS = defineColumns<object>([
  { id: 'name', label: 'Name', width: { share: 1, min: 100 }, cell },
  { id: 'email', label: 'E-mail', width: 200, leaves: 1, cell },
  { id: 'joined', label: 'Joined', width: 100, leaves: 0, cell },
  { id: 'id', label: 'Number', width: 80, extra: true, cell },
]);

function idsOf(layout: DataTableLayout, room: number) {
  return arrangeColumns(COLUMNS, layout, room).map(({ id }) => id);
}

test('columns leave for want of room as long as nobody chose them', () => {
  expect(idsOf(PLAIN_LAYOUT, 1_000)).toEqual(['name', 'email', 'joined']);
  expect(idsOf(PLAIN_LAYOUT, 350)).toEqual(['name', 'email']);
});

test('columns that there is no room for are named, and none that somebody took away', () => {
  const without = (layout: DataTableLayout, room: number) =>
    columnsWithoutRoom(COLUMNS, layout, arrangeColumns(COLUMNS, layout, room));
  expect(without(PLAIN_LAYOUT, 1_000)).toEqual([]);
  expect(without(PLAIN_LAYOUT, 150)).toEqual(['E-mail', 'Joined']);
  expect(without({ ...PLAIN_LAYOUT, columns: ['name'] }, 150)).toEqual([]);
});

test('columns that were chosen stay, in their order, also where room is short', () => {
  const chosen = { ...PLAIN_LAYOUT, columns: ['id', 'email', 'name'] };
  expect(idsOf(chosen, 50)).toEqual(['id', 'email', 'name']);
});

test('a column that no longer exists is passed over', () => {
  expect(idsOf({ ...PLAIN_LAYOUT, columns: ['gone', 'email'] }, 1_000)).toEqual(['email']);
});

test('a width stays within what can be read and seen', () => {
  expect(resized(PLAIN_LAYOUT, 'name', 3).widths['name']).toBe(56);
  const [name] = arrangeColumns(COLUMNS, resized(PLAIN_LAYOUT, 'name', 222), 1_000);
  expect(name?.meta?.track).toBe('222px');
});

test('a column is moved among those shown', () => {
  const shown = ['name', 'email', 'joined'];
  expect(moved(PLAIN_LAYOUT, shown, 'name', 1).columns).toEqual(['email', 'name', 'joined']);
  expect(moved(PLAIN_LAYOUT, shown, 'joined', -1).columns).toEqual(['joined', 'name', 'email']);
});

test('a column comes and goes, and the last one stays', () => {
  expect(toggled(PLAIN_LAYOUT, ['name'], 'id').columns).toEqual(['name', 'id']);
  expect(toggled(PLAIN_LAYOUT, ['name', 'id'], 'id').columns).toEqual(['name']);
  expect(toggled(PLAIN_LAYOUT, ['name'], 'name')).toBe(PLAIN_LAYOUT);
});
