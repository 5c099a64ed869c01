import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import SQLite from 'better-sqlite3';

import { type Figure, inTurns } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { flood } from './support/smtp-flood.ts';

const ROUNDS = 5;
const MAILS = 1_000;
const WARM_UP = 100;
const POLL_MS = 50;
const SERVER = fileURLToPath(new URL('support/mail-server.ts', import.meta.url));
const MAIL = new URL('../eml/p29-golden-activation.eml', import.meta.url);

/**
 * How many mails a second are taken, until the client hears 250: stored for good here, thrown away
 * there.
 */
export function benchCapture(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    const mail = await readFile(MAIL);
    const own = await startServer(['gatehouse', folder]);
    const other = await startServer(['bare']);
    const database = new SQLite(join(folder, 'gatehouse.sqlite3'), { readonly: true });
    const figures: Figure[] = [];
    for (const connections of [1, 10]) {
      const perSecond = (port: number, mails = MAILS) => flood({ port, connections, mails, mail });
      await perSecond(own.port, WARM_UP);
      await allRead(database);
      await perSecond(other.port, WARM_UP);
      const measured = await inTurns(ROUNDS, {
        gatehouse: async () => {
          const rate = await perSecond(own.port);
          await allRead(database);
          return rate;
        },
        bare: () => perSecond(other.port),
      });
      const over = connections === 1 ? '1 connection' : `${connections} connections`;
      figures.push({ work: `mails captured over ${over}`, unit: 'mails/s', ...measured });
    }
    database.close();
    await Promise.all([own.stop(), other.stop()]);
    return figures;
  });
}

/** Waits until the headers of every mail are read, which goes on after the mails are taken. */
async function allRead(database: SQLite.Database): Promise<void> {
  const unread = database.prepare(
    'SELECT 1 FROM gatehouse_captured_mail WHERE parsed_at IS NULL LIMIT 1',
  );
  while (unread.get() !== undefined) await setTimeout(POLL_MS);
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
