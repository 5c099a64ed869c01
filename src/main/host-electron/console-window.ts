import type { BrowserWindow } from 'electron';

import type { Application } from '../app/application.ts';
import { letPathsBeChosen } from './choose-path.ts';
import type { ElectronModules } from './electron-modules.ts';
import { textMenu } from './menu.ts';
import { CONSOLE_ADDRESS } from './own-address.ts';
import { connectWindow } from './window-bridge.ts';
import { connectMenu, type ShowMenu } from './window-menu.ts';
import { keepWindowState, readWindowState } from './window-state.ts';

export interface ConsoleWindowOptions {
  readonly electron: Pick<ElectronModules, 'app' | 'BrowserWindow' | 'dialog' | 'Menu' | 'screen'>;
  readonly application: Pick<Application, 'dispatch' | 'events'>;
  /** Path of the built preload script. */
  readonly preload: string;
  readonly icon: string;
  /** Where the window's place is kept. */
  readonly stateFile: string;
  /** Shows in the menu bar what the window offers. */
  readonly showMenu: ShowMenu;
  readonly letFilesBeDraggedOut: (contents: BrowserWindow['webContents']) => void;
  readonly onError: (error: unknown) => void;
}

/** Opens the console's window, locked down, at the place where it last was. */
export function openConsoleWindow(options: ConsoleWindowOptions): BrowserWindow {
  const { BrowserWindow, Menu, screen } = options.electron;
  const state = readWindowState(options.stateFile, screen.getAllDisplays());
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...state?.bounds,
    minWidth: 720,
    minHeight: 480,
    title: 'Gatehouse',
    icon: options.icon,
    show: false,
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    },
  });
  if (state?.isMaximized) window.maximize();
  keepWindowState(window, options.stateFile, options.onError);
  connectWindow(window.webContents, options.application);
  connectMenu(window.webContents, options.showMenu);
  options.letFilesBeDraggedOut(window.webContents);
  letPathsBeChosen(window, options.electron);
  window.once('ready-to-show', () => window.show());
  window.webContents.on('context-menu', (_event, params) => {
    const items = textMenu(params);
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    options.onError(new Error(`The window’s process ended: ${reason}.`));
    reopenOrQuit(window, options.electron).catch(options.onError);
  });
  askBeforeClose(window, options);
  window.loadURL(CONSOLE_ADDRESS).catch(options.onError);
  return window;
}

/**
 * Asks whether a window that holds something unsaved is closed all the same. It stays until that is
 * answered, and a quit stops with it; meanwhile the console can be locked, and the process be ended.
 */
function askBeforeClose(window: BrowserWindow, { electron, onError }: ConsoleWindowOptions): void {
  const { app, dialog } = electron;
  let isAsking = false;
  let isQuitting = false;
  const rememberQuit = (): void => void (isQuitting = true);
  app.on('before-quit', rememberQuit);
  window.once('closed', () => app.off('before-quit', rememberQuit));
  const ask = async (): Promise<void> => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: 'Something you typed is not saved.',
      detail: 'If the window is closed now, it is lost.',
      buttons: ['Stay', 'Close without saving'],
      defaultId: 0,
      cancelId: 0,
    });
    const goesOn = isQuitting;
    isAsking = false;
    isQuitting = false;
    if (response === 0) return;
    window.destroy();
    if (goesOn) app.quit();
  };
  window.webContents.on('will-prevent-unload', () => {
    if (isAsking) return;
    isAsking = true;
    ask().catch(onError);
  });
}

async function reopenOrQuit(
  window: BrowserWindow,
  { app, dialog }: Pick<ElectronModules, 'app' | 'dialog'>,
): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window stopped working.',
    detail: 'What was saved is safe. What was being typed is lost.',
    buttons: ['Open it again', 'Quit'],
    cancelId: 1,
  });
  if (response === 0) window.reload();
  else app.quit();
}
