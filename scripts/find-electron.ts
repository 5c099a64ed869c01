import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { electronBinary } from './electron-binary.ts';

const INSTALLER = fileURLToPath(new URL('../node_modules/electron/install.js', import.meta.url));
/** How long fetching Electron may take, in milliseconds. */
const FETCH_TIMEOUT_MS = 300_000;

/** Electron's program, fetched if need be; or why its window can't open, as half a sentence. */
export type FoundElectron = { readonly binary: string } | { readonly reason: string };

export function findElectron(): FoundElectron {
  const { env, platform } = process;
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    return { reason: 'There is no display' };
  }
  if (platform === 'linux' && process.getuid?.() === 0 && !env['ELECTRON_DISABLE_SANDBOX']) {
    return { reason: 'Electron does not run as root' };
  }
  const failure = electronBinary() === null ? fetchElectron() : null;
  const binary = electronBinary();
  if (binary === null) return { reason: `Electron could not be fetched (${failure})` };
  const { status, stderr, error } = spawnSync(binary, ['--version'], {
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  });
  if (status === 0) return { binary };
  return { reason: `Electron does not run (${firstLine(error?.message ?? stderr)})` };
}

/** @returns Why it failed, or null. */
function fetchElectron(): string | null {
  console.error('Fetching Electron. This happens once and may take some minutes.');
  const { status, stderr, error } = spawnSync(process.execPath, [INSTALLER], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: FETCH_TIMEOUT_MS,
  });
  return status === 0 ? null : firstLine(error?.message ?? stderr);
}

function firstLine(text: string): string {
  return (
    text
      .trim()
      .split('\n')[0]
      ?.replace(/^\w*Error: /, '') || 'it did not say why'
  );
}
