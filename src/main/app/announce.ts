import type { StartStatus } from '../../shared/contract/application.ts';

/** Where the process prints. */
export interface Terminal {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/**
 * Prints where everything is, one line each, and on the other stream what a person should know
 * about this start, so that a program can read the lines.
 *
 * @param console The console's address with its token; null where it has a window.
 */
export function announce(
  { addresses, notices }: StartStatus,
  console: string | null,
  { stdout, stderr }: Terminal,
): void {
  if (console !== null) stdout.write(`Gatehouse is ready at ${console}\n`);
  if (addresses.accountsSite !== null) stdout.write(`Accounts site at ${addresses.accountsSite}\n`);
  if (addresses.captureServer !== null) {
    stdout.write(`Capture server at ${addresses.captureServer}\n`);
  }
  for (const { text } of notices) stderr.write(`${text}\n`);
}
