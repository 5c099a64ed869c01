import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../.cache/maildev/', import.meta.url));

/**
 * Where MailDev is, fetched on first use: it brings two hundred packages, too many to depend on.
 * @returns The path of its module, or null where it can't be had.
 */
export function findMailDev(): string | null {
  const entry = join(FOLDER, 'node_modules/maildev/dist/index.js');
  if (existsSync(entry)) return entry;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', 'maildev@3.0.0'];
  spawnSync('npm', args, { cwd: FOLDER, stdio: 'ignore' });
  return existsSync(entry) ? entry : null;
}
