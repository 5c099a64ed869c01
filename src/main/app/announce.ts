import type { ApplicationStatus } from '../../shared/contract/application.ts';

/**
 * Prints where everything is, one line each, and on the other stream what a person should know
 * about this start, so that a program can read the lines.
 *
 * @param console The console's address with its token; null where it has a window.
 */
export function announce(
  { addresses, notices }: ApplicationStatus,
  console: string | null,
  streams: { readonly out: (text: string) => void; readonly err: (text: string) => void },
): void {
  if (console !== null) streams.out(`Gatehouse is ready at ${console}\n`);
  if (addresses.accountsSite !== null) streams.out(`Accounts site at ${addresses.accountsSite}\n`);
  if (addresses.captureServer !== null) {
    streams.out(`Capture server at ${addresses.captureServer}\n`);
  }
  for (const { text } of notices) streams.err(`${text}\n`);
}
