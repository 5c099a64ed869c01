import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it, vi } from 'vitest';

import { runElectronHost } from '../../src/main/host-electron/run-electron-host.ts';
import { createElectronStandIn } from '../support/electron.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { openTestApplication, startElectronHost } from './hosts.ts';

const start = async () => {
  const application = await openTestApplication();
  return { application, ...(await startElectronHost(application)) };
};

/** Starts the host with an application that can't be opened. */
async function startBroken(standIn = createElectronStandIn()) {
  runElectronHost({
    electron: standIn.electron,
    options: {
      dataDirectory: await temporaryDirectory(),
      port: 0,
      sitePort: 0,
      smtpPort: 0,
      demo: false,
      browser: false,
      open: false,
    },
    open: () => Promise.reject(new Error('The database is damaged.')),
    describeFailure: (error) => (error as Error).message,
    preload: '',
    icon: '',
    terminal: standIn.terminal,
  });
  standIn.app.ready.resolve();
  return standIn;
}

it('says why it can’t start and ends with code 1', async () => {
  const { app, shown } = await startBroken();
  expect(await app.exited.promise).toBe(1);
  expect(shown.errors).toEqual(['The database is damaged.']);
});

it('says in a dialog that it crashed, writes it down, and ends with code 1', async () => {
  const { app, terminal, shown, dataDirectory } = await start();
  terminal.emit('uncaughtException', new Error('No memory is left.'));
  terminal.emit('uncaughtException', new Error('Nothing answers.'));
  expect(await app.exited.promise).toBe(1);
  const log = join(dataDirectory, 'gatehouse.log');
  expect(shown.errors).toEqual([
    'Gatehouse can’t go on. What was saved is safe, what was being typed is lost. ' +
      `Start it again. If that stays so, report it with its log:\n${log}`,
  ]);
  const entries = (await readFile(log, 'utf8')).trim().split('\n');
  expect(entries.map((entry) => JSON.parse(entry) as unknown)).toMatchObject([
    { context: 'crash', message: 'No memory is left.' },
    { context: 'crash', message: 'Nothing answers.' },
  ]);
});

it('leaves a data folder that is open already to the first instance', async () => {
  const standIn = createElectronStandIn();
  standIn.app.isFirstInstance = false;
  const { app, shown, printed } = await startBroken(standIn);
  expect(app.calls).toContain('quit');
  expect(shown.errors).toEqual([]);
  expect(printed.err).toContain('already open');
});

it('keeps the instance and the profile with the data folder', async () => {
  const { app, dataDirectory } = await start();
  expect(app.paths.get('userData')).toContain(dataDirectory);
});

it('brings its window to the front at a second start', async () => {
  const { app, window } = await start();
  app.emit('second-instance');
  expect(window.calls).toEqual(['show', 'focus']);
});

it('shows no window any more while it ends', async () => {
  const { app, window } = await start();
  app.quit();
  app.emit('second-instance');
  app.emit('activate');
  expect(window.calls).toEqual([]);
  expect(await app.exited.promise).toBe(0);
});

it('case 36: a second start with an address or a command only shows the window', async () => {
  const { app, window, application } = await start();
  const asked: string[] = [];
  const { dispatch } = application;
  vi.spyOn(application, 'dispatch').mockImplementation((name, input) => {
    asked.push(name);
    return dispatch(name, input);
  });
  const before = window.calls.length;
  app.emit('second-instance', {}, ['gatehouse', 'gatehouse://registrations.activate?ids=1'], '/');
  app.emit('open-url', { preventDefault: () => undefined }, 'gatehouse://accounts.delete?ids=1');
  expect(window.calls.slice(before)).toEqual(['show', 'focus']);
  expect(asked).toEqual([]);
});

it.each(['suspend', 'lock-screen'])('case 42: locks the console at %s', async (event) => {
  const { powerMonitor, listen } = await start();
  await vi.waitUntil(() => powerMonitor.listenerCount(event) > 0);
  const { next } = await listen();
  powerMonitor.emit(event);
  expect((await next).topics).toContain('session');
});

it('ends with code 0 after SIGINT', async () => {
  const { app, terminal, window } = await start();
  terminal.emit('SIGINT');
  // What is unsaved in it would ask a question that nobody answers.
  expect(window.calls).toContain('destroy');
  expect(await app.exited.promise).toBe(0);
});

it('ends when its window closes, except on macOS', async () => {
  const { app } = await start();
  app.emit('window-all-closed');
  expect(app.calls.includes('quit')).toBe(process.platform !== 'darwin');
});
