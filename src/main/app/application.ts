import { join } from 'node:path';

import type { StartNotice, StartStatus } from '../../shared/contract/application.ts';
import type { LockCause } from '../../shared/contract/session.ts';
import type { Topic } from '../../shared/topics.ts';
import { type DatabaseChoice, writeChosenDatabase } from '../db/chosen-database.ts';
import { watchWrites } from '../db/write-trouble.ts';
import { createThrottle, createThrottleInMemory } from '../limits/throttle.ts';
import { PUBLIC_NETWORK } from '../mail/remote/network.ts';
import { createConsoleSession } from '../session/console-session.ts';
import { startByNow } from '../settings/activation-days.ts';
import { readMisunderstood } from '../settings/settings-store.ts';
import { putPasswordChangedMail } from '../sign-in/password-mails.ts';
import { openImportFiles } from '../transfer/import-files.ts';
import { createPages, type Pages } from '../web/pages.ts';
import { createContext } from './create-context.ts';
import { createDispatcher, type Dispatch } from './dispatcher.ts';
import { createDrainedCalls } from './drained-calls.ts';
import { endAll } from './end-all.ts';
import { createEvents, type Events } from './events.ts';
import { createHandlers } from './handlers.ts';
import { openData } from './open-data.ts';
import { openMail } from './open-mail.ts';
import { openPeople } from './open-people.ts';
import { openRehearsals } from './open-rehearsals.ts';
import { openSite } from './open-site.ts';
import type { Platform } from './platform.ts';
import { forgetSealedEnd } from './sealed-end.ts';
import type { Services } from './services.ts';
import { createStartStatus } from './start-status.ts';
import { startUpkeep } from './start-upkeep.ts';

export interface ApplicationOptions {
  readonly platform: Platform;
  /** Folder that holds the database; made when missing. */
  readonly dataDirectory: string;
  /** Path of a database elsewhere, or a choice, for this start and later ones. */
  readonly database?: string | DatabaseChoice | undefined;
  /** What to tell of the start, such as where a copy lies; null for nothing. */
  readonly notice?: StartNotice | null;
  readonly version: string;
  /** Port of the accounts site; 0 takes any. */
  readonly sitePort: number;
  /** Port of the capture server; 0 takes any. */
  readonly smtpPort: number;
  /** The made-up sign-in of a demonstration, shown on the sign-in page; null in earnest. */
  readonly demonstration: { readonly username: string; readonly password: string } | null;
  /** Rounds of pbkdf2 for new passwords; Django's newest when left out. */
  readonly passwordIterations?: number;
  /** How long mails of an administrator's act wait for an undo, in milliseconds. */
  readonly graceMs?: number;
  /** Stops the application and opens it anew with a database. @param notice To tell then, or null. */
  readonly restart: (database: DatabaseChoice, notice: string | null) => void;
  readonly onError: (context: string, error: unknown) => void;
}

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
  const { platform, dataDirectory, database, notice = null, version, smtpPort, onError } = options;
  const { now, randomBytes, resources } = platform;
  const events = createEvents();
  const data = await openData({ dataDirectory, database, platform, events, onError }, ends);
  const { db, chosen, readOnly, secrets, signingKey, audit, isForeign } = data;
  const { file } = chosen;
  const isReadOnly = readOnly !== null;
  const misunderstood = await readMisunderstood(db);
  if (misunderstood.length > 0) {
    onError('settings', new Error(`Stored and not understood: ${misunderstood.join(', ')}.`));
  }
  const start = createStartStatus({ version, dataDirectory, readOnly }, notice);
  const writeTrouble = watchWrites({
    db,
    now,
    onChange: () => events.publish(['application']),
  });
  const overrides = {
    folder: join(dataDirectory, 'templates'),
    onError: (error: unknown) => onError('templates', error),
  };
  const mail = await openMail(
    { db, isReadOnly, chosen, isForeign, platform, secrets, overrides, smtpPort, events, onError },
    ends,
  );
  const { begin, capture, ...mailServices } = mail;
  const { courier, outbox } = mail;
  if (capture) start.note('captureServer', `smtp://127.0.0.1:${capture.port}`, capture.notice);

  /** Tells what has changed; mails that were put into the outbox set off. */
  function publish(topics: readonly Topic[]): void {
    events.publish(topics);
    if (topics.includes('outbox')) courier.wake();
  }

  const context = await createContext({ ...options, db, outbox, signingKey, events });
  const { leave, ...peopleServices } = openPeople(
    { db, file, now, randomBytes, events, onError },
    ends,
  );
  const session = createConsoleSession({
    db,
    now,
    onLeave: () => {
      leave();
      signingKey.forget();
    },
    hasher: context.hasher,
    throttle: isReadOnly ? createThrottleInMemory(now) : createThrottle(db, now),
    readOnly: isReadOnly,
    onChange: () => events.publish(['session']),
  });
  ends.defer(session.stop);
  const importFiles = await openImportFiles(join(dataDirectory, 'imports'), randomBytes);
  ends.defer(importFiles.clear);
  const site = isReadOnly
    ? null
    : await openSite(
        {
          wishedPort: options.sitePort,
          services: context,
          resources,
          overrides,
          events,
          publish,
          onError: (error) => onError('accounts site', error),
        },
        ends,
      );
  if (site) {
    start.note('accountsSite', `http://${site.domain}/accounts/`, ...site.notices);
  }

  const rehearsals = openRehearsals(
    {
      ...context,
      captured: mail.captured,
      reading: mail.reading,
      site,
      captureServer: () => start.read().addresses.captureServer,
    },
    { events, publish, onError: (error) => onError('rehearsal', error) },
    ends,
  );

  const services: Services = {
    rehearsals,
    ...context,
    ...mailServices,
    ...peopleServices,
    secrets,
    signingKey,
    audit,
    session,
    importFiles,
    network: PUBLIC_NETWORK,
    status: start.read,
    writeTrouble,
    demonstration: options.demonstration,
    dataDirectory,
    chosen,
    readOnly,
    openedAt: now(),
    forgetSeal: forgetSealedEnd,
    restart: options.restart,
    cancelMails: outbox.cancelFor,
    tellPasswordSet: (operation, accountId) =>
      putPasswordChangedMail(context, operation, { accountId, how: 'staff' }),
    followCapture: async () => capture?.follow(),
    faultHits: () => capture?.faults.hits ?? new Map<string, number>(),
    listenOn: async (address) => site?.listenOn(address),
    accountsSiteDomain: () => site && site.domain,
    onError,
  };
  const { people, previews, files } = services;
  const calls = createDrainedCalls(
    createDispatcher({
      handlers: createHandlers(services),
      person: session.person,
      readOnly,
      publish,
      onInternalError: onError,
    }),
    context.jobs,
  );
  const pages = await createPages({ renderer: platform.renderer, previews, files, randomBytes });
  // Only now: a choice that a start fails with would stop every later one too.
  if (database !== undefined) writeChosenDatabase(dataDirectory, chosen);
  begin();
  if (!isReadOnly)
    ends.defer(startUpkeep(context, { file, wakeCourier: courier.wake, publish, onError }).stop);
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
