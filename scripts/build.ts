import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { MAIN_ENTRIES } from './main-entries.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SOURCES = [
  'src',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'scripts/main-entries.ts',
].map(inRoot);
const BUILT = [
  ...Object.keys(MAIN_ENTRIES).map((name) => `out/main/${name}.js`),
  'out/preload/index.cjs',
  'out/renderer/index.html',
].map(inRoot);

/**
 * Builds everything, unless what is built is newer than every source. Says nothing if it works.
 *
 * @throws Error with what the build said.
 */
export function buildIfOutdated(): void {
  if (isUpToDate()) return;
  const startedAt = new Date();
  const command = inRoot('node_modules/electron-vite/bin/electron-vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'build'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Gatehouse could not be built.\n${stdout}\n${stderr}`);
  // As old as what was read, so that a source saved meanwhile is built the next time.
  for (const file of BUILT) utimesSync(file, startedAt, startedAt);
}

function isUpToDate(): boolean {
  if (!BUILT.every(existsSync)) return false;
  const oldest = Math.min(...BUILT.map((file) => statSync(file).mtimeMs));
  return SOURCES.every((path) => newest(path) < oldest);
}

/** When a file or anything in a folder last changed; a folder changes when a file leaves it. */
function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function inRoot(path: string): string {
  return join(ROOT, path);
}
