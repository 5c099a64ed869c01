import { EventEmitter } from 'node:events';

import type { WebContents } from 'electron';

import type { ElectronModules } from '../../src/main/host-electron/electron-modules.ts';

type Listener = (...args: unknown[]) => unknown;

/** What the console's page is to Electron: a frame without a parent, at the console's address. */
export const CONSOLE_FRAME = { parent: null, url: 'gatehouse://console/#/pending' };

/** Stands in for a window's contents; `invoke` calls as the given frame would. */
export class StandInContents extends EventEmitter {
  readonly sent: { readonly channel: string; readonly payload: unknown }[] = [];
  readonly handlers = new Map<string, Listener>();
  openHandler: Parameters<WebContents['setWindowOpenHandler']>[0] | null = null;
  readonly ipc = {
    handle: (channel: string, handler: Listener): void => void this.handlers.set(channel, handler),
    on: (channel: string, handler: Listener): void => void this.handlers.set(channel, handler),
  };
  readonly dragged: { readonly file: string }[] = [];

  startDrag(item: { readonly file: string }): void {
    this.dragged.push(item);
    this.emit('dragged');
  }

  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler;
  }

  send(channel: string, payload: unknown): void {
    this.sent.push({ channel, payload });
    this.emit('sent', payload);
  }

  isDestroyed(): boolean {
    return false;
  }

  async invoke(channel: string, senderFrame: unknown, ...args: unknown[]): Promise<unknown> {
    return this.handlers.get(channel)?.({ senderFrame }, ...args);
  }
}

/** Stands in for a window. */
export class StandInWindow extends EventEmitter {
  readonly webContents = new StandInContents();
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly calls: string[] = [];
  address = '';

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }

  async loadURL(address: string): Promise<void> {
    this.address = address;
  }
  getNormalBounds() {
    return { x: 10, y: 20, width: 1000, height: 700 };
  }
  isMaximized(): boolean {
    return this.calls.includes('maximize');
  }
  isMinimized(): boolean {
    return false;
  }
  maximize(): void {
    this.calls.push('maximize');
  }
  show(): void {
    this.calls.push('show');
  }
  focus(): void {
    this.calls.push('focus');
  }
  destroy(): void {
    this.calls.push('destroy');
  }
}

/** Stands in for a session and remembers what it was told to deny. */
export class StandInSession extends EventEmitter {
  request: Listener | null = null;
  check: Listener | null = null;
  device: Listener | null = null;
  beforeRequest: Listener | null = null;
  isSpellChecked = true;
  readonly webRequest = {
    onBeforeRequest: (listener: Listener): void => void (this.beforeRequest = listener),
  };

  setPermissionRequestHandler(handler: Listener): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: Listener): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: Listener): void {
    this.device = handler;
  }
  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.isSpellChecked = isEnabled;
  }
}

class StandInApp extends EventEmitter {
  readonly ready = Promise.withResolvers<void>();
  readonly exited = Promise.withResolvers<number>();
  readonly calls: string[] = [];
  readonly paths = new Map<string, string>();
  isFirstInstance = true;
  appPath = '';

  enableSandbox(): void {
    this.calls.push('enableSandbox');
  }
  setName(): void {}
  getAppPath(): string {
    return this.appPath;
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }
  requestSingleInstanceLock(): boolean {
    return this.isFirstInstance;
  }
  whenReady(): Promise<void> {
    return this.ready.promise;
  }
  quit(): void {
    this.calls.push('quit');
    this.emit('before-quit');
    this.emit('will-quit', { preventDefault: () => {} });
  }
  exit(code: number): void {
    this.exited.resolve(code);
  }
}

