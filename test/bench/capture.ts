import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { type Figure, inTurns } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { flood } from './support/smtp-flood.ts';

const ROUNDS = 5;
const MAILS = 1_000;
const WARM_UP = 100;
const SERVER = fileURLToPath(new URL('support/mail-server.ts', import.meta.url));
const MAIL = new URL('../eml/p29-golden-activation.eml', import.meta.url);

/** How many mails a second are taken: stored for good here, thrown away there. */
export function benchCapture(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    const mail = await readFile(MAIL);
    const own = await startServer(['gatehouse', folder]);
    const other = await startServer(['bare']);
    const figures: Figure[] = [];
    for (const connections of [1, 10]) {
      const perSecond = (port: number, mails = MAILS) => flood({ port, connections, mails, mail });
      await perSecond(own.port, WARM_UP);
      await perSecond(other.port, WARM_UP);
      const measured = await inTurns(ROUNDS, {
        gatehouse: () => perSecond(own.port),
        bare: () => perSecond(other.port),
      });
      const over = connections === 1 ? '1 connection' : `${connections} connections`;
      figures.push({ work: `mails captured over ${over}`, unit: 'mails/s', ...measured });
    }
    await Promise.all([own.stop(), other.stop()]);
    return figures;
  });
}

async function startServer(args: readonly string[]) {
  const child: ChildProcess = spawn(process.execPath, [SERVER, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new TypeError('The child’s output is a pipe.');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    port: Number(line),
    async stop(): Promise<void> {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
