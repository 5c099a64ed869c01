import type { MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';

import { menuBar, textMenu } from '../../src/main/host-electron/menu.ts';

const acts = { lock: () => {}, openAccountsSite: () => {} };

/** Every item of the menu bar, by role or label. */
function names(items: readonly MenuItemConstructorOptions[]): string[] {
  return items.flatMap(({ role, label, submenu }) => [
    role ?? label ?? '',
    ...(Array.isArray(submenu) ? names(submenu) : []),
  ]);
}

it('neither loads the page anew nor opens developer tools', () => {
  const bar = names(menuBar({ platform: 'linux', acts }));
  for (const role of ['reload', 'forceReload', 'toggleDevTools']) expect(bar).not.toContain(role);
});

it.each(['linux', 'win32', 'darwin'] as const)('has the usual menus on %s', (platform) => {
  const all = names(menuBar({ platform, acts }));
  const own = platform === 'darwin' ? ['appMenu', 'close'] : ['quit'];
  expect(all).toEqual(expect.arrayContaining([...own, 'editMenu', 'windowMenu', 'zoomIn']));
});

it('locks by a key', () => {
  const [file] = menuBar({ platform: 'linux', acts });
  expect(file?.submenu).toContainEqual({
    label: 'Lock',
    accelerator: 'CommandOrControl+Shift+L',
    click: acts.lock,
  });
});

it('offers on a right click what can be done with the text', () => {
  const editFlags = { canCut: false, canCopy: true, canPaste: true } as Electron.EditFlags;
  const at = (isEditable: boolean, selectionText: string) =>
    names(textMenu({ isEditable, selectionText, editFlags }));
  expect(at(true, '')).toEqual(['cut', 'copy', 'paste', '', 'selectAll']);
  expect(at(false, 'some words')).toEqual(['copy']);
  expect(at(false, ' ')).toEqual([]);
});