/** Electron's module without Electron: it proves what is wired to what, not what Chromium does. */
export function createElectronStandIn() {
  const app = new StandInApp();
  const defaultSession = new StandInSession();
  const powerMonitor = new EventEmitter();
  const printed = { out: '', err: '' };
  /** Stands in for the process. */
  const terminal = Object.assign(new EventEmitter(), {
    stdout: { write: (text: string) => (printed.out += text) },
    stderr: { write: (text: string) => (printed.err += text) },
  });
  const opened = Promise.withResolvers<StandInWindow>();
  const schemes: Electron.CustomScheme[] = [];
  const pages = new Map<string, (request: Request) => Promise<Response>>();
  const exposed = new Map<string, unknown>();
  const shown = {
    errors: [] as string[],
    questions: [] as string[],
    dialogs: [] as Electron.OpenDialogOptions[],
    notifications: [] as string[],
    opened: [] as string[],
    menu: [] as Electron.MenuItemConstructorOptions[],
  };
  /** What the person does, and what the system has. */
  const world = { answer: 1, isFocused: false, hasKeyStore: true, key: 1, path: '' };

  class BrowserWindow extends StandInWindow {
    static readonly all: StandInWindow[] = [];
    static getAllWindows() {
      return this.all;
    }
    static getFocusedWindow() {
      return world.isFocused ? {} : null;
    }
    constructor(options: Electron.BrowserWindowConstructorOptions) {
      super(options);
      BrowserWindow.all.push(this);
      app.emit('web-contents-created', {}, this.webContents);
      opened.resolve(this);
    }
  }
  class Notification extends EventEmitter {
    static isSupported = () => true;
    readonly #text: string;
    constructor({ title, body }: Electron.NotificationConstructorOptions) {
      super();
      this.#text = `${title} / ${body}`;
    }
    show(): void {
      shown.notifications.push(this.#text);
    }
  }
  const safeStorage = {
    isAsyncEncryptionAvailable: async () => world.hasKeyStore,
    encryptStringAsync: async (text) => Buffer.from([world.key, ...Buffer.from(text).toReversed()]),
    decryptStringAsync: async (bytes) => ({
      result: Buffer.from(bytes.subarray(1).toReversed()).toString(),
      shouldReEncrypt: bytes[0] !== world.key,
    }),
    getSelectedStorageBackend: () => 'gnome_libsecret',
  } satisfies Partial<ElectronModules['safeStorage']>;
  const dialog = {
    showErrorBox: (_title, content) => void shown.errors.push(content),
    showMessageBox: async (...args: unknown[]) => {
      const options = args.at(-1) as Electron.MessageBoxOptions;
      shown.questions.push(options.detail ?? options.message);
      return { response: world.answer, checkboxChecked: false };
    },
    showOpenDialog: async (...args: unknown[]) => {
      shown.dialogs.push(args.at(-1) as Electron.OpenDialogOptions);
      const filePaths = world.path === '' ? [] : [world.path];
      return { canceled: filePaths.length === 0, filePaths };
    },
  } satisfies Partial<ElectronModules['dialog']>;
  const modules = {
    app,
    BrowserWindow,
    dialog,
    Menu: {
      buildFromTemplate: (items: Electron.MenuItemConstructorOptions[]) => items,
      setApplicationMenu: (items: Electron.MenuItemConstructorOptions[]) =>
        void (shown.menu = items),
    },
    Notification,
    powerMonitor,
    protocol: {
      registerSchemesAsPrivileged: (list: Electron.CustomScheme[]) => void schemes.push(...list),
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
        void pages.set(scheme, handler),
    },
    safeStorage,
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: { defaultSession },
    shell: { openExternal: async (address: string) => void shown.opened.push(address) },
  };
  return {
    /** Handed to the host, which sees no more of Electron than this. */
    electron: modules as unknown as ElectronModules,
    /** For the built preload script. */
    preload: {
      contextBridge: {
        exposeInMainWorld: (name: string, value: unknown) => void exposed.set(name, value),
      },
      ipcRenderer: new EventEmitter(),
      webUtils: { getPathForFile: () => '' },
    },
    app,
    terminal,
    printed,
    defaultSession,
    powerMonitor,
    opened: opened.promise,
    schemes,
    pages,
    exposed,
    shown,
    world,
  };
}
