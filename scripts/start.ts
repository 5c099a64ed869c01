import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { isCommand, readCommandLine, sayInstead } from '../src/main/command-line.ts';
import { buildIfOutdated } from './build.ts';
import { findElectron } from './find-electron.ts';

/** Starts Gatehouse: in its window where Electron is here or can be fetched, else in a browser. */

const ROOT = new URL('../', import.meta.url);
const args = process.argv.slice(2);

function openWindow(binary: string): void {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(binary, [fileURLToPath(ROOT), ...args], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  child.once('exit', (code) => process.exit(code ?? 1));
}

const start = readCommandLine(args);
if (start.kind === 'start' || isCommand(start)) {
  try {
    buildIfOutdated();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  const opensWindow = start.kind === 'start' && !start.options.browser;
  const electron = opensWindow ? findElectron() : null;
  if (electron && 'binary' in electron) openWindow(electron.binary);
  else {
    if (electron) console.error(`${electron.reason}, so the console is served to a browser.`);
    await import(new URL('out/main/browser.js', ROOT).href);
  }
} else process.exitCode = sayInstead(start);
