import { randomBytes } from 'node:crypto';
import { parentPort } from 'node:worker_threads';

import type { StartNotice } from '../shared/contract/application.ts';
import { type Application, createApplication } from './app/application.ts';
import type { StartOptions } from './app/start-options.ts';
import { type ApplicationSide, type HostSide, linkThreads } from './app/thread-link.ts';
import { CallsUnderWay } from './calls-under-way.ts';
import { productVersion, ROOT } from './command-line.ts';
import { DataDirectoryError } from './db/lock-data-directory.ts';
import { DatabaseUnusableError } from './db/open-database.ts';
import { DEMONSTRATION, prepareDemo } from './demo/fill-demo.ts';
import { createLog } from './log/log.ts';
import { threadEntry } from './thread-entry.ts';

/** The thread that the whole application runs in, so that nothing it does keeps a window waiting. */

const MAIL_READING = threadEntry('./mail-reading-thread', import.meta.url);

if (!parentPort) throw new TypeError('This is the entry of a thread.');

let opened: Application | undefined;
const calls = new CallsUnderWay();

const host = linkThreads<HostSide, ApplicationSide>(parentPort, {
  async start(options, notice) {
    try {
      opened = await open(options, notice);
    } catch (error) {
      const isForPeople =
        error instanceof DatabaseUnusableError || error instanceof DataDirectoryError;
      if (isForPeople) return error.message;
      throw error;
    }
    opened.events.subscribe((event) => void host.changed.asEvent(event));
    return null;
  },
  dispatch: (call, procedure, input) =>
    calls.run(call, (signal) => application().dispatch(procedure, input, signal)),
  drop: (call) => calls.drop(call),
  async page({ url, method }) {
    const { status, headers, body } = await application().pages(new Request(url, { method }));
    return { status, headers: [...headers], body };
  },
  status: () => application().status(),
  noteConsole: (address, notice) => application().noteConsole(address, notice),
  pendingCount: () => application().pendingCount(),
  flushMail: () => application().flushMail(),
  lock: (by) => application().lock(by),
  stop: async () => opened?.stop(),
});

function application(): Application {
  if (!opened) throw new Error('The application has not started.');
  return opened;
}

async function open(
  { dataDirectory, ...options }: StartOptions,
  notice: StartNotice | null,
): Promise<Application> {
  const log = createLog({
    directory: dataDirectory,
    now: () => new Date(),
    onUnwritable: (error) =>
      process.stderr.write(`gatehouse.log can’t be written: ${String(error)}\n`),
  });
  const given = { resources: new URL('resources/', ROOT), now: () => new Date(), randomBytes };
  const { sitePort } = options;
  if (options.demo) await prepareDemo({ dataDirectory, sitePort, ...given });
  return createApplication({
    platform: {
      ...given,
      secrets: { seal: (secret) => host.seal(secret), open: (sealed) => host.open(sealed) },
      renderer: new URL('out/renderer/', ROOT),
      mailReading: MAIL_READING,
    },
    dataDirectory,
    database: options.database,
    notice,
    version: productVersion(),
    sitePort,
    smtpPort: options.smtpPort,
    demonstration: options.demo ? DEMONSTRATION : null,
    restart: (database, next) => void host.restart.asEvent(database, next),
    demonstrate: () => void host.demonstrate.asEvent(),
    onError: log.error,
  });
}
