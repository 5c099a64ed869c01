import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Application } from '../../src/main/app/application.ts';
import { contract, type ProcedureName } from '../../src/shared/contract/index.ts';
import { PASSWORD } from '../support/core.ts';

import {
  openTestApplication,
  startBrowserHost,
  startElectronHost,
  type TestedHost,
} from './hosts.ts';

/** How many random messages; `npm run messages` plays 100,000. */
const MESSAGES = Number(process.env['GATEHOUSE_MESSAGES'] ?? 500);
/** They take as long as they are many. */
const PATIENCE = { timeout: Math.max(30_000, 10 * MESSAGES) };

type StartHost = (application: Application) => Promise<TestedHost>;
const FIRST_START = {
  siteName: 'Shop',
  domain: 'shop.example.test',
  username: 'eva',
  email: 'eva@shop.example.test',
  password: PASSWORD,
};

function endsSession(procedure: (typeof contract)[ProcedureName]): boolean {
  return procedure.kind === 'command' && procedure.writes.some((topic) => topic === 'session');
}

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
    'case 37: random messages of an administrator’s window are answered and end nothing',
    PATIENCE,
    async () => {
      const host = await start();
      expect(await host.call('session.setUp', FIRST_START)).toMatchObject({ ok: true });
      // Those that could end the session would keep the others from what reads them.
      const known = Object.entries(contract).filter(([, procedure]) => !endsSession(procedure));
      const names = fc.constantFrom<unknown>(
        ...known.map(([name]) => name),
        '__proto__',
        null,
        7,
        {},
      );
      const message = fc.tuple(names, fc.oneof(fc.jsonValue(), fc.object({ maxDepth: 2 })));
      await fc.assert(
        fc.asyncProperty(message, async ([name, input]) => {
          const answer = await host.call(name, input);
          expect(answer).toHaveProperty('ok');
        }),
        { numRuns: MESSAGES },
      );
      expect(await host.call('session.state', {})).toMatchObject({
        value: { phase: 'signed-in' },
      });
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
    await expect(dropped.promise).resolves.toBeUndefined();
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
