import { messageOf } from '../shared/message-of.ts';
import type { Terminal } from './app/announce.ts';
import type { CleanUpOptions } from './app/start-options.ts';
import type * as CleanUpCommand from './clean-up-command.ts';

type Loaded = Pick<typeof CleanUpCommand, 'runCleanUpCommand'>;

/**
 * Loads the clean-up and runs it. Its parts are the application's, which a host leaves to the
 * application's own thread.
 * @returns The exit code, in any case.
 */
export async function startCleanUp(
  options: CleanUpOptions,
  terminal: Terminal,
  load: () => Promise<Loaded> = () => import('./clean-up-command.ts'),
): Promise<number> {
  try {
    const { runCleanUpCommand } = await load();
    return await runCleanUpCommand(options, terminal);
  } catch (error) {
    terminal.stderr.write(`The clean-up could not be started: ${messageOf(error)}\n`);
    return 1;
  }
}
