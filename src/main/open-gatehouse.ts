import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';

import { type Application, createApplication } from './app/application.ts';
import type { SecretBox } from './app/platform.ts';
import { readStartOptions, type Start, type StartOptions } from './app/start-options.ts';
import { DatabaseUnusableError } from './db/open-database.ts';
import { DataDirectoryError } from './db/lock-data-directory.ts';
import { DEMONSTRATION, prepareDemo } from './demo/fill-demo.ts';
import type { Log } from './log/log.ts';

const ROOT = new URL('../../', import.meta.url);
const RESOURCES = new URL('resources/', ROOT);

/** Opens the application; a host adds only how secrets are sealed. */
export type OpenGatehouse = (given: {
  readonly options: StartOptions;
  readonly secrets: SecretBox;
  readonly log: Log;
}) => Promise<Application>;

/** Reads the command line of this process. */
export function readCommandLine(args: readonly string[]): Start {
  return readStartOptions(args, {
    platform: process.platform,
    environment: process.env,
    home: homedir(),
    workingDirectory: process.cwd(),
    version: version(),
  });
}

/** Opens the application on this machine's clock, randomness and files. */
export const openGatehouse: OpenGatehouse = async ({ options, secrets, log }) => {
  const now = (): Date => new Date();
  const { dataDirectory, sitePort, smtpPort } = options;
  process.on('uncaughtExceptionMonitor', (error) => log.error('crash', error));
  if (options.demo) {
    await prepareDemo({ dataDirectory, resources: RESOURCES, now, randomBytes });
  }
  return createApplication({
    platform: {
      now,
      randomBytes,
      secrets,
      resources: RESOURCES,
      renderer: new URL('out/renderer/', ROOT),
    },
    dataDirectory,
    version: version(),
    sitePort,
    smtpPort,
    demonstration: options.demo ? DEMONSTRATION : null,
    onError: (context, error) => log.error(context, error),
  });
};

/** Why Gatehouse could not start, in words for a person. */
export function describeStartFailure(error: unknown): string {
  if (error instanceof DatabaseUnusableError || error instanceof DataDirectoryError) {
    return error.message;
  }
  const words = error instanceof Error ? error.message : String(error);
  return `Gatehouse could not start: ${words}`;
}

function version(): string {
  const text = readFileSync(new URL('package.json', ROOT), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
