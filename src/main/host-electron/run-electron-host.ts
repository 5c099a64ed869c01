import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { announce, type Terminal } from '../app/announce.ts';
import type { Application } from '../app/application.ts';
import type { StartOptions } from '../app/start-options.ts';
import { stopOnSignals } from '../app/stop-on-signals.ts';
import { createLog, type Log } from '../log/log.ts';
import type { OpenGatehouse } from '../open-gatehouse.ts';
import { createFileSecrets } from '../secrets/file-secrets.ts';
import { openConsoleWindow } from './console-window.ts';
import { createDragOut } from './drag-out.ts';
import type { ElectronModules } from './electron-modules.ts';
import { createOpenExternal } from './external-address.ts';
import { menuBar } from './menu.ts';
import { createOsSecrets } from './os-secrets.ts';
import { isOwnAddress, SCHEME } from './own-address.ts';
import { secureContents } from './secure-contents.ts';
import { secureSession } from './secure-session.ts';
import { announceSignUps } from './sign-up-notice.ts';
import type { ShowMenu } from './window-menu.ts';

export interface ElectronHostOptions {
  readonly electron: ElectronModules;
  readonly options: StartOptions;
  readonly open: OpenGatehouse;
  readonly describeFailure: (error: unknown) => string;
  /** Paths of the built preload script and of the window's icon. */
  readonly preload: string;
  readonly icon: string;
  /** The process: it hears signals and uncaught errors, and prints. */
  readonly terminal: Terminal & Pick<NodeJS.EventEmitter, 'on'>;
}

/**
 * Shows the console in a window of its own until it is closed, and ends in words if it crashes. What
 * must come before Electron is ready happens here, so this must not be called late.
 */
export function runElectronHost(given: ElectronHostOptions): void {
  const { app, dialog, protocol, shell } = given.electron;
  const { stderr } = given.terminal;
  const directory = given.options.dataDirectory;
  const log = createLog({
    directory,
    now: () => new Date(),
    onUnwritable: (error) => stderr.write(`gatehouse.log can’t be written: ${String(error)}\n`),
  });
  const fail = (error: unknown): void => {
    log.error('starting', error);
    dialog.showErrorBox('Gatehouse can’t start', given.describeFailure(error));
    app.exit(1);
  };
  endAtCrash(given, log);
  app.enableSandbox();
  app.setName('Gatehouse');
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
  try {
    // Each data folder has a profile, and with it an instance, of its own.
    const profile = join(directory, 'electron');
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    app.setPath('userData', profile);
  } catch (error) {
    fail(error);
    return;
  }
  if (!app.requestSingleInstanceLock()) {
    stderr.write('Gatehouse is already open on this data folder. Its window comes to the front.\n');
    app.quit();
    return;
  }
  const onError = (error: unknown): void => log.error('opening an address', error);
  const openExternal = createOpenExternal({ dialog, shell, onError });
  app.on('session-created', secureSession);
  app.on('web-contents-created', (_event, contents) => secureContents(contents, openExternal));
  app
    .whenReady()
    .then(() => start({ ...given, log, openExternal }))
    .catch(fail);
}

/** Electron itself would show a stack and go on, with a window that nothing stands behind. */
function endAtCrash({ electron, terminal }: ElectronHostOptions, log: Log): void {
  let isEnding = false;
  terminal.on('uncaughtException', (error: unknown) => {
    log.error('crash', error);
    if (isEnding) return;
    isEnding = true;
    electron.dialog.showErrorBox(
      'Gatehouse has stopped',
      `Gatehouse can’t go on. What was saved is safe, what was being typed is lost. Start it again. If that stays so, report it with its log:\n${log.file}`,
    );
    electron.app.exit(1);
  });
}

interface Started extends ElectronHostOptions {
  readonly log: Log;
  readonly openExternal: (address: string) => Promise<void>;
}

