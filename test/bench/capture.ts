import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import SQLite from 'better-sqlite3';

import { type Figure, inTurns } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { findMailDev } from './support/mail-dev.ts';
import { floodByLibrary } from './support/library-flood.ts';
import { flood, floodAnew } from './support/smtp-flood.ts';
import { startServer } from './support/start-server.ts';

const ROUNDS = 5;
const WARM_UP = 100;
/** Longer than mails wait to be read. */
const QUIET_MS = 200;
const SERVER = fileURLToPath(new URL('support/mail-server.ts', import.meta.url));
/** Python’s mail servers, by their modules. Python has smtpd itself until 3.11. */
const PYTHON_SERVERS = ['aiosmtpd', 'smtpd'] as const;
/** The first on the path, and the system’s own, for which it has packages. */
const PYTHONS = ['python3', '/usr/bin/python3'];
const MAILDEV_SERVER = fileURLToPath(new URL('support/mail-dev-server.ts', import.meta.url));
const MAIL = new URL('../eml/p29-golden-activation.eml', import.meta.url);
/** Made as large as a mail with a small attachment. */
const LARGE_BYTES = 200_000;

type Flood = typeof flood;
interface Load {
  readonly what: string;
  readonly by: Flood;
  readonly connections: number;
  readonly mails: number;
  readonly large?: boolean;
  /** Other catchers take their time: they are measured under some loads only. */
  readonly others?: boolean;
}

const LOADS: readonly Load[] = [
  ...[1, 10, 50].map((connections) => ({
    what: 'bare sockets',
    by: flood,
    connections,
    mails: 1_000,
    others: connections === 10,
  })),
  { what: 'bare sockets', by: flood, connections: 10, mails: 100, large: true },
  ...[1, 10, 50].map((connections) => ({
    what: 'nodemailer',
    by: floodByLibrary,
    connections,
    mails: 1_000,
    others: connections === 10,
  })),
  { what: 'nodemailer', by: floodByLibrary, connections: 10, mails: 100, large: true },
  { what: 'a connection for each mail', by: floodAnew, connections: 10, mails: 200, others: true },
];

/**
 * How many mails a second are taken, until the client hears 250: stored for good here, thrown away
 * by the library alone and by Python's servers, where there are any, and kept in memory by MailDev.
 */
export function benchCapture(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    const small = await readFile(MAIL);
    const large = enlarged(small);
    const own = await startServer(process.execPath, [SERVER, 'gatehouse', folder]);
    const bare = await startServer(process.execPath, [SERVER, 'bare']);
    const others = await startOthers();
    const database = new SQLite(join(folder, 'gatehouse.sqlite3'), { readonly: true });
    const figures: Figure[] = [];
    for (const load of LOADS) {
      const { what, by, connections } = load;
      const mail = load.large ? large : small;
      const perSecond = (port: number, mails = load.mails) =>
        by({ port, connections, mails, mail });
      const gatehouse = async () => {
        const rate = await perSecond(own.port);
        await allRead(database);
        return rate;
      };
      const size = load.large ? '200 KB' : '2 KB';
      const work = `${size} captured, ${what}, ${connections} at once`;
      for (const server of [own, bare]) await perSecond(server.port, WARM_UP);
      await allRead(database);
      const measured = await inTurns(ROUNDS, { gatehouse, bare: () => perSecond(bare.port) });
      figures.push({ work, unit: 'mails/s', ...measured });
      for (const { name, server } of load.others ? others : []) {
        await perSecond(server.port, WARM_UP);
        const against = { gatehouse, bare: () => perSecond(server.port) };
        const compared = await inTurns(ROUNDS, against);
        figures.push({ work: `${work}, against ${name}`, unit: 'mails/s', ...compared });
      }
    }
    database.close();
    const running = [own, bare, ...others.map(({ server }) => server)];
    await Promise.all(running.map((server) => server.stop()));
    return figures;
  });
}

function enlarged(mail: Buffer): Buffer {
  const line = `${'x'.repeat(76)}\r\n`;
  return Buffer.concat([mail, Buffer.from(line.repeat(Math.ceil(LARGE_BYTES / line.length)))]);
}

/** The catchers that can be had here. */
async function startOthers() {
  const others: { name: string; server: Awaited<ReturnType<typeof startServer>> }[] = [];
  for (const name of PYTHON_SERVERS) {
    const python = PYTHONS.find((program) => hasModule(program, name));
    const script = fileURLToPath(new URL(`support/${name}-server.py`, import.meta.url));
    if (python) others.push({ name, server: await startServer(python, [script]) });
    else console.log(`Python has no ${name} here: it was not measured.\n`);
  }
  const mailDev = findMailDev();
  if (mailDev !== null) {
    const args = [MAILDEV_SERVER, mailDev];
    others.push({ name: 'MailDev', server: await startServer(process.execPath, args) });
  } else console.log('MailDev can’t be fetched here: it was not measured.\n');
  return others;
}

function hasModule(python: string, name: string): boolean {
  const found = spawnSync(python, ['-W', 'ignore', '-c', `import ${name}`], { stdio: 'ignore' });
  return found.status === 0;
}

/** Waits until every mail is in the database and read, which goes on after the mails are taken. */
async function allRead(database: SQLite.Database): Promise<void> {
  const state = database.prepare(
    `SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'gatehouse_captured_mail') AS last,
      EXISTS (SELECT 1 FROM gatehouse_captured_mail WHERE parsed_at IS NULL) AS unread`,
  );
  for (let last: unknown = null; ;) {
    await setTimeout(QUIET_MS);
    const now = state.get() as { readonly last: number | null; readonly unread: number };
    if (now.last === last && now.unread === 0) return;
    last = now.last;
  }
}
