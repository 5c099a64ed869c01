import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';

import { type Application, createApplication } from './app/application.ts';
import type { SecretBox } from './app/platform.ts';
import type { StartOptions } from './app/start-options.ts';
import { productVersion, ROOT } from './command-line.ts';
import { DataDirectoryError } from './db/lock-data-directory.ts';
import { DatabaseUnusableError } from './db/open-database.ts';
import { DEMONSTRATION, prepareDemo } from './demo/fill-demo.ts';
import type { Log } from './log/log.ts';

/** Opens the application; a host adds only how secrets are sealed. */
export type OpenGatehouse = (given: {
  readonly options: StartOptions;
  readonly secrets: SecretBox;
  readonly log: Log;
}) => Promise<Application>;

/** Opens the application on this machine's clock, randomness and files. */
export const openGatehouse: OpenGatehouse = async ({ options, secrets, log }) => {
  const { dataDirectory, sitePort, smtpPort } = options;
  const resources = new URL('resources/', ROOT);
  const given = { resources, now: () => new Date(), randomBytes };
  process.on('uncaughtExceptionMonitor', (error) => log.error('crash', error));
  makeDirectory(dataDirectory);
  if (options.demo) await prepareDemo({ dataDirectory, ...given });
  return createApplication({
    platform: { ...given, secrets, renderer: new URL('out/renderer/', ROOT) },
    dataDirectory,
    version: productVersion(),
    sitePort,
    smtpPort,
    demonstration: options.demo ? DEMONSTRATION : null,
    onError: log.error,
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

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new DataDirectoryError(
      `The data folder ${directory} can’t be made. Check its permissions, or choose another one with --data-dir.`,
      { cause },
    );
  }
}
