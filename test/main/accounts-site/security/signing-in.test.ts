import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { addAccount, PASSWORD } from '../../../support/core.ts';
import { openSite, tokenOf } from '../../../support/site-browser.ts';
import { addMember, poke } from '../../../support/site-flows.ts';
import { workOf } from '../../../support/work-of.ts';

const LOGIN = '/accounts/login/';
const WRONG = 'Please enter a correct user name and password.';

function sessions({ core }: Awaited<ReturnType<typeof openSite>>) {
  return core.db.selectFrom('gatehouse_session').selectAll().execute();
}

describe('case 15: a sign-in that fails', () => {
  it('has the same words whatever the reason', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    await addAccount(site.core, { username: 'sleeping' });
    await addAccount(site.core, { username: 'nopass', isActive: true, password: '!x' });
    await addAccount(site.core, { username: 'broken', isActive: true, password: 'pbkdf2_sha256' });
    const pages = [];
    for (const [username, password] of [
      ['nobody', PASSWORD],
      ['anna', 'wrong'],
      ['sleeping', PASSWORD],
      ['nopass', PASSWORD],
      ['broken', PASSWORD],
      ['', ''],
    ] as const) {
      const page = await site.browser().signIn(username, password);
      expect(page.status).toBe(200);
      const shown = page.body.replace(`value="${username}"`, 'value="NAME"');
      pages.push(shown.replaceAll(/value="[\w-]{64,}"/g, 'value="TOKEN"'));
    }
    expect(pages[0]).toContain(WRONG);
    expect(new Set(pages).size).toBe(1);
    expect(await sessions(site)).toEqual([]);
  });
});

describe('case 16: the session’s id', () => {
  it('is new at every sign-in, and the old one is dead', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    await browser.signIn('anna', PASSWORD);
    const first = browser.cookies.get('sessionid') ?? '';
    const token = tokenOf(await browser.send('/accounts/profile/'));
    await browser.post(LOGIN, {
      csrfmiddlewaretoken: token,
      username: 'anna',
      password: PASSWORD,
    });
    const second = browser.cookies.get('sessionid') ?? '';
    expect(second).not.toBe(first);
    const old = site.browser();
    old.cookies.set('sessionid', first);
    expect(await old.whoAmI()).toBe(null);
    expect(await browser.whoAmI()).toBe('anna');
  });

  it('changes with the account’s rights', async () => {
    const site = await openSite();
    const id = await addMember(site.core, 'anna');
    const browser = site.browser();
    await browser.signIn('anna', PASSWORD);
    const before = browser.cookies.get('sessionid') ?? '';
    await poke(site.core, id, { is_staff: 1 });
    expect(await browser.whoAmI()).toBe('anna');
    expect(browser.cookies.get('sessionid')).not.toBe(before);
    const old = site.browser();
    old.cookies.set('sessionid', before);
    expect(await old.whoAmI()).toBe(null);
    expect(await browser.whoAmI()).toBe('anna');
  });

  it('changes with the password, and is stored as its hash only', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    await browser.signIn('anna', PASSWORD);
    const before = browser.cookies.get('sessionid') ?? '';
    const [row] = await sessions(site);
    expect(row?.key_hash).toBe(createHash('sha256').update(before).digest('hex'));
    expect(JSON.stringify(row)).not.toContain(before);
    await browser.submit('/accounts/password/change/', {
      old_password: PASSWORD,
      new_password1: 'another calm river',
      new_password2: 'another calm river',
    });
    expect(browser.cookies.get('sessionid')).not.toBe(before);
    expect(await browser.whoAmI()).toBe('anna');
    const old = site.browser();
    old.cookies.set('sessionid', before);
    expect(await old.whoAmI()).toBe(null);
  });
});

