import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';

import { type Command, readStartOptions, type Start } from './app/start-options.ts';

/** The product's folder; sources and built files are equally deep in it. */
export const ROOT = new URL('../../', import.meta.url);

/** Reads the command line of a process on this machine. */
export function readCommandLine(args: readonly string[]): Start {
  return readStartOptions(args, {
    platform: process.platform,
    environment: process.env,
    home: homedir(),
    workingDirectory: process.cwd(),
    version: productVersion(),
  });
}

/** Prints what there is to say instead of starting. @returns The exit code. */
export function sayInstead(start: Exclude<Start, Command | { kind: 'start' }>): number {
  const isRefusal = start.kind === 'refuse';
  process[isRefusal ? 'stderr' : 'stdout'].write(`${start.text}\n`);
  return isRefusal ? 2 : 0;
}

/** Whether there is something to do that needs no window. */
export function isCommand(start: Start): start is Command {
  return start.kind === 'clean-up' || start.kind === 'reset-password';
}

/** The version in package.json. */
export function productVersion(): string {
  const text = readFileSync(new URL('package.json', ROOT), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
