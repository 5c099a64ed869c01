import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

export interface MenuActs {
  readonly lock: () => void;
  readonly openAccountsSite: () => void;
}

/**
 * The menu bar. It neither loads the page anew nor opens developer tools: with `--browser` the
 * console is where a browser's own are.
 */
export function menuBar({
  platform,
  acts,
}: {
  readonly platform: NodeJS.Platform;
  readonly acts: MenuActs;
}): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Lock', accelerator: 'CommandOrControl+Shift+L', click: acts.lock },
        { label: 'Open accounts site…', click: acts.openAccountsSite },
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ];
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
