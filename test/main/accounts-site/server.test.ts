import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';

import { createThrottle } from '../../../src/main/limits/throttle.ts';
import { startAccountsSite } from '../../../src/main/accounts-site/server.ts';
import { createCore, keyOf, register, RESOURCES } from '../../support/core.ts';
import { outboxOf } from '../../support/site-browser.ts';
import { saveSite, signUpFields, startSite } from '../../support/site.ts';

const REGISTER = '/accounts/register/';
const EXAMPLE = { name: 'Shop', domain: 'shop.example', scheme: 'https' } as const;

/** Sends bytes as they are and gives back what comes until the server hangs up. */
async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

describe('the Host header', () => {
  it.each([
    '127.0.0.1',
    '127.0.0.1:8000',
    'localhost:8000',
    'LOCALHOST',
    '[::1]:8000',
    'shop.example',
  ])('is served when it names this machine or the site: %s', async (host) => {
    const { send, core } = await startSite();
    await saveSite(core, EXAMPLE);
    expect((await send('/accounts/', { headers: { host } })).status).toBe(200);
  });

  it.each([
    'evil.test',
    'evil.test:8000',
    'localhost.evil.test',
    '127.0.0.1.evil.test',
    'shop.example.evil.test',
    'evil.test@127.0.0.1',
    '127.0.0.1:99999',
    'localhost.',
    'a.localhost',
    'shop.example/x',
  ])('is refused otherwise: %s', async (host) => {
    const { send, core } = await startSite();
    await saveSite(core, EXAMPLE);
    const { status, headers, body } = await send('/accounts/', { headers: { host } });
    expect(status).toBe(400);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(body).not.toContain('Shop');
  });

  it('is not overruled by a request line or a header of a proxy', async () => {
    const { server, send } = await startSite();
    const lines = 'Host: 127.0.0.1\r\nConnection: close\r\n\r\n';
    expect(await raw(server.port, `GET http://evil.test/accounts/ HTTP/1.1\r\n${lines}`)).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect(await raw(server.port, 'GET /accounts/ HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    const headers = { 'x-forwarded-host': 'evil.test', forwarded: 'host=evil.test' };
    const { status, body } = await send('/accounts', { headers });
    expect(status).toBe(301);
    expect(body).not.toContain('evil.test');
  });

  it('does not get into the mail of a sign-up', async () => {
    const { submit, core } = await startSite();
    await saveSite(core, EXAMPLE);
    await submit(REGISTER, signUpFields('anna'));
    const [mail] = await outboxOf(core);
    expect(mail?.raw).toContain('https://shop.example/accounts/activate/');
    expect(mail?.raw).not.toContain('127.0.0.1');
  });
});

describe('every answer', () => {
  it('forbids scripts, frames, foreign things and guessing', async () => {
    const { send } = await startSite();
    for (const path of [
      '/accounts/',
      REGISTER,
      '/accounts/site.css',
      '/nothing',
      '/accounts/register',
    ]) {
      const { headers } = await send(path);
      expect(headers).toMatchObject({
        'content-security-policy':
          "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(headers).not.toHaveProperty('server');
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  it('keeps pages with keys and tokens out of caches and out of the Referer', async () => {
    const { send, core } = await startSite();
    const key = await keyOf(core, await register(core, 'anna'));
    const form = await send(`/accounts/activate/${key}/`);
    expect(form.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'strict-origin',
    });
    const other = await send(`/accounts/activate/${'a'.repeat(64)}/`);
    expect(other.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  it('has no script, no inline style and nothing from elsewhere', async () => {
    const { send, core } = await startSite();
    const key = await keyOf(core, await register(core, 'anna'));
    for (const path of ['/accounts/', REGISTER, `/accounts/activate/${key}/`]) {
      const { body } = await send(path);
      expect(body).not.toMatch(/<script|<style|style="|\son\w+="|(?:src|href)="(?:https?:)?\/\//);
    }
  });

  it('leaves visitors without a form no cookie, and the database no row', async () => {
    const { send, core } = await startSite();
    const written = async () =>
      (await sql<{ rows: number }>`SELECT total_changes() AS rows`.execute(core.db)).rows[0]?.rows;
    const before = await written();
    for (const path of ['/accounts/', '/nothing', `${REGISTER}complete/`]) {
      expect((await send(path)).headers).not.toHaveProperty('set-cookie');
    }
    await send(REGISTER);
    expect(await written()).toBe(before);
  });
});

describe('paths', () => {
  it.each([
    '/accounts',
    '/accounts/register',
    '/accounts/register/closed',
    '/accounts/activate/abc%0D%0Ax',
  ])('get the slash that they lack: %s', async (path) => {
    const { send } = await startSite();
    const { status, headers } = await send(path);
    expect(status).toBe(301);
    expect(headers.location).toBe(`${path}/`);
  });

  it.each([
    '/nothing',
    '/accounts/nothing/',
    '/accounts/register/x/',
    '/accounts//register/',
    '/accounts/../site.css',
  ])('that lead nowhere get a page: %s', async (path) => {
    const { send } = await startSite();
    const { status, body } = await send(path);
    expect(status).toBe(404);
    expect(body).toContain('There is no such page');
  });

  it('lead from the root to the index', async () => {
    const { send } = await startSite();
    expect(await send('/')).toMatchObject({ status: 302, headers: { location: '/accounts/' } });
  });

  it('serve the one stylesheet', async () => {
    const { send } = await startSite();
    const { status, headers, body } = await send('/accounts/site.css');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/css; charset=utf-8');
    expect(body).toContain('prefers-color-scheme: dark');
  });

  it('show the site’s name escaped', async () => {
    const { send, core } = await startSite();
    await saveSite(core, { ...EXAMPLE, name: 'Tom & <b>Co</b>' });
    expect((await send('/accounts/')).body).toContain('Tom &amp; &lt;b&gt;Co&lt;/b&gt;');
  });
});

describe('the server', () => {
  it('says of a fault only that there is one, and reports it', async () => {
    const { core, send, errors } = await startSite();
    await core.db.schema.alterTable('django_site').renameTo('gone').execute();
    const { status, headers, body } = await send('/accounts/');
    expect(status).toBe(500);
    expect(body).toContain('This page can’t be shown');
    expect(body).not.toMatch(/django_site|SQLITE|node:/i);
    expect(headers['x-frame-options']).toBe('DENY');
    expect(errors).toHaveLength(1);
  });

  it('refuses a taken port by its code', async () => {
    const { core, server } = await startSite();
    const starting = startAccountsSite({
      port: server.port,
      services: core.context,
      resources: RESOURCES,
      onChange: () => undefined,
      onError: () => undefined,
    });
    await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('ends connections that are kept alive when it closes', async () => {
    const { server } = await startSite();
    const socket = connect(server.port, '127.0.0.1');
    socket.write('GET /accounts/site.css HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'data');
    const ended = once(socket, 'close');
    socket.resume();
    await server.close();
    await ended;
    expect(socket.destroyed).toBe(true);
  });
});

it('serves though what has run out can’t be dropped, and says so', async () => {
  const core = await createCore();
  await createThrottle(core.db, core.now).failed('site:name:somebody');
  core.clock.advance({ days: 2 });
  await sql`CREATE TRIGGER busy BEFORE DELETE ON gatehouse_throttle
    BEGIN SELECT RAISE(ABORT, 'busy'); END`.execute(core.db);
  const errors: unknown[] = [];
  const server = await startAccountsSite({
    services: core.context,
    resources: RESOURCES,
    port: 0,
    onChange: () => {},
    onError: (error) => void errors.push(error),
  });
  onTestFinished(() => server.close());
  expect((await fetch(`http://127.0.0.1:${server.port}/accounts/`)).status).toBe(200);
  expect(errors).toMatchObject([{ message: 'busy' }]);
});
