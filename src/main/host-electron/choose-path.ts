import type { BrowserWindow, OpenDialogOptions } from 'electron';

import { CHOOSE_CHANNEL, PATH_KINDS, type PathKind } from '../../shared/bridge.ts';
import type { ElectronModules } from './electron-modules.ts';
import { isConsoleFrame } from './own-address.ts';

const DIALOGS: Readonly<Record<PathKind, OpenDialogOptions>> = {
  database: {
    title: 'Choose a database',
    properties: ['openFile', 'showHiddenFiles'],
    filters: [
      { name: 'SQLite databases', extensions: ['sqlite3', 'sqlite', 'db'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  folder: { title: 'Choose a folder', properties: ['openDirectory', 'createDirectory'] },
};

/**
 * Lets the console's page ask its person for a path in the system's own dialog. The page learns the
 * path and nothing of what lies there; a frame within it or another page learns nothing.
 */
export function letPathsBeChosen(
  window: BrowserWindow,
  { dialog }: Pick<ElectronModules, 'dialog'>,
): void {
  window.webContents.ipc.handle(CHOOSE_CHANNEL, async ({ senderFrame }, kind: unknown) => {
    const known = PATH_KINDS.find((each) => each === kind);
    if (!isConsoleFrame(senderFrame) || known === undefined) return null;
    const { canceled, filePaths } = await dialog.showOpenDialog(window, DIALOGS[known]);
    return canceled ? null : (filePaths[0] ?? null);
  });
}
