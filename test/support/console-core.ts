import { onTestFinished } from 'vitest';

import { createServices } from '../../src/main/app/create-services.ts';
import { createStartStatus } from '../../src/main/app/start-status.ts';
import { createDispatcher } from '../../src/main/app/dispatcher.ts';
import { createHandlers } from '../../src/main/app/handlers.ts';
import { createCapturedStore } from '../../src/main/mail/captured/captured-store.ts';
import { createCourier } from '../../src/main/mail/outbox/courier.ts';
import { createAuditLog } from '../../src/main/operations/audit-log.ts';
import { createDoctor } from '../../src/main/mail/doctor/doctor.ts';
import { NoDeliveryError } from '../../src/main/mail/outbox/no-delivery.ts';
import { mailReading } from '../../src/main/mail/reading/mail-reading.ts';
import type { Network } from '../../src/main/mail/remote/network.ts';
import { type DatabaseChoice, readChosenDatabase } from '../../src/main/db/chosen-database.ts';
import { watchWrites } from '../../src/main/db/write-trouble.ts';
import { createEvents } from '../../src/main/app/events.ts';
import { openPeople } from '../../src/main/app/open-people.ts';
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
  const { db, now, randomBytes, disposableDomains } = core;
  const internalErrors: unknown[] = [];
  const restarts: Restart[] = [];
  const demonstrations: string[] = [];
  const published: Topic[] = [];
  const onError = (error: unknown): void => void internalErrors.push(error);
  const events = createEvents();
  const ends = new AsyncDisposableStack();
  onTestFinished(() => ends.disposeAsync());
  const finding = openPeople(
    {
      db,
      now,
      randomBytes,
      disposableDomains,
      events,
      file: core.file,
      onError: (_, error) => onError(error),
      ...(options.many === undefined ? {} : { many: options.many }),
    },
    ends,
  );
  const courier = createCourier({
    db,
    now,
    random: () => 0.5,
    bytesOf: (id) => core.outbox.bytesOf(db, id),
    delivery: () => Promise.reject(new NoDeliveryError('Nowhere to go.', 'Wait.')),
    onChange: () => {},
    onError,
  });
  ends.defer(courier.stop);
  const doctor = createDoctor({
    ...core.context,
    capturePort: () => null,
    onChange: () => {},
    onError,
  });
  ends.defer(doctor.close);
  const openedAt = now();
  const readOnly = options.readOnly ?? null;
  const publish = (topics: readonly Topic[]): void => {
    events.publish(topics);
    published.push(...topics);
  };
  const services = await createServices(
    {
      ...core.context,
      ...finding,
      courier,
      doctor,
      captured: createCapturedStore({ db, now, onChange: () => {}, onError }),
      reading: mailReading,
      capture: null,
      site:
        options.accountsSiteDomain === undefined ? null : closedSite(options.accountsSiteDomain),
      audit: createAuditLog({
        db,
        now,
        end: { read: async () => [], write: async () => {} },
        onError,
      }),
      network: options.network ?? NO_NETWORK,
      writeTrouble: watchWrites({ db, now, onChange: () => events.publish(['application']) }),
      status: createStartStatus({ version: '0', dataDirectory: core.folder, readOnly }, null).read,
      demonstration: null,
      dataDirectory: core.folder,
      chosen: readChosenDatabase(core.folder),
      readOnly,
      restart: (database, notice) => void restarts.push({ database, notice }),
      demonstrate: () => void demonstrations.push('asked for'),
      events,
      publish,
      // Nobody is idle while a test moves the clock.
      idleClock: () => openedAt,
      onError: (_, error) => onError(error),
    },
    ends,
  );
  const dispatch = createDispatcher({
    handlers: createHandlers(services),
    person: services.session.person,
    publish,
    readOnly,
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
  return {
    ...core,
    services,
    dispatch,
    call,
    refusal,
    internalErrors,
    published,
    restarts,
    demonstrations,
  };
}

/** An accounts site that nobody visits. */
const closedSite = (domain: string) => ({
  domain,
  listenOn: async () => {},
  visit: () => Promise.reject(new Error('There is no site in this test.')),
});

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
