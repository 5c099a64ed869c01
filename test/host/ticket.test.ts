import { randomBytes } from 'node:crypto';

import { expect, it } from 'vitest';

import { createTicket } from '../../src/main/host-browser/ticket.ts';
import { Clock } from '../support/core.ts';
import { openTestApplication, startBrowserHost, TOKEN } from './hosts.ts';

async function openTicket() {
  const clock = new Clock();
  const ticket = createTicket({ now: clock.now, randomBytes });
  const { port } = await startBrowserHost(await openTestApplication(), ticket);
  const ask = async (text: string, init: RequestInit = {}) => {
    const address = `http://127.0.0.1:${port}/open/${text}`;
    const { status, headers } = await fetch(address, { redirect: 'manual', ...init });
    return { status, location: headers.get('location'), caching: headers.get('cache-control') };
  };
  return { clock, text: ticket.text, ask };
}

const ENTERED = { status: 303, location: `/#${TOKEN}`, caching: 'no-store' };
const REFUSED = { status: 410, location: null, caching: 'no-store' };

it('takes one browser to the token', async () => {
  const { text, ask } = await openTicket();
  expect(await ask(text)).toEqual(ENTERED);
  expect(await ask(text)).toEqual(REFUSED);
});

it('lets nobody in by another, nor is used up by it or by a look', async () => {
  const { text, ask } = await openTicket();
  expect(await ask(text.slice(0, -1))).toEqual(REFUSED);
  expect(await ask(TOKEN)).toEqual(REFUSED);
  expect(await ask(text, { method: 'HEAD' })).toEqual(REFUSED);
  expect(await ask(text, { headers: { 'sec-fetch-site': 'cross-site' } })).toMatchObject({
    status: 403,
  });
  expect(await ask(text)).toEqual(ENTERED);
});

it('is good for two minutes', async () => {
  const { clock, text, ask } = await openTicket();
  clock.advance({ ms: 120_000 });
  expect(await ask(text)).toEqual(REFUSED);
});

it('is not there when no browser is opened', async () => {
  const { port } = await startBrowserHost(await openTestApplication());
  const { status } = await fetch(`http://127.0.0.1:${port}/open/`, { redirect: 'manual' });
  expect(status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${port}/open/x`, { redirect: 'manual' })).status).toBe(410);
});
