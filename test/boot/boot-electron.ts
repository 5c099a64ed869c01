import { registerHooks } from 'node:module';
import { resolve } from 'node:path';

import { CHANGED_CHANNEL, INVOKE_CHANNEL } from '../../src/shared/bridge.ts';
import { CONSOLE_FRAME, createElectronStandIn } from '../support/electron.ts';

/**
 * Boots the built main file with a stand-in for Electron and prints what it did:
 * `boot-electron.ts ROOT ...options`. A program of its own, as Electron's main process is.
 */

const STAND_IN = 'stand-in:electron';
const standIn = createElectronStandIn();
const modules: Record<string, unknown> = { ...standIn.electron, ...standIn.preload };
(globalThis as { electronStandIn?: unknown }).electronStandIn = modules;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: STAND_IN, shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url === STAND_IN
      ? {
          format: 'module',
          shortCircuit: true,
          source: `export const { ${Object.keys(modules).join(', ')} } = globalThis.electronStandIn;`,
        }
      : next(url, context),
});

const [root = ''] = process.argv.slice(2);
standIn.app.appPath = resolve(root);
await import(new URL('../../out/main/index.js', import.meta.url).href);
await import(new URL('../../out/preload/index.cjs', import.meta.url).href);
standIn.app.ready.resolve();

const window = await standIn.opened;
const { webContents } = window;
const call = (frame: unknown, ...args: unknown[]): Promise<unknown> =>
  webContents.invoke(INVOKE_CHANNEL, frame, ...args);
const page = await standIn.pages.get('gatehouse')?.(new Request('gatehouse://console/'));
// The start itself is told too, and may still be on its way.
const told = new Promise((resolve) => {
  webContents.on('sent', (event: { readonly topics: readonly string[] }) => {
    if (event.topics.includes('session')) resolve(event);
  });
});
const report = {
  webPreferences: window.options.webPreferences,
  address: window.address,
  schemes: standIn.schemes,
  state: await call(CONSOLE_FRAME, 'session.state', {}),
  foreign: await call({ parent: null, url: 'https://shop.example/' }, 'session.state', {}),
  policy: page?.headers.get('content-security-policy'),
  html: await page?.text(),
  exposed: Object.keys(standIn.exposed.get('gatehouse') ?? {}),
  changed: (await call(CONSOLE_FRAME, 'session.lock', {}), await told),
  channel: webContents.sent[0]?.channel === CHANGED_CHANNEL,
  exitCode: (standIn.app.quit(), await standIn.app.exited.promise),
};
process.stdout.write(`\nreport ${JSON.stringify(report)}\n`);
process.exit(0);
