import type { StartStatus } from '../../shared/contract/application.ts';
import type { LockCause } from '../../shared/contract/session.ts';
import { writeChosenDatabase } from '../db/chosen-database.ts';
import { startByNow } from '../settings/activation-days.ts';
import { createPages, type Pages } from '../web/pages.ts';
import type { ApplicationOptions } from './application-options.ts';
import { createDispatcher, type Dispatch } from './dispatcher.ts';
import { createDrainedCalls } from './drained-calls.ts';
import { endAll } from './end-all.ts';
import { createEvents, type Events } from './events.ts';
import { createHandlers } from './handlers.ts';
import { startServices } from './start-services.ts';
import { startUpkeep } from './start-upkeep.ts';

/** The whole of Gatehouse behind two doors, `dispatch` and `events`, and the pages it shows. */
export interface Application {
  readonly dispatch: Dispatch;
  readonly events: Pick<Events, 'subscribe'>;
  readonly pages: Pages;
  readonly status: () => Promise<StartStatus>;
  /** Says where the console itself can be reached, and what its host has to tell. */
  noteConsole(address: string | null, notice: string | null): Promise<void>;
  /** How many sign-ups wait, for the system's own notice of new ones. */
  pendingCount(): Promise<number>;
  /** Sends every mail that is due. */
  flushMail(): Promise<void>;
  /** Locks the console, as when the computer sleeps. */
  lock(by: LockCause): void;
  /**
   * Finishes what is under way and ends every part, whatever fails; asked again, it waits for the
   * same end. @throws The first failure; all others are told to `onError`.
   */
  stop(): Promise<void>;
}

/**
 * Opens the data folder and starts everything: database, capture server, courier, accounts site.
 * What a failed start had opened is closed again.
 *
 * @throws DatabaseUnusableError or DataDirectoryError with words for a person.
 */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
  const ends = new AsyncDisposableStack();
  try {
    return await openAll(options, ends);
  } catch (error) {
    for (const other of await endAll(ends)) options.onError('starting', other);
    throw error;
  }
}

async function openAll(
  options: ApplicationOptions,
  ends: AsyncDisposableStack,
): Promise<Application> {
  const { platform, dataDirectory, database, onError } = options;
  const events = createEvents();
  const { services, start, publish, begin } = await startServices(options, events, ends);
  const { chosen, readOnly, courier, people, previews, files, session } = services;
  const calls = createDrainedCalls(
    createDispatcher({
      handlers: createHandlers(services),
      person: session.person,
      readOnly,
      publish,
      onInternalError: onError,
    }),
    services.jobs,
  );
  const { renderer, randomBytes } = platform;
  const pages = await createPages({ renderer, previews, files, randomBytes });
  // Only now: a choice that a start fails with would stop every later one too.
  if (database !== undefined) writeChosenDatabase(dataDirectory, chosen);
  begin();
  if (readOnly === null) {
    const upkeep = { file: chosen.file, wakeCourier: courier.wake, publish, onError };
    ends.defer(startUpkeep(services, upkeep).stop);
  }
  ends.defer(calls.end);
  let stopped: Promise<void> | undefined;
  return {
    dispatch: calls.dispatch,
    events: { subscribe: events.subscribe },
    pages,
    status: () => startByNow(services),
    async noteConsole(address, notice) {
      start.note('console', address, notice);
      events.publish(['application']);
    },
    flushMail: courier.flush,
    pendingCount: async () => people.count({ query: '', waiting: true }),
    lock: session.lock,
    stop: () => (stopped ??= stop()),
  };

  async function stop(): Promise<void> {
    const [first, ...others] = await endAll(ends);
    for (const error of others) onError('stopping', error);
    if (first !== undefined) throw first;
  }
}
