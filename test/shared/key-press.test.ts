import { expect, test } from 'vitest';

import { areKeys, chordOf, isBareSign, isChord } from '../../src/shared/keys/key-press.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test('a letter is not itself with Control or Shift held', () => {
  expect(isChord('a', press('a'))).toBe(true);
  expect(isChord('a', press('a', { ctrlKey: true }))).toBe(false);
  expect(isChord('a', press('A', { shiftKey: true }))).toBe(false);
});

test('a sign that needs Shift on some keyboards matches with and without it', () => {
  expect(isChord('?', press('?', { shiftKey: true }))).toBe(true);
  expect(isChord('/', press('/'))).toBe(true);
});

test('Mod is Control or Command', () => {
  expect(isChord('Mod+K', press('k', { ctrlKey: true }))).toBe(true);
  expect(isChord('Mod+K', press('k', { metaKey: true }))).toBe(true);
  expect(isChord('Mod+Shift+L', press('L', { ctrlKey: true }))).toBe(false);
  expect(isChord('Mod+Shift+L', press('L', { ctrlKey: true, shiftKey: true }))).toBe(true);
});

test('bare signs are single signs, alone or in turn', () => {
  expect(isBareSign('a')).toBe(true);
  expect(isBareSign('g p')).toBe(true);
  expect(isBareSign('Shift+N')).toBe(true);
  expect(isBareSign('Mod+K')).toBe(false);
  expect(isBareSign('Delete')).toBe(false);
});

test.each([
  ['a', {}, 'a'],
  ['A', {}, 'a'],
  ['N', { shiftKey: true }, 'Shift+N'],
  ['k', { ctrlKey: true }, 'Mod+K'],
  ['l', { metaKey: true, shiftKey: true }, 'Mod+Shift+L'],
  ['?', { shiftKey: true }, '?'],
  ['+', { shiftKey: true }, 'Plus'],
  [' ', {}, 'Space'],
  ['Delete', { shiftKey: true }, 'Shift+Delete'],
  ['f', { altKey: true }, 'Alt+F'],
  ['ж', {}, 'ж'],
])('%j with %j is described, and known again', (key, held, keys) => {
  expect(chordOf(press(key, held))).toBe(keys);
  expect(isChord(keys, press(key, held))).toBe(true);
  expect(areKeys(keys)).toBe(true);
});

test.each(['Shift', 'Control', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified'])(
  '%s is no key of its own',
  (key) => {
    expect(chordOf(press(key))).toBeNull();
  },
);
