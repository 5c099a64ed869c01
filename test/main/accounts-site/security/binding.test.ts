import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';

import { describe, expect, it, onTestFinished } from 'vitest';

import { startAccountsSite } from '../../../../src/main/accounts-site/server.ts';
import { createCore, RESOURCES } from '../../../support/core.ts';
import { openSite, type SiteBrowser } from '../../../support/site-browser.ts';
import { addMember, change, signUpForm } from '../../../support/site-flows.ts';
import { PASSWORD } from '../../../support/core.ts';
import { startSite, saveSite } from '../../../support/site.ts';

const PUBLIC = { name: 'Shop', domain: 'shop.example', scheme: 'https' } as const;

/** The site as it is served through a proxy. */
async function openProxied(changed: Parameters<typeof change<'network'>>[2] = {}) {
  const site = await openSite();
  await saveSite(site.core, PUBLIC);
  await change(site.core, 'network', { exposure: 'proxy', ...changed });
  const browser = (client = '203.0.113.7', proxy = '127.0.0.1'): SiteBrowser => {
    const opened = site.browser(proxy);
    Object.assign(opened.headers, {
      host: 'shop.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': client,
    });
    return opened;
  };
  return { ...site, proxied: browser };
}

describe('case 35: the site on this machine', () => {
  it('is reached at 127.0.0.1 and at no other address', async () => {
    const site = await startSite();
    expect((await site.send('/accounts/')).status).toBe(200);
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) {
      const free = createServer();
      onTestFinished(() => void free.close());
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      free.once('error', reject).listen(site.server.port, address, resolve);
      await promise;
    }
    // Of this machine too, and where it has no other address.
    const beside = `http://127.0.0.2:${site.server.port}/accounts/`;
    await expect(fetch(beside)).rejects.toThrow('fetch failed');
  });

  it.each(['evil.test', 'sub.localhost', '127.0.0.1.evil.test', '0.0.0.0', '169.254.1.1', ''])(
    'refuses the host %j, so that a name that is bound anew leads nowhere (CVE-2016-9014)',
    async (host) => {
      const site = await openSite();
      const page = await site.browser().send('/accounts/', { headers: { host } });
      expect(page.status).toBe(400);
    },
  );

  it('stops with the application', async () => {
    const core = await createCore();
    const given = { services: core.context, resources: RESOURCES, onChange: () => {} };
    const server = await startAccountsSite({ ...given, port: 0, onError: () => {} });
    await server.close();
    await expect(fetch(`http://127.0.0.1:${server.port}/accounts/`)).rejects.toThrow(
      'fetch failed',
    );
  });

  it('serves this machine alone, whatever name a request from elsewhere has for the host', async () => {
    const site = await openSite();
    const from = (address: string) => site.browser().send('/accounts/', { from: address });
    expect((await from('192.168.1.77')).status).toBe(403);
    expect((await from('::ffff:192.168.1.77')).status).toBe(403);
    for (const own of ['127.0.0.1', '::ffff:127.0.0.1', '::1']) {
      expect((await from(own)).status).toBe(200);
    }
  });

  it('believes nothing that a request says it was forwarded from', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    Object.assign(browser.headers, {
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-proto': 'https',
    });
    await browser.signIn('anna', PASSWORD);
    const [row] = await site.core.db.selectFrom('gatehouse_session').selectAll().execute();
    expect(row?.address).toBe('');
    expect([...browser.cookies.keys()]).toContain('sessionid');
  });
});

describe('behind a proxy that ends TLS', () => {
  it('cookies are Secure and __Host-, and browsers stay with https', async () => {
    const { core, proxied } = await openProxied();
    await addMember(core, 'anna');
    const browser = proxied();
    const page = await browser.signIn('anna', PASSWORD);
    expect(page.status).toBe(302);
    const cookies = page.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThanOrEqual(3);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-/);
      expect(cookie).toMatch(/; Secure/i);
      expect(cookie).toMatch(/; HttpOnly/i);
      expect(cookie).toMatch(/; Path=\/(;|$)/i);
      expect(cookie).not.toMatch(/; Domain=/i);
    }
    expect(page.headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
    expect(await browser.whoAmI()).toBe('anna');
  });

  it('a cookie without the prefix counts for nothing', async () => {
    const { core, proxied } = await openProxied();
    await addMember(core, 'anna');
    const browser = proxied();
    await browser.signIn('anna', PASSWORD);
    const planted = proxied();
    planted.cookies.set('sessionid', browser.cookies.get('__Host-sessionid') ?? '');
    expect(await planted.whoAmI()).toBe(null);
  });

  it.each([
    ['from elsewhere', { from: '198.51.100.4' }, 403],
    ['over plain http', { headers: { 'x-forwarded-proto': 'http' } }, 403],
    ['for another host', { headers: { host: 'evil.test' } }, 400],
    ['for this machine’s own name', { headers: { host: '127.0.0.1' } }, 400],
  ])('a request %s is refused', async (_what, sent, status) => {
    const { proxied } = await openProxied();
    expect((await proxied().send('/accounts/', sent)).status).toBe(status);
  });

  it('the visitor is the last address that no trusted proxy has', async () => {
    const { core, proxied } = await openProxied({ trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
    await addMember(core, 'anna');
    await proxied('1.1.1.1, 203.0.113.7, 10.0.0.3').signIn('anna', PASSWORD);
    const [row] = await core.db.selectFrom('gatehouse_session').selectAll().execute();
    expect(row?.address).toBe('203.0.113.7');
  });

  it('a host that the settings allow is served, with forms of its own', async () => {
    const { core, proxied } = await openProxied({ allowedHosts: ['www.shop.example'] });
    await addMember(core, 'anna');
    const browser = proxied();
    browser.headers['host'] = 'www.shop.example';
    browser.headers['origin'] = 'https://www.shop.example';
    expect((await browser.signIn('anna', PASSWORD)).status).toBe(302);
  });

  it('a flood of sign-ups from one network, all at once, makes no more accounts than the rate lets', async () => {
    const { core, proxied } = await openProxied();
    const { clock } = core;
    const flood = async (name: string, client?: string) => {
      const forms = Array.from({ length: 24 }, (_, index) => `${name}${index}`);
      const answers = await Promise.all(
        forms.map((each) => proxied(client).submit('/accounts/register/', signUpForm(each))),
      );
      return answers.filter(({ status }) => status === 302).length;
    };
    expect(await flood('first')).toBe(20);
    expect(await flood('none')).toBe(0);
    expect(await flood('other', '203.0.113.8')).toBe(20);
    clock.advance({ ms: 15 * 60_000 });
    expect(await flood('later')).toBe(10);
    const accounts = await core.db.selectFrom('auth_user').select('id').execute();
    const mails = await core.db.selectFrom('gatehouse_outbox').select('id').execute();
    expect([accounts.length, mails.length]).toEqual([50, 50]);
  });

  it('one network asks for so many mails and no more', async () => {
    const { proxied } = await openProxied();
    const statuses = [];
    for (let count = 0; count < 25; count += 1) {
      const email = `anna${count}@people.example`;
      statuses.push((await proxied().submit('/accounts/password/reset/', { email })).status);
    }
    expect(statuses.slice(0, 20).every((status) => status === 302)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    const other = await proxied('203.0.113.8').submit('/accounts/password/reset/', {
      email: 'boris@people.example',
    });
    expect(other.status).toBe(302);
  });
});
