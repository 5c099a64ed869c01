import { expect, onTestFinished, test, vi } from 'vitest';

import { createBrowserBridge } from '../../../src/renderer/bridge/browser-bridge.ts';
import { reloadForToken, takeToken } from '../../../src/renderer/bridge/take-token.ts';
import type { ChangedEvent } from '../../../src/shared/bridge.ts';
import { TOPICS } from '../../../src/shared/topics.ts';

const TOKEN = 'a-token-of-enough-length';

/** A host whose event streams are opened, written to and cut by the test. */
function fakeHost() {
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  const asked: { path: string; authorization: string | null; body: unknown }[] = [];
  const host = { streams, asked, status: 200, cut: false };
  const fetch: typeof globalThis.fetch = async (path, init) => {
    const authorization = new Headers(init?.headers).get('authorization');
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    asked.push({ path: typeof path === 'string' ? path : '', authorization, body });
    if (host.cut) throw new TypeError('Failed to fetch');
    if (host.status !== 200) return new Response(null, { status: host.status });
    if (path === '/bridge/invoke') return Response.json({ ok: true, value: 42 });
    const stream = new ReadableStream<Uint8Array>({
      start: (each) => {
        streams.push(each);
        init?.signal?.addEventListener('abort', () => each.error(init.signal?.reason));
      },
    });
    return new Response(stream);
  };
  return { host, fetch };
}

function write(stream: ReadableStreamDefaultController<Uint8Array> | undefined, text: string) {
  stream?.enqueue(new TextEncoder().encode(text));
}

function useFakeTimers() {
  vi.useFakeTimers({ now: 1_000 });
  onTestFinished(() => void vi.useRealTimers());
}

const settle = () => vi.advanceTimersByTimeAsync(0);

test('a call carries the token, the procedure and its input', async () => {
  const { host, fetch } = fakeHost();
  const { bridge } = createBrowserBridge({ token: TOKEN, fetch, now: Date.now });
  expect(await bridge.invoke('accounts.get', { id: 1 })).toEqual({ ok: true, value: 42 });
  expect(host.asked.find(({ path }) => path === '/bridge/invoke')).toEqual({
    path: '/bridge/invoke',
    authorization: `Bearer ${TOKEN}`,
    body: { procedure: 'accounts.get', input: { id: 1 } },
  });
});

test('what the host refuses by its status was not done; of what failed inside it is not known', async () => {
  const { host, fetch } = fakeHost();
  const { bridge } = createBrowserBridge({ token: TOKEN, fetch, now: Date.now });
  const answers: [number, string, RegExp, RegExp][] = [
    [413, 'accounts.activate', /at once\. Nothing was changed/, /^Do it in several parts/],
    [421, 'accounts.activate', /\(421\)\. Nothing was changed/, /^Open Gatehouse anew/],
    [500, 'accounts.activate', /the act was done is not known/, /^Look at Audit before you do it/],
    [500, 'accounts.get', /written to gatehouse\.log in the data folder\.$/, /^Try again/],
  ];
  for (const [status, procedure, message, advice] of answers) {
    host.status = status;
    expect(await bridge.invoke(procedure, { ids: [1] })).toMatchObject({
      ok: false,
      error: {
        message: expect.stringMatching(message),
        advice: expect.stringMatching(advice),
      },
    });
  }
});

test('an event that arrives in two pieces is told once', async () => {
  useFakeTimers();
  const { host, fetch } = fakeHost();
  const { bridge } = createBrowserBridge({ token: TOKEN, fetch, now: Date.now });
  const events: ChangedEvent[] = [];
  bridge.subscribe((event) => events.push(event));
  await settle();
  write(host.streams[0], ': connected\n\ndata: {"topics":["acc');
  await settle();
  expect(events).toEqual([]);
  write(host.streams[0], 'ounts"]}\n\n');
  await settle();
  expect(events).toEqual([{ topics: ['accounts'] }]);
});

