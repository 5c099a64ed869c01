import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { StartStatus } from '../../shared/contract/application.ts';
import { loadCommonPasswords } from '../accounts/password/common-passwords.ts';
import { createPasswordHasher } from '../accounts/password/hasher.ts';
import { createPasswordValidator } from '../accounts/password/validate.ts';
import { openDatabase } from '../db/open-database.ts';
import { lockDataDirectory } from '../db/lock-data-directory.ts';
import { createJobs } from '../operations/jobs.ts';
import { PUBLIC_NETWORK } from '../mail/remote/network.ts';
import { createConsoleSession } from '../session/console-session.ts';
import { createThrottle } from '../limits/throttle.ts';
import { readPasswordRules } from '../settings/password-rules.ts';
import { createSecretStore } from '../settings/secret-store.ts';
import { readSetting } from '../settings/settings-store.ts';
import { createSigningKey } from '../settings/signing-key.ts';
import { listenAddressOf } from '../accounts-site/save-network.ts';
import { loadDisposableDomains } from '../registrations/mail-domains.ts';
import { putPasswordChangedMail } from '../sign-in/password-mails.ts';
import { openImportFiles } from '../transfer/import-files.ts';
import { createPages, type Pages } from '../web/pages.ts';
import { createDispatcher, type Dispatch } from './dispatcher.ts';
import { createEvents, type Events } from './events.ts';
import { createHandlers } from './handlers.ts';
import { openMail } from './open-mail.ts';
import { openPeople } from './open-people.ts';
import type { Platform } from './platform.ts';
import type { Services } from './services.ts';
import { SITE_WRITES, startSite } from './start-site.ts';
import { startUpkeep } from './start-upkeep.ts';
import { watchLog } from './watch-log.ts';

export interface ApplicationOptions {
  readonly platform: Platform;
  /** Folder that holds the database; made when missing. */
  readonly dataDirectory: string;
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
  lock(): void;
  /** Finishes what is under way; asked again, it waits for the same end. */
  stop(): Promise<void>;
}

const GRACE_MS = 10_000;

