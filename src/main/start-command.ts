import { messageOf } from '../shared/message-of.ts';
import type { Terminal } from './app/announce.ts';
import type { Command } from './app/start-options.ts';
import type * as RunCommand from './run-command.ts';

type Loaded = Pick<typeof RunCommand, 'runCommand'>;

/**
 * Loads what a command needs and runs it. Its parts are the application's, which a host leaves to
 * the application's own thread.
 * @returns The exit code, in any case.
 */
export async function startCommand(
  command: Command,
  stderr: Terminal['stderr'],
  load: () => Promise<Loaded> = () => import('./run-command.ts'),
): Promise<number> {
  try {
    const { runCommand } = await load();
    return await runCommand(command);
  } catch (error) {
    stderr.write(`The command could not be started: ${messageOf(error)}\n`);
    return 1;
  }
}
