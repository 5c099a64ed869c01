import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import * as electron from 'electron';

import { isCommand, readCommandLine, ROOT, sayInstead } from './command-line.ts';
import { runElectronHost } from './host-electron/run-electron-host.ts';
import { describeStartFailure, openGatehouse } from './open-gatehouse.ts';
import { startCommand } from './start-command.ts';

const { app } = electron;

// Before our own arguments stand Electron's program and, unless packaged, its switches and our path.
const path = process.argv.findIndex((arg, at) => at > 0 && resolve(arg) === app.getAppPath());
const start = readCommandLine(process.argv.slice(Math.max(path, 0) + 1));

if (start.kind === 'start') {
  runElectronHost({
    electron,
    options: start.options,
    open: openGatehouse,
    describeFailure: describeStartFailure,
    preload: fileURLToPath(new URL('out/preload/index.cjs', ROOT)),
    terminal: process,
    icon: fileURLToPath(new URL('resources/icons/icon-512.png', ROOT)),
  });
} else if (isCommand(start)) {
  void startCommand(start, process.stderr).then((code) => app.exit(code));
} else app.exit(sayInstead(start));
