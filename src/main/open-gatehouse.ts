import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import type { StartNotice } from '../shared/contract/application.ts';
import { messageOf } from '../shared/message-of.ts';
import { createCallNumbers } from '../shared/dropped-calls.ts';
import type { Topic } from '../shared/topics.ts';
import type { Application } from './app/application.ts';
import { createEvents } from './app/events.ts';
import type { SecretBox } from './secrets/secret-box.ts';
import type { StartOptions } from './app/start-options.ts';
import { type ApplicationSide, type HostSide, type Link, linkThreads } from './app/thread-link.ts';
import type { DatabaseChoice } from './db/chosen-database.ts';
import { threadEntry } from './thread-entry.ts';

/** Opens the application; a host adds only how secrets are sealed. */
export type OpenGatehouse = (given: {
  readonly options: StartOptions;
  readonly secrets: SecretBox;
}) => Promise<Application>;

/** Gatehouse could not start; the message says why, in words for a person. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** In the data folder: the made-up site that a first start can be tried on. */
const DEMONSTRATION = 'demonstration';

const THREAD = threadEntry('./application-thread', import.meta.url);

/**
 * Opens the application in a thread of its own, on this machine's clock, randomness and files. If
 * that thread crashes, this one does too: its error is uncaught here. When the application wants to
 * begin anew, another thread takes its place; calls wait meanwhile. If it can't, it goes on with the
 * database that it had.
 *
 * @throws StartError
 */
export const openGatehouse: OpenGatehouse = async ({ options, secrets }) => {
  makeDirectory(options.dataDirectory);
  const events = createEvents();
  let console: Parameters<Application['noteConsole']> | undefined;
  let isStopping = false;
  let stopped: Promise<void> | undefined;
  const start = (own: StartOptions, notice: StartNotice | null) =>
    startThread({ options: own, notice, secrets, publish: events.publish, restart, demonstrate });
  let running = start(options, null);
  await running;
  const ask = <Value>(call: (thread: Thread) => Promise<Value> | Value): Promise<Value> =>
    running.then((one) => call(one.thread));
  const numbered = createCallNumbers((call) => void ask((thread) => thread.drop.asEvent(call)));

  function restart(database: DatabaseChoice, notice: string | null): void {
    beginAnew({ ...options, database }, notice);
  }

  /** Nothing in the data folder itself is touched: what was chosen there is there at the next start. */
  function demonstrate(): void {
    const dataDirectory = join(options.dataDirectory, DEMONSTRATION);
    beginAnew({ ...options, demo: true, database: undefined, dataDirectory }, null);
  }

  function beginAnew(next: StartOptions, notice: string | null): void {
    if (isStopping) return;
    running = running.then(async (former) => {
      const fault = await former.end().then(() => null, notEnded);
      const text = [fault, notice].filter((words) => words !== null).join(' ');
      const tone = fault === null ? 'info' : 'warn';
      // It was not chosen for later starts, nor is what the command line named any more.
      const begun = await start(next, text === '' ? null : { tone, text }).catch((error: unknown) =>
        start({ ...options, database: undefined }, notOpened(error, text)),
      );
      events.publishAnew();
      if (console) await begun.thread.noteConsole(...console);
      return begun;
    });
    // As when the thread crashes: nothing is left to go on with.
    running.catch((error: unknown) =>
      setImmediate(() => {
        throw error;
      }),
    );
  }

  return {
    dispatch: (procedure, input, signal) =>
      numbered(signal, (call) => ask((thread) => thread.dispatch(call, procedure, input))),
    events: { subscribe: events.subscribe },
    async pages({ url, method }) {
      const { status, headers, body } = await ask((thread) => thread.page({ url, method }));
      return new Response(body, { status, headers: headers.map(([name, value]) => [name, value]) });
    },
    status: () => ask((thread) => thread.status()),
    noteConsole(...noted) {
      console = noted;
      return ask((thread) => thread.noteConsole(...noted));
    },
    pendingCount: () => ask((thread) => thread.pendingCount()),
    flushMail: () => ask((thread) => thread.flushMail()),
    lock: (by) => void ask((thread) => thread.lock.asEvent(by)),
    stop() {
      isStopping = true;
      return (stopped ??= running.then((last) => last.end()));
    },
  };
};

type Thread = Link<ApplicationSide, HostSide>;

/**
 * Starts a thread with the application in it.
 * @throws StartError
 */
async function startThread(given: {
  readonly options: StartOptions;
  readonly notice: StartNotice | null;
  readonly secrets: SecretBox;
  readonly publish: (topics: readonly Topic[]) => void;
  readonly restart: HostSide['restart'];
  readonly demonstrate: HostSide['demonstrate'];
}) {
  const { options, notice, secrets, publish, restart, demonstrate } = given;
  const worker = new Worker(THREAD, { resourceLimits: { maxYoungGenerationSizeMb: 8 } });
  const thread = linkThreads<ApplicationSide, HostSide>(worker, {
    seal: secrets.seal,
    open: secrets.open,
    changed: ({ topics }) => publish(topics),
    restart,
    demonstrate,
  });
  worker.on('error', (error) => {
    throw error;
  });
  worker.once('exit', () => thread.$close(new Error('The application has ended.')));
  try {
    const failure = await thread.start(options, notice);
    if (failure !== null) throw new StartError(failure);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    thread,
    async end(): Promise<void> {
      try {
        await thread.stop();
      } finally {
        await worker.terminate();
      }
    },
  };
}

/** Why Gatehouse could not start, in words for a person. */
export function describeStartFailure(error: unknown): string {
  if (error instanceof StartError) return error.message;
  const words = messageOf(error);
  return `Gatehouse could not start: ${words}`;
}

function notEnded(error: unknown): string {
  return `The database that was open before was not closed as it should be: ${messageOf(error)}`;
}

/** @param told What was to be told if it had been, such as where its copy lies. */
function notOpened(error: unknown, told: string): StartNotice {
  const title = 'The database was not opened, and Gatehouse goes on with the one before.';
  return { tone: 'warn', text: `${title} ${describeStartFailure(error)} ${told}`.trim() };
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StartError(
      `The data folder ${directory} can’t be made. Check its permissions, or choose another one with --data-dir.`,
      { cause },
    );
  }
}
