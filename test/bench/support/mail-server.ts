import { SMTPServer } from 'smtp-server';

import { openApplication } from './application.ts';

/*
 * A mail server in a process of its own: `mail-server.ts gatehouse FOLDER` is the application
 * whole, `mail-server.ts bare` takes mail and throws it away. Says its port when it is ready.
 */

const [kind, folder = ''] = process.argv.slice(2);

async function gatehouse(): Promise<number> {
  const { application } = await openApplication(folder, { signedIn: false });
  const { addresses } = await application.status();
  return Number(new URL(addresses.captureServer ?? '').port);
}

async function bare(): Promise<number> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, callback) => {
      stream.once('end', callback);
      stream.resume();
    },
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP port.');
  return address.port;
}

console.log(kind === 'gatehouse' ? await gatehouse() : await bare());
