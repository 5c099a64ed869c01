import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, it, vi } from 'vitest';

import { createApplication } from '../../../src/main/app/application.ts';
import { toDjangoDatetime } from '../../../src/main/db/django-datetime.ts';
import { lockDataDirectory } from '../../../src/main/db/lock-data-directory.ts';
import { openDatabase } from '../../../src/main/db/open-database.ts';
import { createFileSecrets } from '../../../src/main/secrets/file-secrets.ts';
import { DEFAULTS } from '../../../src/main/settings/settings.ts';
import { Clock, PASSWORD, RESOURCES } from '../../support/core.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const FORM = {
  siteName: 'Shop',
  domain: 'shop.example.test',
  username: 'eva',
  email: 'eva@shop.example.test',
  password: PASSWORD,
};

/** Starts an application of the test's own, whose key store can be closed on the way. */
async function createLife() {
  const directory = await temporaryDirectory();
  const renderer = join(directory, 'renderer');
  const box = createFileSecrets({ directory, randomBytes });
  const told: unknown[][] = [];
  const keyStore = { isClosed: false };
  const start = () =>
    createApplication({
      platform: {
        now: () => new Date(),
        randomBytes,
        secrets: {
          open: box.open,
          seal: (secret) =>
            keyStore.isClosed ? Promise.reject(new Error('It is closed.')) : box.seal(secret),
        },
        resources: RESOURCES,
        mailReading: new URL('../../../src/main/mail-reading-thread.ts', import.meta.url),
        renderer: pathToFileURL(`${renderer}/`),
      },
      dataDirectory: directory,
      version: '0.0.0',
      sitePort: 0,
      smtpPort: 0,
      demonstration: null,
      restart: () => {},
      demonstrate: () => {},
      passwordIterations: 1,
      onError: (...error) => void told.push(error),
    });
  const giveRenderer = async (): Promise<void> => {
    await mkdir(renderer);
    await writeFile(join(renderer, 'index.html'), '<p>The console</p>');
  };
  return { directory, start, giveRenderer, keyStore, told };
}

function servers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
}

it('holds nothing after a start that failed, and starts again once the cause is gone', async () => {
  const { start, giveRenderer, told } = await createLife();
  const before = servers();
  await expect(start()).rejects.toThrow('ENOENT');
  await vi.waitFor(() => expect(servers()).toBe(before));
  await giveRenderer();
  const application = await start();
  expect(servers()).toBe(before + 2);
  await application.stop();
  expect(told).toEqual([]);
  await vi.waitFor(() => expect(servers()).toBe(before));
});

it('stops every part though one of them fails, and says which', async () => {
  const { directory, start, giveRenderer, keyStore } = await createLife();
  await giveRenderer();
  const before = servers();
  const application = await start();
  const made = await application.dispatch('session.setUp', FORM);
  expect(made).toMatchObject({ ok: true });
  const { promise: seen, resolve } = Promise.withResolvers<unknown>();
  application.events.subscribe(resolve);
  await seen;
  keyStore.isClosed = true;
  await expect(application.stop()).rejects.toThrow('It is closed.');
  await vi.waitFor(() => expect(servers()).toBe(before));
  lockDataDirectory(directory)();
});

it('answers its own machine while the saved address is not there, and says so', async () => {
  const { directory, start, giveRenderer, told } = await createLife();
  await giveRenderer();
  const { db } = await openDatabase(join(directory, 'gatehouse.sqlite3'));
  // TEST-NET-3 (RFC 5737): no machine has it.
  const network = { ...DEFAULTS.network, exposure: 'proxy', listenAddress: '203.0.113.1' };
  await db
    .insertInto('gatehouse_setting')
    .values({ name: 'network', value: JSON.stringify(network) })
    .execute();
  await db.destroy();
  const application = await start();
  const { addresses, notices } = await application.status();
  expect(addresses.accountsSite).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/accounts\/$/);
  expect(notices.map(({ text }) => text)).toEqual([
    'This machine has no address 203.0.113.1, so only this machine can reach the accounts site. ' +
      'Bring the address back and restart Gatehouse, or choose another one in Settings → Network.',
  ]);
  await application.stop();
  expect(told).toEqual([]);
});

it('opens with settings that it does not understand, and writes down which', async () => {
  const { directory, start, giveRenderer, told } = await createLife();
  await giveRenderer();
  const { db } = await openDatabase(join(directory, 'gatehouse.sqlite3'));
  const row = { name: 'network', value: '{"trustedProxies":7}' };
  await db.insertInto('gatehouse_setting').values(row).execute();
  await db.destroy();
  const application = await start();
  expect((await application.status()).addresses.accountsSite).toContain('/accounts/');
  await application.stop();
  expect(told.map(String)).toEqual([
    expect.stringContaining('Stored and not understood: network (trustedProxies).'),
  ]);
});

it('ends an act on many where it may when it stops, and lets no other call in', async () => {
  const { directory, start, giveRenderer, told } = await createLife();
  await giveRenderer();
  const file = join(directory, 'gatehouse.sqlite3');
  const { db } = await openDatabase(file);
  const { now } = new Clock();
  const people = Array.from({ length: 6_000 }, (_, index) => `person${index}`);
  const columns = { first_name: '', last_name: '', is_superuser: 0, is_staff: 0, is_active: 0 };
  for (let from = 0; from < people.length; from += 1_000) {
    await db
      .insertInto('auth_user')
      .values(
        people.slice(from, from + 1_000).map((username) => ({
          ...columns,
          username,
          email: `${username}@people.example`,
          password: '!',
          date_joined: toDjangoDatetime(now()),
        })),
      )
      .execute();
  }
  await db.destroy();
  const application = await start();
  await application.dispatch('session.setUp', FORM);
  const { promise: working, resolve } = Promise.withResolvers<void>();
  application.events.subscribe(({ topics }) => {
    if (topics.includes('jobs')) resolve();
  });
  const ids = people.map((_, index) => index + 1);
  const acting = application.dispatch('accounts.activate', { ids, includeSelf: false });
  await working;
  const stopping = application.stop();
  expect(await application.dispatch('accounts.activate', { ids: [1], includeSelf: false })).toEqual(
    {
      ok: false,
      error: expect.objectContaining({ code: 'unavailable' }),
    },
  );
  const outcome = await acting;
  await stopping;
  expect(outcome).toMatchObject({ ok: true, value: { cancelled: true } });
  expect(told).toEqual([]);
  const { db: after } = await openDatabase(file);
  const active = await after
    .selectFrom('auth_user')
    .select('id')
    .where('is_active', '=', 1)
    .execute();
  await after.destroy();
  // With Eva, who is at the console.
  expect(outcome).toMatchObject({ value: { done: active.length - 1 } });
});
