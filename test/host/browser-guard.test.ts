import { request } from 'node:http';

import { expect, it } from 'vitest';

import { openTestApplication, startBrowserHost, TOKEN } from './hosts.ts';

/** What the console's own page sends. */
function ownHeaders(port: number): Record<string, string> {
  return {
    host: `127.0.0.1:${port}`,
    origin: `http://127.0.0.1:${port}`,
    'sec-fetch-site': 'same-origin',
    authorization: `Bearer ${TOKEN}`,
    'content-type': 'application/json',
  };
}

interface Sent {
  readonly port: number;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly address?: string;
}

/** Sends a request with any headers, as no browser would. @returns Status and text. */
async function send(sent: Sent): Promise<{ readonly status: number; readonly text: string }> {
  const { port, method = 'POST', path = '/bridge/invoke', address = '127.0.0.1' } = sent;
  const headers = sent.headers ?? ownHeaders(port);
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  const call = request({ host: address, port, method, path, headers }, (response) => {
    response.setEncoding('utf8');
    let text = '';
    response.on('data', (chunk: string) => (text += chunk));
    response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
  });
  call.once('error', reject);
  call.end(method === 'POST' ? (sent.body ?? '{"procedure":"session.state","input":{}}') : '');
  return promise;
}

async function start(): Promise<number> {
  return (await startBrowserHost(await openTestApplication())).port;
}

it('hears the console’s own page', async () => {
  const port = await start();
  expect(await send({ port })).toMatchObject({ status: 200 });
});

it.each([
  ['a missing token', { authorization: '' }, 401],
  ['a short token', { authorization: `Bearer ${TOKEN.slice(0, -1)}` }, 401],
  ['another scheme', { authorization: `Basic ${TOKEN}` }, 401],
  ['a foreign host', { host: 'rebound.example' }, 421],
  ['another port', { host: '127.0.0.1:1' }, 421],
  ['a foreign origin', { origin: 'http://127.0.0.1:1' }, 403],
  ['a null origin', { origin: 'null' }, 403],
  ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a page of the accounts site', { 'sec-fetch-site': 'same-site' }, 403],
  ['a form', { 'content-type': 'text/plain' }, 415],
])('refuses %s without a word', async (_, changed, status) => {
  const port = await start();
  const headers = { ...ownHeaders(port), ...changed };
  expect(await send({ port, headers })).toEqual({ status, text: '' });
});

it.each(['/', '/bridge/events'])('refuses a foreign host at %s too', async (path) => {
  const port = await start();
  const headers = { ...ownHeaders(port), host: 'rebound.example' };
  expect(await send({ port, path, method: 'GET', headers })).toEqual({ status: 421, text: '' });
});

it('tells no events without the token', async () => {
  const port = await start();
  const headers = { host: `127.0.0.1:${port}` };
  const { status } = await send({ port, path: '/bridge/events', method: 'GET', headers });
  expect(status).toBe(401);
});

it('takes no call by GET', async () => {
  const port = await start();
  expect(await send({ port, method: 'GET' })).toEqual({ status: 404, text: '' });
});

it.each(['', 'no json', 'null', '"session.state"'])('refuses the body %j', async (body) => {
  const port = await start();
  expect(await send({ port, body })).toEqual({ status: 400, text: '' });
});

it('refuses a body above 10 MB', async () => {
  const port = await start();
  const body = JSON.stringify({ procedure: 'session.state', input: 'x'.repeat(10_000_000) });
  expect(await send({ port, body })).toEqual({ status: 413, text: '' });
});

it('listens on 127.0.0.1 only', async () => {
  const port = await start();
  await expect(send({ port, address: '127.0.0.2' })).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL/);
});

it('ends the event streams when it closes', async () => {
  const server = await startBrowserHost(await openTestApplication());
  const { next } = await server.listen();
  // oxlint-disable-next-line vitest/valid-expect -- Awaited below, once what it waits for has begun.
  const ended = expect(next).rejects.toThrow('The stream ended');
  await server.close();
  await ended;
});