test('a lost stream is told, tried again, and then everything counts as changed', async () => {
  useFakeTimers();
  const { host, fetch } = fakeHost();
  const { bridge, connection } = createBrowserBridge({ token: TOKEN, fetch, now: Date.now });
  const events: ChangedEvent[] = [];
  bridge.subscribe((event) => events.push(event));
  await settle();
  host.streams[0]?.close();
  await settle();
  expect(connection.state()).toEqual({ kind: 'lost', since: 1_000, nextTryAt: 1_500 });
  await vi.advanceTimersByTimeAsync(500);
  expect(connection.state()).toEqual({ kind: 'connected' });
  expect(events).toEqual([{ topics: TOPICS }]);
});

test('a call without an answer begins the stream anew, though it seems to be open', async () => {
  useFakeTimers();
  const { host, fetch } = fakeHost();
  const { bridge, connection } = createBrowserBridge({ token: TOKEN, fetch, now: Date.now });
  const events: ChangedEvent[] = [];
  bridge.subscribe((event) => events.push(event));
  await settle();
  host.cut = true;
  expect(await bridge.invoke('accounts.get', { id: 1 })).toMatchObject({ ok: false });
  await settle();
  expect(connection.state()).toMatchObject({ kind: 'lost' });
  host.cut = false;
  await vi.advanceTimersByTimeAsync(500);
  expect(connection.state()).toEqual({ kind: 'connected' });
  expect(events).toEqual([{ topics: TOPICS }]);
});

test('a call of an earlier connection that fails late leaves the new stream alone', async () => {
  useFakeTimers();
  const { host, fetch } = fakeHost();
  const late = Promise.withResolvers<Response>();
  const { bridge, connection } = createBrowserBridge({
    token: TOKEN,
    fetch: (path, init) => (path === '/bridge/invoke' ? late.promise : fetch(path, init)),
    now: Date.now,
  });
  await settle();
  const call = bridge.invoke('accounts.get', { id: 1 });
  host.streams[0]?.close();
  await vi.advanceTimersByTimeAsync(500);
  expect(connection.state()).toEqual({ kind: 'connected' });
  late.reject(new TypeError('Failed to fetch'));
  expect(await call).toMatchObject({ ok: false });
  await settle();
  expect(connection.state()).toEqual({ kind: 'connected' });
});

test('an answer that breaks off begins the stream anew; one that makes no sense does not', async () => {
  useFakeTimers();
  const { fetch } = fakeHost();
  const answers = [
    new Response('nonsense'),
    new Response(new ReadableStream({ start: (each) => each.error(new TypeError('network')) })),
  ];
  const { bridge, connection } = createBrowserBridge({
    token: TOKEN,
    fetch: async (path, init) =>
      (path === '/bridge/invoke' ? answers.shift() : undefined) ?? fetch(path, init),
    now: Date.now,
  });
  await settle();
  expect(await bridge.invoke('accounts.get', { id: 1 })).toMatchObject({ ok: false });
  await settle();
  expect(connection.state()).toEqual({ kind: 'connected' });
  expect(await bridge.invoke('accounts.get', { id: 1 })).toMatchObject({ ok: false });
  await settle();
  expect(connection.state()).toMatchObject({ kind: 'lost' });
});

test('a call that was taken back says nothing of the connection', async () => {
  useFakeTimers();
  const { host, fetch } = fakeHost();
  const { bridge, connection } = createBrowserBridge({ token: TOKEN, fetch, now: Date.now });
  await settle();
  host.cut = true;
  await bridge.invoke('accounts.get', { id: 1 }, AbortSignal.abort());
  await settle();
  expect(connection.state()).toEqual({ kind: 'connected' });
});

test('the waits between tries grow, and "since" stays', async () => {
  useFakeTimers();
  const { host, fetch } = fakeHost();
  host.status = 503;
  const { connection } = createBrowserBridge({ token: TOKEN, fetch, now: Date.now });
  await vi.advanceTimersByTimeAsync(500);
  expect(connection.state()).toEqual({ kind: 'lost', since: 1_000, nextTryAt: 2_500 });
});

test('a token that is not known any more ends the trying', async () => {
  useFakeTimers();
  const { host, fetch } = fakeHost();
  host.status = 401;
  const { connection } = createBrowserBridge({ token: TOKEN, fetch, now: Date.now });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(connection.state()).toEqual({ kind: 'refused' });
  expect(host.asked).toHaveLength(1);
});