describe('case 17: a planted session cookie', () => {
  it.each(['a'.repeat(43), '', 'x', 'ä'.repeat(43)])('is never taken over: %j', async (key) => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    browser.cookies.set('sessionid', encodeURIComponent(key));
    await browser.signIn('anna', PASSWORD);
    expect(browser.cookies.get('sessionid')).not.toBe(key);
    const planted = site.browser();
    planted.cookies.set('sessionid', encodeURIComponent(key));
    expect(await planted.whoAmI()).toBe(null);
  });
});

describe('case 18: signing out', () => {
  it('works by POST only, and the cookie is anonymous afterwards', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    await browser.signIn('anna', PASSWORD);
    const key = browser.cookies.get('sessionid') ?? '';
    await browser.send('/accounts/logout/');
    expect(await browser.whoAmI()).toBe('anna');
    expect((await browser.post('/accounts/logout/', {})).status).toBe(403);
    const token = tokenOf(await browser.send('/accounts/profile/'));
    await browser.post('/accounts/logout/', { csrfmiddlewaretoken: token });
    const replayed = site.browser();
    replayed.cookies.set('sessionid', key);
    expect(await replayed.whoAmI()).toBe(null);
    expect(await sessions(site)).toEqual([]);
  });

  it('leaves no row for 10,000 anonymous visits (CVE-2015-5143, -5963)', async () => {
    const site = await openSite();
    const paths = ['/accounts/', LOGIN, '/accounts/logout/', '/accounts/register/'];
    for (let visit = 0; visit < 10_000; visit += 1) {
      await site.browser().send(paths[visit % paths.length] ?? LOGIN);
    }
    expect(await sessions(site)).toEqual([]);
    const limits = await site.core.db.selectFrom('gatehouse_rate').selectAll().execute();
    expect(limits).toEqual([]);
  }, 180_000);
});

describe('case 19: an account that is deactivated or deleted', () => {
  it.each(['deactivated', 'deleted', 'given another password'])(
    'is signed out at the next request, for good: %s',
    async (what) => {
      const site = await openSite();
      const id = await addMember(site.core, 'anna');
      const browser = site.browser();
      await browser.signIn('anna', PASSWORD);
      if (what === 'deactivated') await poke(site.core, id, { is_active: 0 });
      if (what === 'given another password') await poke(site.core, id, { password: '!gone' });
      if (what === 'deleted') {
        await site.core.db.deleteFrom('auth_user').where('id', '=', id).execute();
      }
      const key = browser.cookies.get('sessionid') ?? '';
      const work = await workOf(async () => expect(await browser.whoAmI()).toBe(null));
      expect(work).toBeLessThan(1_000);
      if (what === 'deactivated') await poke(site.core, id, { is_active: 1 });
      browser.cookies.set('sessionid', key);
      expect(await browser.whoAmI()).toBe(null);
    },
  );
});

describe('case 21: forms of other sites', () => {
  it.each([
    ['no token', {}, {}],
    ['another token', { csrfmiddlewaretoken: 'x'.repeat(64) }, {}],
    ['a foreign Origin', 'own', { origin: 'https://evil.test' }],
    ['Origin null', 'own', { origin: 'null' }],
    ['a cross-site fetch', 'own', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch', 'own', { 'sec-fetch-site': 'same-site' }],
  ] as const)('sign nobody in: %s', async (_what, fields, headers) => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    const token = tokenOf(await browser.send(LOGIN));
    const own = fields === 'own' ? { csrfmiddlewaretoken: token } : fields;
    const login = { ...own, username: 'anna', password: PASSWORD };
    expect((await browser.post(LOGIN, login, headers)).status).toBe(403);
    expect(await sessions(site)).toEqual([]);
  });

  it('can’t use a token from before the sign-in', async () => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    const page = await browser.send(LOGIN);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const token = tokenOf(page);
    await browser.post(LOGIN, {
      csrfmiddlewaretoken: token,
      username: 'anna',
      password: PASSWORD,
    });
    const sent = await browser.post('/accounts/logout/', { csrfmiddlewaretoken: token });
    expect(sent.status).toBe(403);
    expect(await browser.whoAmI()).toBe('anna');
  });
});