/**
 * Opens the data folder and starts everything: database, capture server, courier, accounts site.
 *
 * @throws DatabaseUnusableError or DataDirectoryError with words for a person.
 */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
  const { platform, dataDirectory, onError } = options;
  const { now, randomBytes } = platform;
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const release = lockDataDirectory(dataDirectory);
  const file = join(dataDirectory, 'gatehouse.sqlite3');
  const { db, readOnly } = await openDatabase(file);
  const events = createEvents();
  const hasher = createPasswordHasher({
    randomBytes,
    ...(options.passwordIterations ? { iterations: options.passwordIterations } : {}),
  });
  const validatePassword = createPasswordValidator({
    commonPasswords: await loadCommonPasswords(new URL('common-passwords.txt', platform.resources)),
    rules: () => readPasswordRules(db),
  });
  const secrets = createSecretStore(db, platform.secrets);
  const signingKey = createSigningKey(secrets, randomBytes);
  const overrides = {
    folder: join(dataDirectory, 'templates'),
    onError: (error: unknown) => onError('templates', error),
  };
  const mail = await openMail({
    db,
    isReadOnly: readOnly !== null,
    dataDirectory,
    platform,
    secrets,
    overrides,
    smtpPort: options.smtpPort,
    events,
    onError,
  });
  const { outbox, courier, capture } = mail;
  const { people, selections, previews, files, leave } = openPeople({
    db,
    file,
    now,
    randomBytes,
    events,
    onError,
  });
  const audit = watchLog({ db, now, secrets, events, onError });
  const session = createConsoleSession({
    db,
    now,
    onLeave: leave,
    hasher,
    throttle: createThrottle(db, now),
    readOnly: readOnly !== null,
    onChange: () => events.publish(['session']),
  });
  const notices: StartStatus['notices'] = [];
  const warn = (text: string | null): void => {
    if (text !== null) notices.push({ tone: 'warn', text });
  };
  warn(readOnly);
  warn(capture?.notice ?? null);
  const addresses: Record<'console' | 'accountsSite' | 'captureServer', string | null> = {
    console: null,
    accountsSite: null,
    captureServer: capture && `smtp://127.0.0.1:${capture.port}`,
  };
  const status = (): StartStatus => ({
    version: options.version,
    dataDirectory,
    addresses: { ...addresses },
    notices: [...notices],
    readOnly,
  });
  const services: Services = {
    db,
    now,
    randomBytes,
    outbox,
    jobs: createJobs({
      now,
      onChange: () => events.publish(['jobs']),
      onError: (error) => onError('jobs', error),
    }),
    graceMs: options.graceMs ?? GRACE_MS,
    hasher,
    validatePassword,
    signingKey,
    disposableDomains: await loadDisposableDomains(
      new URL('disposable-domains.txt', platform.resources),
    ),
    secrets,
    captured: mail.captured,
    reading: mail.reading,
    templates: mail.templates,
    courier,
    doctor: mail.doctor,
    audit,
    session,
    people,
    selections,
    previews,
    files,
    importFiles: await openImportFiles(join(dataDirectory, 'imports'), randomBytes),
    network: PUBLIC_NETWORK,
    status,
    demonstration: options.demonstration,
    cancelMails: outbox.cancelFor,
    tellPasswordSet: (operation, accountId) =>
      putPasswordChangedMail(services, operation, { accountId, how: 'staff' }),
    followCapture: async () => capture?.follow(),
    faultHits: () => capture?.faults.hits ?? new Map<string, number>(),
    listenOn: async (address) => site?.server.listenOn(address),
    accountsSiteDomain: () => addresses.accountsSite && new URL(addresses.accountsSite).host,
  };
  const site =
    readOnly === null
      ? await startSite({
          wishedPort: options.sitePort,
          services,
          resources: platform.resources,
          overrides,
          onChange: () => {
            events.publish(SITE_WRITES);
            courier.wake();
          },
          onError: (error) => onError('accounts site', error),
        })
      : null;
  warn(site?.notice ?? null);
  if (site) addresses.accountsSite = `http://127.0.0.1:${site.server.port}/accounts/`;

  const dispatch = createDispatcher({
    handlers: createHandlers(services),
    person: session.person,
    readOnly,
    publish: (topics) => {
      events.publish(topics);
      if (topics.includes('settings')) {
        courier.resume();
        followNetwork().catch((error: unknown) => onError('accounts site', error));
        capture?.follow().catch((error: unknown) => onError('capture server', error));
      } else if (topics.includes('outbox')) courier.wake();
    },
    onInternalError: onError,
  });
  mail.begin();
  const upkeep =
    readOnly === null ? startUpkeep(services, { file, publish: events.publish, onError }) : null;
  let stopped: Promise<void> | undefined;
  return {
    dispatch,
    events: { subscribe: events.subscribe },
    pages: await createPages({ renderer: platform.renderer, previews, files, randomBytes }),
    status: async () => status(),
    async noteConsole(address, notice) {
      addresses.console = address;
      warn(notice);
      events.publish(['application']);
    },
    flushMail: courier.flush,
    pendingCount: async () => people.count({ query: '', waiting: true }),
    lock: session.lock,
    stop: () => (stopped ??= stopAll()),
  };

  /** Listens as the settings say, also after an undo has changed them. */
  async function followNetwork(): Promise<void> {
    await site?.server.listenOn(listenAddressOf(await readSetting(db, 'network')));
  }

  async function stopAll(): Promise<void> {
    session.stop();
    await upkeep?.stop();
    await people.close();
    await site?.server.close();
    await mail.stop();
    await services.importFiles.clear();
    await audit.stop();
    await db.destroy();
    release();
  }
}
