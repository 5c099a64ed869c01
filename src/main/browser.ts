import { isCommand, readCommandLine, sayInstead } from './command-line.ts';
import { runBrowserHost } from './host-browser/run-browser-host.ts';
import { describeStartFailure, openGatehouse } from './open-gatehouse.ts';
import { startCommand } from './start-command.ts';

const start = readCommandLine(process.argv.slice(2));
if (start.kind === 'start') {
  try {
    await runBrowserHost({ options: start.options, open: openGatehouse });
  } catch (error) {
    process.stderr.write(`${describeStartFailure(error)}\n`);
    process.exit(1);
  }
} else if (isCommand(start)) {
  process.exitCode = await startCommand(start, process.stderr);
} else process.exitCode = sayInstead(start);
