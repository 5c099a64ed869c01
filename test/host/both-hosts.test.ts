import { describe, expect, it } from 'vitest';

import {
  openTestApplication,
  startBrowserHost,
  startElectronHost,
  type TestedHost,
} from './hosts.ts';

const HOSTS: Record<string, () => Promise<TestedHost>> = {
  browser: async () => startBrowserHost(await openTestApplication()),
  electron: async () => startElectronHost(await openTestApplication()),
};

describe.each(Object.entries(HOSTS))('the %s host', (_, start) => {
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
