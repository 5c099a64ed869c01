import type { MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';

import { menuBar, textMenu } from '../../src/main/host-electron/menu.ts';
import type { WindowMenu } from '../../src/shared/window-menu.ts';

const acts = { lock: () => {}, openAccountsSite: () => {} };

function barOf(platform: NodeJS.Platform, items: WindowMenu = [], choose = (_id: string) => {}) {
  return menuBar({ platform, acts, items, choose });
}

function itemOf(changes: Partial<WindowMenu[number]>): WindowMenu[number] {
  return {
    id: 'activate',
    label: 'Activate',
    menu: 'selection',
    group: 'People',
    keys: 'a',
    reason: null,
    ...changes,
  };
}

function submenuOf(bar: readonly MenuItemConstructorOptions[], label: string) {
  const found = bar.find((menu) => menu.label === label || menu.role === label)?.submenu;
  return Array.isArray(found) ? found : undefined;
}

/** Every item of the menu bar, by role or label. */
function names(items: readonly MenuItemConstructorOptions[]): string[] {
  return items.flatMap(({ role, label, submenu }) => [
    role ?? label ?? '',
    ...(Array.isArray(submenu) ? names(submenu) : []),
  ]);
}

it('neither loads the page anew nor opens developer tools', () => {
  const bar = names(barOf('linux'));
  for (const role of ['reload', 'forceReload', 'toggleDevTools']) expect(bar).not.toContain(role);
});

it.each(['linux', 'win32', 'darwin'] as const)('has the usual menus on %s', (platform) => {
  const all = names(barOf(platform));
  const own = platform === 'darwin' ? ['appMenu', 'close'] : ['quit'];
  expect(all).toEqual(expect.arrayContaining([...own, 'editMenu', 'windowMenu', 'zoomIn']));
});

it('locks by a key', () => {
  const [file] = barOf('linux');
  expect(file?.submenu).toContainEqual({
    label: 'Lock',
    accelerator: 'CommandOrControl+Shift+L',
    click: acts.lock,
  });
});

it('locks by the key that the window says, and by none that would be lost to text', () => {
  const lock = (keys: string | null) =>
    submenuOf(barOf('linux', [itemOf({ id: 'lock', menu: 'file', keys })]), '&File')?.[0];
  expect(lock('Mod+Shift+Y')?.accelerator).toBe('CommandOrControl+Shift+Y');
  for (const keys of ['y', 'g y', null]) expect(lock(keys)).not.toHaveProperty('accelerator');
});

it('shows what the window offers, in its menus, and gives back what is chosen', () => {
  const chosen: string[] = [];
  const offered = [
    itemOf({}),
    itemOf({ id: 'go.users', label: 'Users', menu: 'go', group: 'Go to', keys: 'g u' }),
    itemOf({ id: 'list.peek', label: 'Peek', menu: 'list', group: 'In a list', keys: 'Space' }),
    itemOf({ id: 'create', label: 'New user…', menu: 'list', group: 'People', keys: null }),
    itemOf({ id: 'undo', label: 'Undo', menu: 'edit', group: 'Console', keys: 'z' }),
    itemOf({ id: 'keys', label: 'All keys', menu: 'help', group: 'Console', keys: '?' }),
  ];
  const bar = barOf('linux', offered, (id) => chosen.push(id));
  expect(bar.map(({ label, role }) => label ?? role)).toEqual([
    '&File',
    'editMenu',
    '&View',
    '&Go',
    '&Selection',
    '&List',
    'windowMenu',
    'help',
  ]);
  const list = submenuOf(bar, '&List') ?? [];
  expect(list.map(({ label, type }) => label ?? type)).toEqual([
    'Peek (space)',
    'separator',
    'New user…',
  ]);
  expect(submenuOf(bar, '&Go')).toMatchObject([{ label: 'Users (g u)', enabled: true }]);
  expect(submenuOf(bar, 'editMenu')?.[0]?.label).toBe('Undo (z)');
  submenuOf(bar, '&Selection')?.[0]?.click?.({} as never, undefined, {});
  expect(chosen).toEqual(['activate']);
});

it('takes no key of what the window offers from text, and no sign of a label for its own', () => {
  const items = [
    itemOf({ label: 'Tom & Eva\n\u202e', keys: 'Mod+Shift+E' }),
    itemOf({ id: 'reject', label: 'Reject…', keys: '&', reason: 'Nobody is selected.' }),
  ];
  const onLinux = submenuOf(barOf('linux', items), '&Selection') ?? [];
  expect(onLinux.map(({ label }) => label)).toEqual([
    'Tom && Eva (Ctrl+Shift+E)',
    'Reject… (&&) – Nobody is selected.',
  ]);
  const onMac = submenuOf(barOf('darwin', items), '&Selection') ?? [];
  expect(onMac.map(({ label, toolTip, enabled }) => [label, toolTip, enabled])).toEqual([
    ['Tom && Eva (⌘⇧E)', undefined, true],
    ['Reject… (&&)', 'Nobody is selected.', false],
  ]);
  for (const item of [...onLinux, ...onMac]) expect(item).not.toHaveProperty('accelerator');
});

it('offers on a right click what can be done with the text', () => {
  const editFlags = { canCut: false, canCopy: true, canPaste: true } as Electron.EditFlags;
  const at = (isEditable: boolean, selectionText: string) =>
    names(textMenu({ isEditable, selectionText, editFlags }));
  expect(at(true, '')).toEqual(['cut', 'copy', 'paste', '', 'selectAll']);
  expect(at(false, 'some words')).toEqual(['copy']);
  expect(at(false, ' ')).toEqual([]);
});
