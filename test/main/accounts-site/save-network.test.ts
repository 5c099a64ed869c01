import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';

import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';

import { saveNetwork } from '../../../src/main/accounts-site/save-network.ts';
import { startAccountsSite } from '../../../src/main/accounts-site/server.ts';
import { RefusedError } from '../../../src/shared/errors.ts';
import { DEFAULTS } from '../../../src/main/settings/settings.ts';
import { saveForm } from '../../../src/main/settings/save-form.ts';
import { readSetting, settingReader } from '../../../src/main/settings/settings-store.ts';
import { addAdministrator, createCore, RESOURCES } from '../../support/core.ts';
import { saveSite } from '../../support/site.ts';
import { change } from '../../support/site-flows.ts';

const PROXY = { ...DEFAULTS.network, exposure: 'proxy' } as const;

async function start() {
  const core = await createCore();
  const person = await addAdministrator(core);
  const given = { services: core.context, resources: RESOURCES, onChange: () => {} };
  const server = await startAccountsSite({ ...given, port: 0, onError: () => {} });
  onTestFinished(() => server.close());
  const save = (network: Parameters<typeof saveNetwork>[2]) =>
    saveNetwork({ ...core, listenOn: server.listenOn }, person, network);
  const fieldsOf = async (network: Parameters<typeof saveNetwork>[2]) => {
    const refused = await save(network).catch((error: unknown) => error);
    if (!(refused instanceof RefusedError)) throw new Error('It was not refused.');
    return refused.failure.fields;
  };
  const answers = () =>
    fetch(`http://127.0.0.1:${server.port}/accounts/`).then(({ status }) => status);
  return { core, person, server, save, fieldsOf, answers };
}

