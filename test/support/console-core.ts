import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { createDispatcher } from '../../src/main/app/dispatcher.ts';
import { createHandlers } from '../../src/main/app/handlers.ts';
import type { Services } from '../../src/main/app/services.ts';
import { createCapturedStore } from '../../src/main/mail/captured/captured-store.ts';
import { createCourier } from '../../src/main/mail/outbox/courier.ts';
import { createAuditLog } from '../../src/main/operations/audit-log.ts';
import { createDoctor } from '../../src/main/mail/doctor/doctor.ts';
import { NoDeliveryError } from '../../src/main/mail/outbox/no-delivery.ts';
import { mailReading } from '../../src/main/mail/reading/mail-reading.ts';
import type { Network } from '../../src/main/mail/remote/network.ts';
import { type DatabaseChoice, readChosenDatabase } from '../../src/main/db/chosen-database.ts';
import { watchWrites } from '../../src/main/db/write-trouble.ts';
import { forgetSealedEnd } from '../../src/main/app/sealed-end.ts';
import { createEvents } from '../../src/main/app/events.ts';
import { openPeople } from '../../src/main/app/open-people.ts';
import { createRehearsals } from '../../src/main/rehearsal/rehearsals.ts';
import { createConsoleSession } from '../../src/main/session/console-session.ts';
import { createThrottle } from '../../src/main/limits/throttle.ts';
import { putPasswordChangedMail } from '../../src/main/sign-in/password-mails.ts';
import { openImportFiles } from '../../src/main/transfer/import-files.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../src/shared/contract/index.ts';
import type { Failure } from '../../src/shared/errors.ts';
import { userPermission } from '../../src/shared/rights.ts';
import type { Topic } from '../../src/shared/topics.ts';
import { addAccount, addAdministrator, createCore, PASSWORD } from './core.ts';

const NO_NETWORK: Network = {
  resolve: () => Promise.reject(new Error('There is no network in tests.')),
  isAllowedAddress: () => false,
  isAllowedPort: () => true,
};

/** With what the application was asked to begin anew. */
export interface Restart {
  readonly database: DatabaseChoice;
  readonly notice: string | null;
}

/** The dispatcher over real services, without servers; mail waits. */
export async function createConsoleCore(
  options: {
    /** A folder with a database that is there already. */
    readonly folder?: string;
    readonly readOnly?: string;
    readonly network?: Network;
    /** From so many people on they are searched by an index. */
    readonly many?: number;
    /** Where the built-in accounts site would run. */
    readonly accountsSiteDomain?: string;
  } = {},
) {
  const core = await createCore(options.folder);
  const { db, now, randomBytes } = core;
  const internalErrors: unknown[] = [];
  const restarts: Restart[] = [];
  const published: Topic[] = [];
  const onError = (error: unknown): void => void internalErrors.push(error);
  const events = createEvents();
  const ends = new AsyncDisposableStack();
  onTestFinished(() => ends.disposeAsync());
  const { people, staff, selections, previews, files, leave } = openPeople(
    {
      db,
      now,
      randomBytes,
      events,
      file: join(core.folder, 'gatehouse.sqlite3'),
      onError: (_, error) => onError(error),
      ...(options.many === undefined ? {} : { many: options.many }),
    },
    ends,
  );
  const openedAt = now();
  const session = createConsoleSession({
    db,
    // Nobody is idle while a test moves the clock.
    now: () => openedAt,
    hasher: core.hasher,
    throttle: createThrottle(db, now),
    readOnly: false,
    onChange: () => {},
    onLeave: () => {
      leave();
      core.context.signingKey.forget();
    },
  });
  onTestFinished(() => session.stop());
  const courier = createCourier({
    db,
    now,
    random: () => 0.5,
    bytesOf: (id) => core.outbox.bytesOf(db, id),
    delivery: () => Promise.reject(new NoDeliveryError('Nowhere to go.', 'Wait.')),
    onChange: () => {},
    onError,
  });
  onTestFinished(() => courier.stop());
  const doctor = createDoctor({
    ...core.context,
    capturePort: () => null,
    onChange: () => {},
    onError,
  });
  onTestFinished(() => doctor.close());
  const captured = createCapturedStore({ db, now, onChange: () => {}, onError });
  const services: Services = {
    ...core.context,
    rehearsals: createRehearsals({
      ...core.context,
      captured,
      reading: mailReading,
      site: null,
      undo: async () => null,
      captureServer: () => null,
      onChange: () => {},
      onEnd: () => {},
      onError,
    }),
    listenOn: async () => {},
    followCapture: async () => {},
    tellPasswordSet: (operation, accountId) =>
      putPasswordChangedMail(core.context, operation, { accountId, how: 'staff' }),
    captured,
    reading: mailReading,
    courier,
    doctor,
    audit: createAuditLog({
      db,
      now,
      end: { read: async () => [], write: async () => {} },
      onError,
    }),
    session,
    people,
    staff,
    selections,
    previews,
    files,
    importFiles: await openImportFiles(join(core.folder, 'imports'), randomBytes),
    network: options.network ?? NO_NETWORK,
    writeTrouble: watchWrites({ db, now, onChange: () => events.publish(['application']) }),
    status: () => ({
      version: '0',
      dataDirectory: core.folder,
      addresses: { console: null, accountsSite: null, captureServer: null },
      notices: [],
      readOnly: options.readOnly ?? null,
    }),
    demonstration: null,
    accountsSiteDomain: () => options.accountsSiteDomain ?? null,
    onError: (_, error) => onError(error),
    faultHits: () => new Map(),
    dataDirectory: core.folder,
    chosen: readChosenDatabase(core.folder),
    readOnly: options.readOnly ?? null,
    openedAt,
    forgetSeal: forgetSealedEnd,
    restart: (database, notice) => void restarts.push({ database, notice }),
  };
  const dispatch = createDispatcher({
    handlers: createHandlers(services),
    person: session.person,
    publish: (topics) => {
      events.publish(topics);
      published.push(...topics);
    },
    readOnly: options.readOnly ?? null,
    onInternalError: (_, error) => onError(error),
  });
  /** Calls and insists on success. */
  async function call<Name extends ProcedureName>(
    name: Name,
    input: InputOf<Name>,
  ): Promise<OutputOf<Name>> {
    const result = await dispatch(name, input);
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return result.value as OutputOf<Name>;
  }
  /** Calls and insists on a refusal. */
  async function refusal(name: string, input: unknown): Promise<Failure> {
    const result = await dispatch(name, input);
    if (result.ok) throw new Error(`${name} was not refused: ${JSON.stringify(result.value)}`);
    return result.error;
  }
  return { ...core, services, dispatch, call, refusal, internalErrors, published, restarts };
}

export type ConsoleCore = Awaited<ReturnType<typeof createConsoleCore>>;

/** Signs an administrator in, with or without the superuser flag. */
export async function signIn(console: ConsoleCore, kind: 'superuser' | 'staff' = 'superuser') {
  const person =
    kind === 'superuser'
      ? await addAdministrator(console)
      : {
          id: await addAccount(console, { username: 'sam', isActive: true, isStaff: true }),
          username: 'sam',
          isSuperuser: false,
          permissions: userPermission.options,
        };
  await console.services.session.signIn(person.username, PASSWORD);
  return person;
}
