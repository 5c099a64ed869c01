import { join } from 'node:path';

import type { Topic } from '../../shared/topics.ts';
import type { Database } from '../db/open-database.ts';
import { watchWrites } from '../db/write-trouble.ts';
import { PUBLIC_NETWORK } from '../mail/remote/network.ts';
import { readMisunderstood } from '../settings/settings-store.ts';
import type { ApplicationOptions } from './application-options.ts';
import { createContext } from './create-context.ts';
import { createServices } from './create-services.ts';
import type { Events } from './events.ts';
import { openData } from './open-data.ts';
import { openMail } from './open-mail.ts';
import { openPeople } from './open-people.ts';
import { openSite } from './open-site.ts';
import { createStartStatus } from './start-status.ts';

/**
 * Opens the data folder and what serves, in the order in which one needs the other: database,
 * capture server, courier, people, accounts site.
 *
 * @param ends Gets the end of each part as soon as it is open.
 * @returns `publish` tells what has changed; `begin` sends what is due, once all is open.
 * @throws DatabaseUnusableError or DataDirectoryError with words for a person.
 */
export async function startServices(
  options: ApplicationOptions,
  events: Events,
  ends: AsyncDisposableStack,
) {
  const { platform, dataDirectory, database, notice = null, version, smtpPort, onError } = options;
  const { now, resources } = platform;
  const data = await openData({ dataDirectory, database, platform, events, onError }, ends);
  const { db, chosen, readOnly, secrets, signingKey, audit, isForeign } = data;
  const { file } = chosen;
  const isReadOnly = readOnly !== null;
  await reportMisunderstood(db, onError);
  const start = createStartStatus({ version, dataDirectory, readOnly }, notice);
  const writeTrouble = watchWrites({ db, now, onChange: () => events.publish(['application']) });
  const overrides = {
    folder: join(dataDirectory, 'templates'),
    onError: (error: unknown) => onError('templates', error),
  };
  const { begin, ...mail } = await openMail(
    { db, isReadOnly, chosen, isForeign, platform, secrets, overrides, smtpPort, events, onError },
    ends,
  );
  const { courier, capture, outbox } = mail;
  if (capture) start.note('captureServer', `smtp://127.0.0.1:${capture.port}`, capture.notice);

  /** Tells what has changed; mails that were put into the outbox set off. */
  function publish(topics: readonly Topic[]): void {
    events.publish(topics);
    if (topics.includes('outbox')) courier.wake();
  }

  const context = await createContext({ ...options, db, outbox, signingKey, events });
  const finding = openPeople({ ...context, file, events, onError }, ends);
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
  if (site) start.note('accountsSite', `http://${site.domain}/accounts/`, ...site.notices);
  const services = await createServices(
    {
      ...context,
      ...mail,
      ...finding,
      chosen,
      readOnly,
      secrets,
      signingKey,
      audit,
      site,
      dataDirectory,
      writeTrouble,
      network: PUBLIC_NETWORK,
      status: start.read,
      demonstration: options.demonstration,
      restart: options.restart,
      demonstrate: options.demonstrate,
      events,
      publish,
      idleClock: now,
      onError,
    },
    ends,
  );
  return { services, start, publish, begin };
}

/** What stored settings are not understood is written down, and taken as never saved. */
async function reportMisunderstood(
  db: Database,
  onError: ApplicationOptions['onError'],
): Promise<void> {
  const misunderstood = await readMisunderstood(db);
  if (misunderstood.length === 0) return;
  onError('settings', new Error(`Stored and not understood: ${misunderstood.join(', ')}.`));
}
