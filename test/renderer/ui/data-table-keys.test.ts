import { expect, test } from 'vitest';

import { actOfKey } from '../../../src/renderer/ui/data-table-keys.ts';
import { gridKeysOf } from '../../../src/shared/keys/grid-keys.ts';
import { type ChangedKeys, keymapOf } from '../../../src/shared/keys/keymap.ts';

const PLACE = { active: 3, total: 10, page: 5 };

/** What a key with Shift held does in a grid whose keys were changed. */
function withShift(key: string, changed: ChangedKeys = {}) {
  const press = { key, shiftKey: true, ctrlKey: false, metaKey: false, altKey: false };
  return actOfKey(press, gridKeysOf(keymapOf(changed)), PLACE);
}

test.each([
  ['J', {}],
  ['ArrowDown', {}],
  ['F2', { 'list.down': 'F2' }],
] as const)('Shift and %s selects on the way', (key, changed) => {
  expect(withShift(key, changed)).toEqual({ act: 'move', to: 4, extend: true });
});

test('Shift selects a range', () => {
  expect(withShift('X')).toEqual({ act: 'select', extend: true });
});

test.each([
  ['B', { 'list.peek': 'b' }],
  ['F2', { 'list.peek': 'F2' }],
  ['Enter', {}],
] as const)('the grid leaves Shift and %s to others where it means nothing', (key, changed) => {
  expect(withShift(key, changed)).toBeUndefined();
});

test.each([
  ['M', { 'list.down': 'Shift+M' }],
  ['?', { 'list.down': '?' }],
] as const)('a key that needs Shift by itself selects nothing: %s', (key, changed) => {
  expect(withShift(key, changed)).toEqual({ act: 'move', to: 4, extend: false });
});
