import { readCommandLine, sayInstead } from './command-line.ts';
import { runBrowserHost } from './host-browser/run-browser-host.ts';
import { describeStartFailure, openGatehouse } from './open-gatehouse.ts';

const start = readCommandLine(process.argv.slice(2));
if (start.kind === 'start') {
  try {
    await runBrowserHost({ options: start.options, open: openGatehouse });
  } catch (error) {
    process.stderr.write(`${describeStartFailure(error)}\n`);
    process.exit(1);
  }
} else if (start.kind === 'clean-up') {
  // Its parts are the application's, which a host leaves to the application's own thread.
  const { runCleanUpCommand } = await import('./clean-up-command.ts');
  process.exitCode = await runCleanUpCommand(start.options, process);
} else process.exitCode = sayInstead(start);