async function start(given: Started): Promise<void> {
  const { electron, options } = given;
  const { protocol, safeStorage, session } = electron;
  secureSession(session.defaultSession);
  const { secrets, notice } = await createOsSecrets({
    safeStorage,
    platform: process.platform,
    fallback: createFileSecrets({ directory: options.dataDirectory, randomBytes }),
  });
  const application = await given.open({ options, secrets });
  await application.noteConsole(null, notice);
  const quitting = quitCleanly(given, application);
  protocol.handle(SCHEME, async (request) =>
    isOwnAddress(request.url) ? application.pages(request) : new Response(null, { status: 404 }),
  );
  const showMenu = keepMenuBar(given, application);
  showMenu([], () => undefined);
  const openWindow = keepOneWindow(given, application, showMenu);
  // A window that is opened while everything ends would have nothing behind it.
  const showWindow = (): void => {
    if (!quitting.aborted) openWindow();
  };
  showWindow();
  await follow(given, application, showWindow);
  announce(await application.status(), null, given.terminal);
}

/** @returns A function that opens the window, or brings the open one to the front. */
function keepOneWindow(
  { electron, options, preload, icon, terminal, log }: Started,
  application: Application,
  showMenu: ShowMenu,
): () => void {
  const onError = (error: unknown): void => log.error('window', error);
  const { pages } = application;
  const folder = join(options.dataDirectory, 'dragged');
  const letFilesBeDraggedOut = createDragOut({ pages, folder, icon, terminal, onError });
  let window: Electron.BrowserWindow | null = null;
  return () => {
    if (window) {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      return;
    }
    window = openConsoleWindow({
      electron,
      application,
      preload,
      icon,
      stateFile: join(options.dataDirectory, 'window.json'),
      letFilesBeDraggedOut,
      showMenu,
      onError,
    });
    window.once('closed', () => {
      window = null;
    });
  };
}

/** @returns A function that puts what a window offers into the menu bar. */
function keepMenuBar({ electron, openExternal, log }: Started, application: Application): ShowMenu {
  const { Menu } = electron;
  const openAccountsSite = (): void => {
    application
      .status()
      .then(async ({ addresses: { accountsSite } }) => {
        if (accountsSite !== null) await openExternal(accountsSite);
      })
      .catch((error: unknown) => log.error('opening the accounts site', error));
  };
  const acts = { lock: () => application.lock('menu'), openAccountsSite };
  return (items, choose) => {
    const template = menuBar({ platform: process.platform, acts, items, choose });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
}

/** Joins the system's events and notifications with the application. */
async function follow(
  { electron, log }: Started,
  application: Application,
  showWindow: () => void,
): Promise<void> {
  const { app, BrowserWindow, Notification, powerMonitor } = electron;
  powerMonitor.on('suspend', () => application.lock('asleep'));
  powerMonitor.on('lock-screen', () => application.lock('screen'));
  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  await announceSignUps({
    application,
    isLookedAt: () => BrowserWindow.getFocusedWindow() !== null,
    show: (title, body) => {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title, body });
      notification.on('click', showWindow);
      notification.show();
    },
    onError: (error) => log.error('sign-up notice', error),
  });
}

/**
 * Lets mails and requests under way end before the process does.
 * @returns Aborted as soon as that begins.
 */
function quitCleanly(
  { electron, terminal, log }: Started,
  application: Application,
): Pick<AbortSignal, 'aborted'> {
  const { app, BrowserWindow } = electron;
  const quitting = new AbortController();
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (quitting.signal.aborted) return;
    quitting.abort();
    application.stop().then(
      () => app.exit(0),
      (error: unknown) => {
        log.error('stopping', error);
        app.exit(1);
      },
    );
  });
  stopOnSignals({
    signals: terminal,
    now: () => new Date(),
    stop: () => {
      // Nobody may be there to answer what a window asks before it closes.
      for (const window of BrowserWindow.getAllWindows()) window.destroy();
      app.quit();
    },
    force: () => app.exit(130),
  });
  return quitting.signal;
}
