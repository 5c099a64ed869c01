import type { Command } from './app/start-options.ts';
import { runCleanUpCommand } from './clean-up-command.ts';
import { readHidden } from './read-hidden.ts';
import { runResetPasswordCommand } from './reset-password-command.ts';

/** Does what needs no window, in this terminal. @returns The exit code. */
export function runCommand(command: Command): Promise<number> {
  if (command.kind === 'clean-up') return runCleanUpCommand(command.options, process);
  return runResetPasswordCommand(command.options, {
    stdout: process.stdout,
    stderr: process.stderr,
    ask: (question) => readHidden(question, { input: process.stdin, output: process.stderr }),
    isTyped: process.stdin.isTTY,
  });
}
