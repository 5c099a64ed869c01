import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { buildIfOutdated } from '../../scripts/build.ts';
import { type Figure, inTurns } from './support/figure.ts';
import { withFolder } from './support/folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ROUNDS = 5;

/** Opens a database with the driver alone, and says so. */
const BARE = `const SQLite = require('better-sqlite3');
new SQLite(process.argv[1]).prepare('SELECT 1').get(); console.log('ready');`;

/** From the start of the process until it says that it is ready. */
export function benchStart(): Promise<readonly Figure[]> {
  buildIfOutdated();
  const ports = ['--port', '0', '--site-port', '0', '--smtp-port', '0'];
  return withFolder(async (folder) => {
    const entry = join(ROOT, 'out/main/browser.js');
    const gatehouse = () => untilFirstLine([entry, '--no-open', ...ports, '--data-dir', folder]);
    const bare = () => untilFirstLine(['-e', BARE, join(folder, 'bare.sqlite3')]);
    // The first start makes the database.
    await gatehouse();
    const measured = await inTurns(ROUNDS, { gatehouse, bare });
    return [{ work: 'start until ready', unit: 'ms', ...measured }];
  });
}

async function untilFirstLine(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const ready = once(createInterface({ input: child.stdout }), 'line').then(
    () => performance.now() - start,
  );
  const taken = await Promise.race([ready, ended.then(() => null)]);
  child.kill('SIGINT');
  await ended;
  // A child that ends at once may be seen to end before its line is read.
  return taken ?? ready;
}
