import { describe, expect, it } from 'vitest';

import { checkEmailAddress } from '../../../../src/main/accounts/email-address.ts';
import { checkUsername } from '../../../../src/main/accounts/username.ts';
import { safeNext } from '../../../../src/main/accounts-site/next-path.ts';
import { createConsoleCore, signIn } from '../../../support/console-core.ts';
import { openSite, outboxOf } from '../../../support/site-browser.ts';
import { addMember, change, poke, resetPath, signUpForm } from '../../../support/site-flows.ts';
import { saveSite } from '../../../support/site.ts';
import { leastWorkOf } from '../../../support/work-of.ts';

/** Longer than any of this takes, and shorter than what an attack is after. */
const FAST_MS = 50;

describe('CVE-2010-4535: reset links with a huge number', () => {
  it.each([
    ['the id, in base36', `password/reset/confirm/${'z'.repeat(20_000)}-aa-bb/`],
    ['the id, in base64', `password/reset/confirm/${'z'.repeat(20_000)}/aa-bb/`],
    ['the time', `password/reset/confirm/MQ/${'z'.repeat(20_000)}-bb/`],
    ['the signature', `password/reset/confirm/MQ/aa-${'b'.repeat(20_000)}/`],
    ['the old path', `reset/${'z'.repeat(20_000)}/${'z'.repeat(20_000)}-b/`],
  ])('are dead and cost nothing: %s', async (_what, path) => {
    const site = await openSite();
    await site.browser().send('/accounts/password/reset/confirm/MQ/a-b/');
    let status = 0;
    const work = await leastWorkOf(async () => {
      ({ status } = await site.browser().send(`/accounts/${path}`));
    });
    expect(status).toBeLessThan(400);
    expect(work).toBeLessThan(FAST_MS);
  });
});

describe('CVE-2011-4139 and CVE-2012-4520: poisoned Host headers', () => {
  it.each([
    'evil.test',
    '127.0.0.1:8000@evil.test',
    'evil.test:80#127.0.0.1',
    'evil.test/127.0.0.1',
    'evil.test\\127.0.0.1',
    '127.0.0.1:8000:evil.test',
    'user:pw@evil.test:8000',
  ])('reach no reset mail: %s', async (host) => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    const page = await browser.submit('/accounts/password/reset/', {
      email: 'anna@people.example',
    });
    expect(page.status).toBe(302);
    const sent = await browser
      .send('/accounts/password/reset/', { headers: { host } })
      .catch(() => null);
    expect(sent?.status ?? 400).toBe(400);
    expect(JSON.stringify(await outboxOf(site.core))).not.toContain('evil');
  });
});

describe('CVE-2012-3442 to CVE-2018-14574: redirects', () => {
  it.each([
    'http://example.com',
    'http:///example.com',
    'https://example.com',
    'ftp://example.com',
    '\\\\example.com',
    '\\\\\\example.com',
    '/\\\\/example.com',
    'http:\\\\example.com',
    'http:\\/example.com',
    'http:\\//example.com',
    'http:/\\//example.com',
    'javascript:alert("XSS")',
    '\njavascript:alert(x)',
    'java\nscript:alert(x)',
    '\x08//example.com',
    'http://otherserver\\@example.com',
    'http:\\\\testserver\\@example.com',
    'http://testserver\\me:pass@example.com',
    'http://testserver\\@example.com',
    'http:\\\\testserver\\confirm\\me@example.com',
    'http:999999999',
    'ftp:9999999999',
    '\n',
    'http://[2001:cdba:0000:0000:0000:0000:3257:9652/',
    'http://2001:cdba:0000:0000:0000:0000:3257:9652]/',
    '////example.com',
    '/%5c/../\\example.com',
  ])('never leave the site: %j', (next) => {
    expect(safeNext(next)).toBe('/accounts/profile/');
  });

  it.each(['//evil.test', '//evil.test/accounts', '/accounts//evil.test', '/%2fevil.test'])(
    'for a missing slash stay here: %s (CVE-2018-14574)',
    async (path) => {
      const site = await openSite();
      const { location } = await site.browser().send(path);
      expect(location === '' || /^\/(?!\/)/.test(location)).toBe(true);
    },
  );
});

