import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('../node_modules/electron/', import.meta.url));

/** The path of Electron's executable, or null where it has not been fetched. */
export function electronBinary(): string | null {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(PACKAGE, 'dist');
  const name = join(PACKAGE, 'path.txt');
  if (!existsSync(name)) return null;
  const binary = join(folder, readFileSync(name, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}
