import { randomBytes } from 'node:crypto';

import { announce } from '../app/announce.ts';
import { listenOnFreePort } from '../app/listen-on-free-port.ts';
import type { StartOptions } from '../app/start-options.ts';
import { stopOnSignals } from '../app/stop-on-signals.ts';
import { createLog } from '../log/log.ts';
import type { OpenGatehouse } from '../open-gatehouse.ts';
import { createFileSecrets } from '../secrets/file-secrets.ts';
import { startConsoleServer } from './console-server.ts';
import { openInBrowser } from './open-in-browser.ts';
import { createTicket } from './ticket.ts';

/** 256 bits. */
const TOKEN_BYTES = 32;

/**
 * Serves the console to a browser on this machine until a signal ends it.
 *
 * @throws DatabaseUnusableError or DataDirectoryError with words for a person.
 */
export async function runBrowserHost({
  options,
  open,
}: {
  readonly options: StartOptions;
  readonly open: OpenGatehouse;
}): Promise<void> {
  const now = (): Date => new Date();
  const err = (text: string): void => void process.stderr.write(text);
  const directory = options.dataDirectory;
  const log = createLog({
    directory,
    now,
    onUnwritable: (error) => err(`gatehouse.log can’t be written: ${String(error)}\n`),
  });
  process.on('uncaughtExceptionMonitor', (error) => log.error('crash', error));
  const secrets = createFileSecrets({ directory, randomBytes });
  const application = await open({ options, secrets });
  const { dispatch, events, pages } = application;
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const ticket = options.open ? createTicket({ now, randomBytes }) : null;
  const onError = (error: unknown): void => log.error('console server', error);
  const { server, notice } = await listenOnFreePort(options.port, 'console', (port) =>
    startConsoleServer({ port, token, ticket, dispatch, events, pages, onError }),
  );
  const address = `http://127.0.0.1:${server.port}/`;
  await application.noteConsole(address, notice);
  stopOnSignals({
    signals: process,
    now,
    stop: () => {
      server
        .close()
        .then(application.stop)
        .then(
          () => process.exit(0),
          (error: unknown) => {
            log.error('stopping', error);
            process.exit(1);
          },
        );
    },
    force: () => process.exit(130),
  });
  announce(await application.status(), `${address}#${token}`, process);
  if (!ticket) return;
  openInBrowser(`${address}open/${ticket.text}`, {
    platform: process.platform,
    environment: process.env,
    onFailure: () => err('No browser could be opened. Open the first address by hand.\n'),
  });
}
