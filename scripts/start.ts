import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildIfOutdated } from './build.ts';
import { electronBinary } from './electron-binary.ts';

/** Starts Gatehouse: in its window where Electron's program is there or can be fetched. */

const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** How long fetching Electron may take, in milliseconds. */
const FETCH_TIMEOUT_MS = 180_000;

const args = process.argv.slice(2);
const wantsBrowser = ['--browser', '--help', '--version'].some((option) => args.includes(option));

/** Electron's program, fetched if need be; or why there is none, in one line. */
function findElectron(): { readonly binary: string } | { readonly reason: string } {
  const present = electronBinary();
  if (present) return { binary: present };
  const installer = join(ROOT, 'node_modules/electron/install.js');
  const { status } = spawnSync(process.execPath, [installer], {
    stdio: 'ignore',
    timeout: FETCH_TIMEOUT_MS,
  });
  const fetched = electronBinary();
  if (status === 0 && fetched) return { binary: fetched };
  return { reason: 'Electron’s program is not here and could not be fetched, so the console opens in a browser.' };
}

function run(command: string, commandArgs: readonly string[]): void {
  const child = spawn(command, commandArgs, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

try {
  buildIfOutdated();
  const electron = wantsBrowser ? null : findElectron();
  if (electron && 'binary' in electron) run(electron.binary, [ROOT, ...args]);
  else {
    if (electron) console.log(electron.reason);
    run(process.execPath, [join(ROOT, 'out/main/browser.js'), ...args]);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
