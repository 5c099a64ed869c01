import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { _electron, type Page } from 'playwright-core';

import { electronBinary } from '../../scripts/electron-binary.ts';
import { newFolder } from './new-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The console in Electron's own window. */
export interface RunningDesktop {
  readonly page: Page;
  readonly accountsSite: string;
  readonly dataDirectory: string;
  stop(): Promise<void>;
}

/** Starts the built desktop host in a new folder, on any free ports. */
export async function startDesktop(args: readonly string[] = []): Promise<RunningDesktop> {
  const executablePath = electronBinary();
  if (executablePath === null) throw new Error('Electron’s program is not here.');
  const dataDirectory = await newFolder('e2e');
  const ports = ['--site-port', '0', '--smtp-port', '0'];
  const app = await _electron.launch({
    executablePath,
    args: [ROOT, ...ports, '--data-dir', dataDirectory, ...args],
  });
  const output = app.process().stdout;
  if (!output) throw new TypeError('Electron’s output is a pipe.');
  const [line] = (await once(createInterface({ input: output }), 'line')) as [string];
  return {
    page: await app.firstWindow(),
    accountsSite: line.split(' at ')[1] ?? '',
    dataDirectory,
    async stop() {
      await app.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
