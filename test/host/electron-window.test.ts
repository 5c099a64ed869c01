import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { readWindowState } from '../../src/main/host-electron/window-state.ts';
import { INVOKE_CHANNEL } from '../../src/shared/bridge.ts';
import { CONSOLE_FRAME } from '../support/electron.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { openTestApplication, startElectronHost } from './hosts.ts';

/** Resolves once what a question was answered with is done. */
const answered = async () => setImmediate();
const start = async () => startElectronHost(await openTestApplication());

it('case 37: opens a sandboxed window without Node, with a preload script and nothing else', async () => {
  const { app, window } = await start();
  expect(app.calls).toContain('enableSandbox');
  expect(window.address).toBe('gatehouse://console/');
  expect(window.options.webPreferences).toEqual({
    preload: '/out/preload/index.cjs',
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
  });
});

it.each([
  ['stays', 0],
  ['is closed all the same', 1],
])('a window that holds something unsaved asks first, and %s', async (_, choice) => {
  const { app, window, world, shown } = await start();
  world.answer = choice;
  window.webContents.emit('will-prevent-unload');
  await answered();
  expect(shown.questions).toEqual(['If the window is closed now, it is lost.']);
  expect(window.calls.includes('destroy')).toBe(choice === 1);
  expect(app.calls).not.toContain('quit');
});

it('a question that is open is not asked again, and a quit that waits for it goes on', async () => {
  const { app, window, shown } = await start();
  window.webContents.emit('will-prevent-unload');
  app.emit('before-quit');
  window.webContents.emit('will-prevent-unload');
  await answered();
  expect(shown.questions).toHaveLength(1);
  expect(window.calls).toContain('destroy');
  expect(app.calls).toContain('quit');
});

it('a quit that was answered with staying is over', async () => {
  const { app, window, world } = await start();
  world.answer = 0;
  app.emit('before-quit');
  window.webContents.emit('will-prevent-unload');
  await answered();
  world.answer = 1;
  window.webContents.emit('will-prevent-unload');
  await answered();
  expect(window.calls).toContain('destroy');
  expect(app.calls).not.toContain('quit');
});

