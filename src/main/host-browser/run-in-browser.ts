import { randomBytes } from 'node:crypto';

import { createApplication } from '../app/application.ts';
import { listenOnFreePort } from '../app/listen-on-free-port.ts';
import type { StartOptions } from '../app/start-options.ts';
import { prepareDataDirectory } from '../app/prepare-data-directory.ts';
import { openLog } from '../log/log.ts';
import { startConsoleServer } from './console-server.ts';
import { createFileSecrets } from './file-secrets.ts';

const TOKEN_BYTES = 32;

export interface RunningConsole {
  /** Address with the token: whoever opens it is at the console. */
  readonly address: string;
  readonly accountsSite: string | null;
  readonly captureServer: string | null;
  /** What a person should be told about this start. */
  readonly notices: readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts the application and serves its console on loopback.
 * @throws DatabaseUnusableError or DataDirectoryError with words for a person.
 */
export async function runInBrowser(
  options: StartOptions,
  files: { readonly resources: URL; readonly renderer: URL; readonly version: string },
): Promise<RunningConsole> {
  const now = (): Date => new Date();
  const { dataDirectory, sitePort, smtpPort } = options;
  const demonstration = await prepareDataDirectory(options, { ...files, now, randomBytes });
  const onError = openLog(dataDirectory, now);
  const application = await createApplication({
    platform: { ...files, now, randomBytes, secrets: await createFileSecrets(dataDirectory) },
    dataDirectory,
    version: files.version,
    sitePort,
    smtpPort,
    demonstration,
    onError,
  });
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const { server, notice } = await listenOnFreePort(options.port, 'console', (port) =>
    startConsoleServer({
      application,
      token,
      port,
      onError: (error) => onError('console server', error),
    }),
  );
  const origin = `http://127.0.0.1:${server.port}/`;
  application.noteConsole(origin, notice);
  const { addresses, notices } = application.status();
  return {
    address: `${origin}#${token}`,
    accountsSite: addresses.accountsSite,
    captureServer: addresses.captureServer,
    notices: notices.map(({ text }) => text),
    async stop() {
      await server.close();
      await application.stop();
    },
  };
}
