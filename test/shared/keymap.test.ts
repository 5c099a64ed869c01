import { describe, expect, it, test } from 'vitest';

import { ACTION_IDS, ACTIONS, type ActionId } from '../../src/shared/keys/actions.ts';
import { gridKeysOf } from '../../src/shared/keys/grid-keys.ts';
import { clashesOf, keymapOf, whyNotKeys, withChanges } from '../../src/shared/keys/keymap.ts';
import { areKeys } from '../../src/shared/keys/key-press.ts';

const AS_THEY_CAME = keymapOf({});

test('no two actions of one screen come with the same key, and each key is one that can be given', () => {
  const withKeys = ACTION_IDS.filter((id) => ACTIONS[id].keys !== undefined);
  expect(withKeys.length).toBeGreaterThan(60);
  for (const id of withKeys) {
    const keys = ACTIONS[id].keys ?? '';
    expect(areKeys(keys), id).toBe(true);
    expect(clashesOf(id, keys, AS_THEY_CAME), id).toEqual([]);
  }
});

describe('a changed key', () => {
  it('takes the place of the one before, or leaves none', () => {
    const keymap = keymapOf({ 'list.select': 's', undo: null, 'list.open': 'o' });
    expect(keymap['list.select']).toBe('s');
    expect('undo' in keymap).toBe(false);
    expect(keymap['list.open']).toBe('o');
    expect(keymapOf({ 'list.open': null })['list.open']).toBe('Enter');
  });

  it('is taken back by the key that the action came with', () => {
    expect(withChanges({ undo: 'q', lock: null }, { undo: 'z', search: 'w' })).toEqual({
      lock: null,
      search: 'w',
    });
  });

  it('reaches a grid beside the key that always works', () => {
    const keys = gridKeysOf(keymapOf({ 'list.down': 'n', 'list.select': null }));
    expect(keys.filter(({ act }) => act === 'down').map((each) => each.keys)).toEqual([
      'n',
      'ArrowDown',
    ]);
    expect(keys.some(({ act }) => act === 'select')).toBe(false);
  });
});

describe('a key clashes', () => {
  it.each<[ActionId, string, readonly ActionId[]]>([
    ['activate', 'x', ['list.select']],
    ['undo', 'm', ['reset', 'resend', 'outbox.send']],
    ['export', 'g', ACTION_IDS.filter((id) => AS_THEY_CAME[id]?.startsWith('g '))],
    ['export', 'x x', ['list.select']],
    ['activate', 'Shift+J', ['list.down']],
    ['list.select', 'G', ACTION_IDS.filter((id) => AS_THEY_CAME[id]?.startsWith('g '))],
    ['triage.skip', 'm', []],
    ['captured.star', 'r', []],
    ['list.open', 'o', ['end-sessions', 'outbox.read']],
  ])('of %s: %s with %j', (id, keys, others) => {
    expect(clashesOf(id, keys, AS_THEY_CAME)).toEqual(others);
  });

  it.each([
    ['J', 'list.down', 'j'],
    ['F2', 'list.down', 'F2'],
    ['Backspace', 'list.select', 'Backspace'],
  ] as const)('with Shift and %s where that selects on the way', (key, id, keys) => {
    expect(clashesOf('activate', `Shift+${key}`, keymapOf({ [id]: keys }))).toEqual([id]);
  });

  it.each(['b', 'F2'])('not with Shift and %s where that does nothing', (keys) => {
    expect(clashesOf('activate', `Shift+${keys}`, keymapOf({ 'list.peek': keys }))).toEqual([]);
  });

  it('with opening a row only where rows are opened', () => {
    const keymap = keymapOf({ 'list.open': 'F2', 'close-panel': 'F4' });
    expect(clashesOf('captured.star', 'F2', keymap)).toEqual(['list.open']);
    expect(clashesOf('invitations.copy', 'F2', keymap)).toEqual([]);
    expect(clashesOf('captured.star', 'F4', keymap)).toEqual([]);
  });

  it('never with a key that was taken off', () => {
    expect(clashesOf('activate', 'x', keymapOf({ 'list.select': null }))).toEqual([]);
  });
});

describe('a key is refused', () => {
  it.each([
    'Tab',
    'Shift+Tab',
    'Enter',
    'Mod+Enter',
    'Escape',
    'ArrowDown',
    'Shift+Home',
    'PageUp',
    'Space',
    'Alt+F',
    'F5',
    'Mod+C',
    'Mod+Z',
    'Mod+Shift+Z',
    'Mod+W',
    'Mod+Shift+T',
    'Mod+1',
    'Mod+Plus',
    'Mod+Backspace',
    'Mod+Delete',
    'Mod+Insert',
    'Mod+Shift+Insert',
    'Mod+F4',
    'Shift+Insert',
    'Shift+Delete',
    'g Shift+Delete',
    'Mod+С',
    'Mod+Shift+М',
    'Mod+É',
    'Mod+Alt+@',
    'Alt+Shift+E',
    'Mod+K d',
    'g Tab',
    'g d d',
    'ab',
    '',
    'Hyper+x',
  ])('%j', (keys) => {
    expect(whyNotKeys('undo', keys)).toMatch(/\.$/);
  });

  it('but not the one that the action came with, nor what is free', () => {
    expect(whyNotKeys('list.all', 'Mod+A')).toBeUndefined();
    expect(whyNotKeys('undo', 'Mod+A')).toBeDefined();
    expect(whyNotKeys('list.peek', 'Space')).toBeUndefined();
    for (const keys of [
      'x',
      'ж',
      '?',
      '@',
      'Plus',
      'Shift+Ж',
      'g d',
      'Insert',
      'F2',
      'Mod+E',
      'Mod+.',
    ]) {
      expect(whyNotKeys('undo', keys), keys).toBeUndefined();
    }
  });

  it('in a list when it is two in turn', () => {
    expect(whyNotKeys('list.down', 'g n')).toContain('one key');
  });

  it.each(['y', 'g y', 'F2', 'Shift+Y', 'Mod+.', 'Mod+Shift+?'])(
    '%j for locking, which a mail that has the focus must not swallow',
    (keys) => expect(whyNotKeys('lock', keys)).toContain('While a mail has the focus'),
  );

  it('not for locking when the menu bar can listen for it', () => {
    for (const keys of ['Mod+E', 'Mod+Shift+Y']) expect(whyNotKeys('lock', keys)).toBeUndefined();
  });
});