describe('CVE-2013-0305, CVE-2014-0483 and CVE-2018-16984: what administrators see', () => {
  it('is never a hash, a key or anything of it, and no search finds by it', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    const id = await addMember(console, 'anna');
    const hash = 'pbkdf2_sha256$10$secretsalt$c2VjcmV0aGFzaA==';
    await poke(console, id, { password: hash });
    const detail = JSON.stringify(await console.call('accounts.get', { id }));
    expect(detail).not.toContain('secretsalt');
    expect(detail).not.toContain('c2VjcmV0aGFzaA');
    const found = await console.call('accounts.list', {
      query: 'secretsalt',
      sort: { column: 'username', direction: 'ascending' },
      offset: 0,
      limit: 10,
    });
    expect(found.total).toBe(0);
    const refused = await console.refusal('accounts.list', {
      query: '',
      password__startswith: 'p',
      sort: { column: 'password', direction: 'ascending' },
      offset: 0,
      limit: 10,
    });
    expect(refused.code).toBe('invalid-input');
  });
});

describe('CVE-2015-5144 and CVE-2021-32052: line breaks in values that were checked', () => {
  it.each(['a@people.example\n', 'a@people.example\r\nBcc: x', 'a\tb@people.example'])(
    'never pass the check of an address: %j',
    (address) => {
      const checked = checkEmailAddress(address);
      expect(!checked.ok || !/[\r\n\t]/.test(checked.address)).toBe(true);
    },
  );

  it('never pass the console’s settings', async () => {
    const console = await createConsoleCore();
    await signIn(console);
    for (const text of ['Shop\r\nBcc: x@evil.test', 'Shop\0', 'Sh\u2028op']) {
      const { site: basedOn } = await console.call('settings.get', {});
      const site = { ...basedOn, name: text, domain: 'shop.example', basedOn };
      expect((await console.refusal('settings.saveSite', site)).fields).toHaveProperty('name');
      const domain = { ...site, name: 'Shop', domain: text.replace(/^Sh/, 'shop.example') };
      expect((await console.refusal('settings.saveSite', domain)).fields).toHaveProperty('domain');
      const path = { ...site, name: 'Shop', accountsPath: text.replace(/^Sh/, '/accounts/') };
      expect((await console.refusal('settings.saveSite', path)).fields).toHaveProperty(
        'accountsPath',
      );
    }
  });
});

describe('CVE-2019-12781: http or https', () => {
  it('of links is as configured, whatever the request came by', async () => {
    const site = await openSite();
    await saveSite(site.core, { name: 'Shop', domain: '127.0.0.1:8000', scheme: 'https' });
    await addMember(site.core, 'anna');
    await resetPath(site, 'anna@people.example');
    const [mail] = await outboxOf(site.core);
    const text = mail?.raw.replaceAll(/=\r?\n/g, '') ?? '';
    expect(text).toContain('https://127.0.0.1:8000/accounts/password/reset/confirm/');
    expect(text).not.toContain('http://127.0.0.1');
  });
});

describe('CVE-2023-36053: addresses that an expression takes long for', () => {
  it.each([
    ['labels', `a@${'a.'.repeat(50_000)}`],
    ['hyphens', `a@${'-'.repeat(100_000)}.example`],
    ['quotes', `"${'\\'.repeat(100_000)}@people.example`],
    ['dots', `${'a.'.repeat(50_000)}@people.example`],
    ['just below the limit', `${'a.'.repeat(60)}a@${'b.'.repeat(60)}${'c'.repeat(12)}!`],
  ])('are refused at once: %s', async (_what, address) => {
    expect(await leastWorkOf(() => checkEmailAddress(address))).toBeLessThan(FAST_MS);
    expect(checkEmailAddress(address).ok).toBe(false);
  });
});

describe('CVE-2023-46695, CVE-2025-27556 and CVE-2025-64458: text that is slow to normalise', () => {
  const SLOW = `${'½'.repeat(500_000)}${'\u0300\u0316'.repeat(250_000)}`;

  it('is not normalised: its length is looked at first', async () => {
    const twentieth = SLOW.slice(475_000, 525_000);
    const toNormalise = await leastWorkOf(() => twentieth.normalize('NFKC'));
    for (const check of [checkUsername, checkEmailAddress, safeNext]) {
      expect(await leastWorkOf(() => check(`/${SLOW}`))).toBeLessThan(toNormalise);
    }
  });

  it('is answered like any other in every form', async () => {
    const site = await openSite();
    await change(site.core, 'registration', { askReason: true });
    const text = SLOW.slice(0, 1_200);
    const browser = site.browser();
    for (const [path, fields] of [
      ['/accounts/login/', { username: text, password: text }],
      ['/accounts/register/', { ...signUpForm('x'), username: text, reason: text }],
      ['/accounts/password/reset/', { email: text }],
      ['/accounts/activate/resend/', { email: `${text}@people.example` }],
    ] as const) {
      expect((await browser.submit(path, fields)).status).toBe(200);
    }
  });
});
