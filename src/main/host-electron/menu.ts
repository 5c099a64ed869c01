import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

import type { MenuName } from '../../shared/keys/keyed-action.ts';
import { keysInWords } from '../../shared/keys/key-names.ts';
import { isForMenuBar } from '../../shared/keys/key-press.ts';
import type { WindowMenu } from '../../shared/window-menu.ts';

export interface MenuActs {
  readonly lock: () => void;
  readonly openAccountsSite: () => void;
}

interface MenuBarOptions {
  readonly platform: NodeJS.Platform;
  readonly acts: MenuActs;
  /** What the window offers now. */
  readonly items: WindowMenu;
  /** Is given the id of the one of them that was chosen. */
  readonly choose: (id: string) => void;
}

/**
 * The menu bar. It neither loads the page anew nor opens developer tools: with `--browser` the
 * console is where a browser's own are. Keys of what the window offers are only written there: the
 * window hears them itself, and a letter that the bar took would be lost to text.
 */
export function menuBar(options: MenuBarOptions): MenuItemConstructorOptions[] {
  const { platform, acts } = options;
  const isMac = platform === 'darwin';
  const offered = (menu: MenuName) => offeredIn(menu, options);
  const withLine = (menu: MenuName) =>
    offered(menu).length === 0 ? [] : [...offered(menu), { type: 'separator' } as const];
  const menus = [
    ['&Go', 'go'],
    ['&Selection', 'selection'],
    ['&List', 'list'],
  ] as const;
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Lock', ...lockKey(options.items), click: acts.lock },
        ...offered('file'),
        { label: 'Open accounts site…', click: acts.openAccountsSite },
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    {
      role: 'editMenu',
      submenu: [
        ...withLine('edit'),
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        ...(isMac ? [{ role: 'pasteAndMatchStyle' as const }] : []),
        { role: 'delete' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        ...withLine('view'),
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    ...menus
      .map(([label, menu]) => ({ label, submenu: offered(menu) }))
      .filter(({ submenu }) => submenu.length > 0),
    { role: 'windowMenu' },
    ...(offered('help').length > 0 ? [{ role: 'help' as const, submenu: offered('help') }] : []),
  ];
}

/** What the window offers for one menu, with a line between groups. */
function offeredIn(
  menu: MenuName,
  { items, choose, platform }: MenuBarOptions,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  return items
    .filter((item) => item.menu === menu && item.id !== LOCK)
    .flatMap((item, place, all) => [
      ...(place > 0 && all[place - 1]?.group !== item.group
        ? [{ type: 'separator' } as const]
        : []),
      {
        label: labelOf(item, isMac),
        enabled: item.reason === null,
        ...(item.reason !== null && isMac && { toolTip: item.reason }),
        click: () => choose(item.id),
      },
    ]);
}

/** Its words, with its key and, where the system shows no words beside it, why it can't be done. */
function labelOf({ label, keys, reason }: WindowMenu[number], isMac: boolean): string {
  const words = label
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .replaceAll('&', '&&');
  const hint = keys === null ? '' : ` (${keysInWords(keys, isMac).replaceAll('&', '&&')})`;
  const why = reason === null || isMac ? '' : ` – ${reason.replaceAll('&', '&&')}`;
  return words + hint + why;
}

/** A mail that has the focus hears all keys itself, so that the bar listens for this one. */
const LOCK = 'lock';

function lockKey(items: WindowMenu): Pick<MenuItemConstructorOptions, 'accelerator'> {
  const item = items.find(({ id }) => id === LOCK);
  const keys = item === undefined ? 'Mod+Shift+L' : (item.keys ?? '');
  if (!isForMenuBar(keys)) return {};
  return { accelerator: keys.replace('Mod', 'CommandOrControl') };
}

/** What a right click offers on text; nothing elsewhere. */
export function textMenu({
  isEditable,
  selectionText,
  editFlags,
}: Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'editFlags'
>): MenuItemConstructorOptions[] {
  if (isEditable) {
    return [
      { role: 'cut', enabled: editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll' },
    ];
  }
  return selectionText.trim() === '' ? [] : [{ role: 'copy' }];
}
