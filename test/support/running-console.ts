import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { newFolder } from './new-folder.ts';

const ENTRY = fileURLToPath(new URL('../../out/main/browser.js', import.meta.url));

/** A Gatehouse of one's own, started as a person would start it. */
export interface RunningConsole {
  readonly address: string;
  readonly accountsSite: string;
  readonly captureServer: string;
  readonly dataDirectory: string;
  stop(): Promise<void>;
}

/**
 * Starts the built browser host on any free ports, and waits until it is ready.
 *
 * @param folder Where its data is, and stays; a new one that goes with it when left out.
 */
export async function startConsole(
  args: readonly string[] = [],
  folder?: string,
): Promise<RunningConsole> {
  const dataDirectory = folder ?? (await newFolder('e2e'));
  const ports = ['--port', '0', '--site-port', '0', '--smtp-port', '0'];
  const child = spawn(
    process.execPath,
    [ENTRY, '--no-open', ...ports, '--data-dir', dataDirectory, ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines = await firstLines(child, 3);
  const [address = '', accountsSite = '', captureServer = ''] = lines.map(
    (line) => line.split(' at ')[1] ?? '',
  );
  return {
    address,
    accountsSite,
    captureServer,
    dataDirectory,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
      if (folder === undefined) await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

async function firstLines(child: ChildProcess, count: number): Promise<string[]> {
  if (!child.stdout) throw new TypeError('The child’s output is a pipe.');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === count) return lines;
  }
  throw new Error(`Gatehouse ended before it was ready: ${lines.join(' / ')}`);
}