test('a call that gets no answer is a failure in words', async () => {
  const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  const { bridge } = createBrowserBridge({ token: TOKEN, fetch, now: Date.now });
  const result = await bridge.invoke('accounts.get', { id: 1 });
  expect(result).toMatchObject({ ok: false, error: { code: 'unavailable' } });
});

test('the token leaves the address bar and stays for this tab', () => {
  window.history.replaceState(null, '', `/#${TOKEN}`);
  onTestFinished(() => sessionStorage.clear());
  expect(takeToken(window)).toBe(TOKEN);
  expect(window.location.hash).toBe('');
  window.history.replaceState(null, '', '/#/users');
  expect(takeToken(window)).toBe(TOKEN);
  expect(window.location.hash).toBe('#/users');
});

test('without a token there is none to be had from a screen’s address', () => {
  window.history.replaceState(null, '', '/#/pending');
  expect(takeToken(window)).toBeNull();
});

test.each([
  ['accounts.get', 'This can’t be shown now.', 'It comes by itself'],
  ['accounts.activate', 'Whether the act was done is not known.', 'Look at Audit'],
])('without an answer %s says what that means', async (procedure, message, advice) => {
  const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  const { bridge } = createBrowserBridge({ token: TOKEN, fetch, now: Date.now });
  expect(await bridge.invoke(procedure, {})).toMatchObject({
    ok: false,
    error: {
      message: `Gatehouse did not answer. ${message}`,
      advice: expect.stringContaining(advice) as string,
    },
  });
});

test('the address of a new start, opened in the tab of the one before, begins it anew', () => {
  const { page, location, routed } = pageOfBefore();
  page.dispatchEvent(new PopStateEvent('popstate'));
  expect(location.reload).not.toHaveBeenCalled();
  expect(routed.popped).toHaveBeenCalledOnce();
  location.hash = `#${TOKEN}`;
  page.dispatchEvent(new PopStateEvent('popstate'));
  expect(location.reload).toHaveBeenCalledOnce();
  expect(routed.popped).toHaveBeenCalledOnce();
});

test('whoever stays at what is unsaved has no token in the address, and the page as it was', () => {
  const { page, location, routed } = pageOfBefore();
  location.hash = `#${TOKEN}`;
  page.dispatchEvent(new PopStateEvent('popstate'));
  expect(location.hash).toBe('');
  expect(sessionStorage.getItem('gatehouse.token')).toBe(TOKEN);
  expect(routed.replaced).not.toHaveBeenCalled();
});

/** A page with its router, which hears of every address, and stays when it is told to reload. */
function pageOfBefore() {
  onTestFinished(() => sessionStorage.clear());
  const location = { hash: '#/users', pathname: '/', reload: vi.fn<() => void>() };
  const routed = { popped: vi.fn<() => void>(), replaced: vi.fn<() => void>() };
  const history = {
    replaceState: (_state: unknown, _title: string, url?: string | URL | null) => {
      location.hash = new URL(String(url), 'http://127.0.0.1').hash;
    },
  };
  const page = new EventTarget();
  const addEventListener = page.addEventListener.bind(page);
  reloadForToken({ location, history, sessionStorage, addEventListener });
  history.replaceState = routed.replaced;
  page.addEventListener('popstate', routed.popped);
  return { page, location, routed };
}

test('while the connection is known to be lost no act is sent, and what is asked still is', async () => {
  useFakeTimers();
  const { host, fetch } = fakeHost();
  const { bridge } = createBrowserBridge({ token: TOKEN, fetch, now: Date.now });
  await settle();
  host.streams[0]?.close();
  await settle();
  const sent = () => host.asked.filter(({ path }) => path === '/bridge/invoke').length;
  expect(await bridge.invoke('accounts.activate', { ids: [1] })).toMatchObject({
    ok: false,
    error: { message: 'The connection is lost. Nothing was changed.' },
  });
  expect(sent()).toBe(0);
  await bridge.invoke('accounts.get', { id: 1 });
  expect(sent()).toBe(1);
  await vi.advanceTimersByTimeAsync(500);
  expect(await bridge.invoke('accounts.activate', { ids: [1] })).toMatchObject({ ok: true });
});