describe('how the accounts site can be reached', () => {
  it('asks for a domain and https before anything is served to a network', async () => {
    const { core, fieldsOf } = await start();
    expect(await fieldsOf(PROXY)).toHaveProperty('exposure');
    await saveSite(core, { name: 'Shop', domain: 'shop.example', scheme: 'http' });
    expect(await fieldsOf(PROXY)).toHaveProperty('exposure');
    await saveSite(core, { name: 'Shop', domain: '127.0.0.1:8000', scheme: 'https' });
    expect(await fieldsOf(PROXY)).toHaveProperty('exposure');
    expect((await readSetting(core.db, 'network')).exposure).toBe('local');
  });

  it('changes at once, and back', async () => {
    const { core, save, answers } = await start();
    await saveSite(core, { name: 'Shop', domain: 'shop.example', scheme: 'https' });
    expect(await answers()).toBe(200);
    await save({ ...PROXY, listenAddress: '0.0.0.0' });
    expect(await answers()).toBe(403);
    await save(DEFAULTS.network);
    expect(await answers()).toBe(200);
  });

  it('listens where the first says when two are saved in one moment', async () => {
    const { core, person } = await start();
    await saveSite(core, { name: 'Shop', domain: 'shop.example', scheme: 'https' });
    const listened: string[] = [];
    const context = { ...core, listenOn: async (address: string) => void listened.push(address) };
    const save = (listenAddress: string) =>
      saveForm(context, {
        person,
        input: { ...PROXY, listenAddress, basedOn: DEFAULTS.network },
        read: settingReader('network'),
        save: saveNetwork,
      });
    const saves = await Promise.allSettled([save('127.0.0.2'), save('127.0.0.3')]);
    expect(saves.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(listened.at(-1)).toBe('127.0.0.2');
  });

  it('stays as it is when this machine has no such address', async () => {
    const { core, fieldsOf, answers } = await start();
    await saveSite(core, { name: 'Shop', domain: 'shop.example', scheme: 'https' });
    const fields = await fieldsOf({ ...PROXY, listenAddress: '203.0.113.1' });
    expect(fields?.['listenAddress']?.[0]).toContain('no such address');
    expect(await answers()).toBe(200);
    expect(await readSetting(core.db, 'network')).toEqual(DEFAULTS.network);
  });

  it('stays as it is when the settings can’t be saved', async () => {
    const { core, server, save, answers } = await start();
    await saveSite(core, { name: 'Shop', domain: 'shop.example', scheme: 'https' });
    await sql`CREATE TRIGGER full BEFORE INSERT ON gatehouse_setting
      BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(core.db);
    await expect(save({ ...PROXY, listenAddress: '127.0.0.2' })).rejects.toThrow('full');
    expect(await answers()).toBe(200);
    await expect(fetch(`http://127.0.0.2:${server.port}/accounts/`)).rejects.toThrow(
      'fetch failed',
    );
  });

  it('says why the settings can’t be saved also where the address before is gone', async () => {
    const { core, save } = await start();
    await saveSite(core, { name: 'Shop', domain: 'shop.example', scheme: 'https' });
    await change(core, 'network', { ...PROXY, listenAddress: '203.0.113.1' });
    await sql`CREATE TRIGGER full BEFORE UPDATE ON gatehouse_setting
      BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(core.db);
    await expect(save(DEFAULTS.network)).rejects.toThrow('full');
  });

  it('is for this machine alone when neither the settings can be saved nor the address before be had', async () => {
    const { core, server, save, answers } = await start();
    await saveSite(core, { name: 'Shop', domain: 'shop.example', scheme: 'https' });
    await change(core, 'network', { ...PROXY, listenAddress: '203.0.113.1' });
    await sql`CREATE TRIGGER full BEFORE UPDATE ON gatehouse_setting
      BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(core.db);
    await expect(save({ ...PROXY, listenAddress: '127.0.0.2' })).rejects.toThrow('full');
    expect(await answers()).toBe(403);
    await expect(fetch(`http://127.0.0.2:${server.port}/accounts/`)).rejects.toThrow(
      'fetch failed',
    );
  });

  it('is what was asked for last, when that is asked for at once', async () => {
    const { server, answers } = await start();
    const asked = ['127.0.0.2', '127.0.0.3', '127.0.0.1'];
    await Promise.all(asked.map((address) => server.listenOn(address)));
    expect(await answers()).toBe(200);
  });

  it('can be asked for again after it could be had nowhere', async () => {
    const { server, answers } = await start();
    const { port } = server;
    // A request that does not end keeps the site moving until both addresses are taken.
    const visitor = connect(port, '127.0.0.1');
    visitor.write('GET /accounts/ HTTP/1.1\r\n');
    await once(visitor, 'connect');
    // oxlint-disable-next-line vitest/valid-expect -- Awaited below, once what it waits for has begun.
    const moved = expect(server.listenOn('127.0.0.2')).rejects.toThrow('EADDRINUSE');
    await setImmediate();
    const others = ['127.0.0.1', '127.0.0.2'].map((address) =>
      createServer().listen(port, address),
    );
    await Promise.all(others.map((other) => once(other, 'listening')));
    visitor.destroy();
    await moved;
    await Promise.all(others.map((other) => other[Symbol.asyncDispose]()));
    await server.listenOn('127.0.0.1');
    expect(await answers()).toBe(200);
  });

  it('names each line that is wrong', async () => {
    const { fieldsOf } = await start();
    const fields = await fieldsOf({
      ...PROXY,
      listenAddress: 'localhost',
      trustedProxies: ['10.0.0.0/8', '10.0.0.0/33', 'proxy.example'],
      allowedHosts: ['www.shop.example', 'https://shop.example'],
    });
    expect(Object.keys(fields ?? {}).toSorted()).toEqual([
      'allowedHosts.1',
      'listenAddress',
      'trustedProxies.1',
      'trustedProxies.2',
    ]);
    expect(await fieldsOf({ ...PROXY, trustedProxies: [' '] })).toHaveProperty('trustedProxies');
  });
});
