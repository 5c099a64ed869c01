import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

export interface MenuActs {
  readonly lock: () => void;
  readonly openAccountsSite: () => void;
}

/** The menu bar. Loading the page anew and the developer tools are for development only. */
export function menuBar({
  platform,
  isDevelopment,
  acts,
}: {
  readonly platform: NodeJS.Platform;
  readonly isDevelopment: boolean;
  readonly acts: MenuActs;
}): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const development: MenuItemConstructorOptions[] = isDevelopment
    ? [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }]
    : [];
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
        ...development,
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
