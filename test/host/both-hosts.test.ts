import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Application } from '../../src/main/app/application.ts';
import { contract } from '../../src/shared/contract/index.ts';

import {
  openTestApplication,
  startBrowserHost,
  startElectronHost,
  type TestedHost,
} from './hosts.ts';

/** How many random messages; `GATEHOUSE_MESSAGES=100000` plays them all. */
const MESSAGES = Number(process.env['GATEHOUSE_MESSAGES'] ?? 500);
/** They take as long as they are many. */
const PATIENCE = { timeout: Math.max(30_000, 10 * MESSAGES) };

type StartHost = (application: Application) => Promise<TestedHost>;
const HOSTS: Record<string, StartHost> = { browser: startBrowserHost, electron: startElectronHost };

describe.each(Object.entries(HOSTS))('the %s host', (_, startOn) => {
  const start = async () => startOn(await openTestApplication());

  it('carries a call to the application and its answer back', async () => {
    const host = await start();
    expect(await host.call('session.state', {})).toMatchObject({
      ok: true,
      value: { phase: 'setup' },
    });
  });

  it.each(['registrations.unknown', '__proto__', 'constructor', '', 7, null, ['session.state']])(
    'knows no procedure %j',
    async (procedure) => {
      const host = await start();
      expect(await host.call(procedure, {})).toMatchObject({
        ok: false,
        error: { code: 'unknown-procedure' },
      });
    },
  );

  it(
    'case 37: random messages are answered, change nothing and end nothing',
    PATIENCE,
    async () => {
      const host = await start();
      const names = fc.constantFrom<unknown>(...Object.keys(contract), '__proto__', null, 7, {});
      const message = fc.tuple(names, fc.oneof(fc.jsonValue(), fc.object({ maxDepth: 2 })));
      await fc.assert(
        fc.asyncProperty(message, async ([name, input]) => {
          if (name === 'session.setUp') return;
          const answer = await host.call(name, input);
          expect(answer).toHaveProperty('ok');
        }),
        { numRuns: MESSAGES },
      );
      expect(await host.call('session.state', {})).toMatchObject({ value: { phase: 'setup' } });
    },
  );

  it('says when nobody waits for an answer any more', async () => {
    const asked = Promise.withResolvers<void>();
    const dropped = Promise.withResolvers<void>();
    const host = await startOn({
      ...(await openTestApplication()),
      dispatch: (_name, _input, signal) => {
        signal?.addEventListener('abort', () => dropped.resolve());
        asked.resolve();
        return new Promise(() => {});
      },
    });
    const caller = new AbortController();
    host.call('accounts.list', {}, caller.signal).catch(() => {});
    await asked.promise;
    caller.abort();
    await dropped.promise;
  });

  it('leaves the session to the application', async () => {
    const host = await start();
    expect(await host.call('application.counts', {})).toMatchObject({
      error: { code: 'not-signed-in' },
    });
  });

  it('tells the page what has changed', async () => {
    const host = await start();
    const { next } = await host.listen();
    await host.call('session.lock', {});
    expect((await next).topics).toContain('session');
  });

  it('serves the console with its policy', async () => {
    const page = await (await start()).page('/');
    expect(await page.text()).toBe('<p>The console</p>');
    expect(page.headers.get('content-security-policy')).toContain(`default-src 'none'`);
  });

  it.each(['/missing.js', '/preview/guessed', '/..%2f..%2fpackage.json', '/renderer/'])(
    'has no page at %s',
    async (path) => {
      const { status } = await (await start()).page(path);
      expect(status).toBe(404);
    },
  );

  it('takes nothing at the address of a page', async () => {
    const { status } = await (await start()).page('/', 'POST');
    expect(status).toBe(405);
  });
});
