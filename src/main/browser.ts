import { readCommandLine, sayInstead } from './command-line.ts';
import { runBrowserHost } from './host-browser/run-browser-host.ts';
import { describeStartFailure, openGatehouse } from './open-gatehouse.ts';
import { startCleanUp } from './start-clean-up.ts';

const start = readCommandLine(process.argv.slice(2));
if (start.kind === 'start') {
  try {
    await runBrowserHost({ options: start.options, open: openGatehouse });
  } catch (error) {
    process.stderr.write(`${describeStartFailure(error)}\n`);
    process.exit(1);
  }
} else if (start.kind === 'clean-up') {
  process.exitCode = await startCleanUp(start.options, process);
} else process.exitCode = sayInstead(start);