it('registers its scheme without leave to pass by the policy', async () => {
  const { schemes } = await start();
  expect(schemes).toEqual([
    {
      scheme: 'gatehouse',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
});

it('has no pages at another host of its scheme', async () => {
  const { pages } = await start();
  const response = await pages.get('gatehouse')?.(new Request('gatehouse://elsewhere/'));
  expect(response?.status).toBe(404);
});

it.each([
  ['a frame within the page', { parent: CONSOLE_FRAME, url: 'gatehouse://console/' }],
  ['a preview shown as the page', { parent: null, url: 'gatehouse://console/preview/x' }],
  ['another host', { parent: null, url: 'gatehouse://elsewhere/' }],
  ['a page of the web', { parent: null, url: 'https://console/' }],
  ['a page that is gone', { parent: null, url: '' }],
  ['a frame that is gone', null],
])('case 37: hears nothing from %s', async (_, frame) => {
  const { window } = await start();
  const answer = await window.webContents.invoke(INVOKE_CHANNEL, frame, 'session.state', {});
  expect(answer).toMatchObject({ ok: false, error: { code: 'unknown-procedure' } });
});

it.each([
  ['the console again', 'gatehouse://console/#/users', true, true],
  ['a preview in a frame', 'gatehouse://console/preview/abc', false, true],
  ['a preview as the page', 'gatehouse://console/preview/abc', true, false],
  ['the console in a frame', 'gatehouse://console/', false, false],
  ['another host', 'gatehouse://elsewhere/', true, false],
  ['a host that begins alike', 'gatehouse://console.example/', true, false],
  ['a name before the host', 'gatehouse://x@console/', true, false],
  ['the web', 'https://shop.example/', true, false],
  ['the web in a frame', 'https://shop.example/preview/abc', false, false],
  ['a file', 'file:///etc/passwd', true, false],
  ['a script', 'javascript:alert(1)', true, false],
  ['data', 'data:text/html,hello', false, false],
])('case 37: navigating to %s', async (_, url, isMainFrame, isAllowed) => {
  const { window } = await start();
  let isPrevented = false;
  const preventDefault = (): void => void (isPrevented = true);
  window.webContents.emit('will-frame-navigate', { url, isMainFrame, preventDefault });
  expect(isPrevented).toBe(!isAllowed);
});

it.each(['will-redirect', 'will-attach-webview'])('case 37: prevents %s', async (event) => {
  const { window } = await start();
  let isPrevented = false;
  const preventDefault = (): void => void (isPrevented = true);
  window.webContents.emit(event, { url: 'gatehouse://console/', preventDefault });
  expect(isPrevented).toBe(true);
});

it('case 37: opens no second window, and asks before a web address leaves to the browser', async () => {
  const { window, shown } = await start();
  const details = { url: 'https://shop.example/a?b=c' } as Electron.HandlerDetails;
  expect(window.webContents.openHandler?.(details)).toEqual({ action: 'deny' });
  expect(shown.questions).toEqual(['https://shop.example/a?b=c']);
  expect(shown.opened).toEqual([]);
});

it.each([
  ['gatehouse://console/main.js', false],
  ['blob:gatehouse://console/0a1b', false],
  ['devtools://devtools/bundled/inspector.html', true],
  ['https://fonts.example/a.woff2', true],
  ['http://127.0.0.1:8000/', true],
  ['file:///etc/passwd', true],
  ['gatehouse://elsewhere/', true],
])('a request for %s is cancelled: %s', async (url, cancel) => {
  const { defaultSession } = await start();
  const answers: unknown[] = [];
  defaultSession.beforeRequest?.({ url }, (answer: unknown) => answers.push(answer));
  expect(answers).toEqual([{ cancel }]);
});

it.each([
  ['clipboard-sanitized-write', true, 'gatehouse://console/', true],
  ['clipboard-sanitized-write', false, 'gatehouse://console/', false],
  ['clipboard-sanitized-write', true, 'https://shop.example/', false],
  ['clipboard-read', true, 'gatehouse://console/', false],
  ['notifications', true, 'gatehouse://console/', false],
  ['media', true, 'gatehouse://console/', false],
  ['loopback-network', true, 'gatehouse://console/', false],
])(
  'the permission %s (main frame: %s, %s) is given: %s',
  async (permission, isMainFrame, requestingUrl, isGiven) => {
    const { defaultSession } = await start();
    const answers: unknown[] = [];
    const details = { isMainFrame, requestingUrl };
    defaultSession.request?.({}, permission, (answer: unknown) => answers.push(answer), details);
    answers.push(defaultSession.check?.({}, permission, '', details));
    expect(answers).toEqual([isGiven, isGiven]);
  },
);

it('gives no device, loads no dictionary, and saves only what its page has made', async () => {
  const { defaultSession } = await start();
  expect(defaultSession.device?.({})).toBe(false);
  expect(defaultSession.isSpellChecked).toBe(false);
  const prevented: string[] = [];
  for (const url of ['https://shop.example/x.exe', 'blob:gatehouse://console/0a1b']) {
    const event = { preventDefault: () => prevented.push(url) };
    defaultSession.emit('will-download', event, { getURL: () => url });
  }
  expect(prevented).toEqual(['https://shop.example/x.exe']);
});

it('keeps the place of its window in a file of its owner’s', async () => {
  const { window, dataDirectory } = await start();
  window.emit('close');
  const file = join(dataDirectory, 'window.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    bounds: { x: 10, y: 20, width: 1000, height: 700 },
    isMaximized: false,
  });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it.each([
  [
    'on a display',
    { bounds: { x: 100, y: 100, width: 900, height: 700 }, isMaximized: true },
    true,
  ],
  [
    'on a display that is gone',
    { bounds: { x: 4000, y: 0, width: 900, height: 700 }, isMaximized: false },
    false,
  ],
  ['nowhere', { bounds: { x: 'a' } }, false],
])('a window that was %s', async (_, state, isRestored) => {
  const file = join(await temporaryDirectory(), 'window.json');
  await writeFile(file, JSON.stringify(state));
  const displays = [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }];
  expect(readWindowState(file, displays)).toEqual(isRestored ? state : null);
});

it('opens at its usual place when the file is damaged or missing', async () => {
  const file = join(await temporaryDirectory(), 'window.json');
  expect(readWindowState(file, [])).toBeNull();
  await writeFile(file, '{"bounds":');
  expect(readWindowState(file, [])).toBeNull();
});
