import { mkdirSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

import { messageOf } from '../shared/message-of.ts';
import { createCallNumbers } from '../shared/dropped-calls.ts';
import type { Application } from './app/application.ts';
import { createEvents } from './app/events.ts';
import type { SecretBox } from './app/platform.ts';
import type { StartOptions } from './app/start-options.ts';
import { type ApplicationSide, type HostSide, linkThreads } from './app/thread-link.ts';
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

const THREAD = threadEntry('./application-thread', import.meta.url);

/**
 * Opens the application in a thread of its own, on this machine's clock, randomness and files. If
 * that thread crashes, this one does too: its error is uncaught here.
 *
 * @throws StartError
 */
export const openGatehouse: OpenGatehouse = async ({ options, secrets }) => {
  makeDirectory(options.dataDirectory);
  const events = createEvents();
  const worker = new Worker(THREAD, { resourceLimits: { maxYoungGenerationSizeMb: 8 } });
  const thread = linkThreads<ApplicationSide, HostSide>(worker, {
    seal: secrets.seal,
    open: secrets.open,
    changed: ({ topics }) => events.publish(topics),
  });
  worker.on('error', (error) => {
    throw error;
  });
  worker.once('exit', () => thread.$close(new Error('The application has ended.')));
  const failure = await thread.start(options);
  if (failure !== null) {
    await worker.terminate();
    throw new StartError(failure);
  }
  const numbered = createCallNumbers((call) => void thread.drop.asEvent(call));
  let stopped: Promise<void> | undefined;
  return {
    dispatch: (procedure, input, signal) =>
      numbered(signal, (call) => thread.dispatch(call, procedure, input)),
    events: { subscribe: events.subscribe },
    async pages({ url, method }) {
      const { status, headers, body } = await thread.page({ url, method });
      return new Response(body, { status, headers: headers.map(([name, value]) => [name, value]) });
    },
    status: thread.status,
    noteConsole: thread.noteConsole,
    pendingCount: thread.pendingCount,
    flushMail: thread.flushMail,
    lock: () => void thread.lock.asEvent(),
    stop: () => (stopped ??= stop()),
  };

  async function stop(): Promise<void> {
    try {
      await thread.stop();
    } finally {
      await worker.terminate();
    }
  }
};

/** Why Gatehouse could not start, in words for a person. */
export function describeStartFailure(error: unknown): string {
  if (error instanceof StartError) return error.message;
  const words = messageOf(error);
  return `Gatehouse could not start: ${words}`;
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
