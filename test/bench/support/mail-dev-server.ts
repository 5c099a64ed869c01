import { once } from 'node:events';
import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';

/* MailDev in a process of its own: `mail-dev-server.ts MODULE`. Says its port when it is ready. */

interface MailDevModule {
  readonly MailDev: new (config: object) => { start(): Promise<unknown> };
}

const [module = ''] = process.argv.slice(2);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}

const { MailDev } = (await import(pathToFileURL(module).href)) as MailDevModule;
const port = await freePort();
await new MailDev({ smtp: port, ip: '127.0.0.1', disableWeb: true, silent: true }).start();
console.log(port);
