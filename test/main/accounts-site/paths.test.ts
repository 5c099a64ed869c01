import { describe, expect, it } from 'vitest';

import { openSite, pathIn } from '../../support/site-browser.ts';
import { addMember, resetPath } from '../../support/site-flows.ts';

const OLD = [
  ['password_change/', 'password/change/'],
  ['password_change/done/', 'password/change/done/'],
  ['password_reset/', 'password/reset/'],
  ['password_reset/done/', 'password/reset/done/'],
  ['reset/done/', 'password/reset/complete/'],
  ['reset/MQ/a-b/', 'password/reset/confirm/MQ/a-b/'],
] as const;

describe('paths that Django has or had', () => {
  it.each(OLD)('lead on from %s', async (old, path) => {
    const site = await openSite();
    const { status, location } = await site.browser().send(`/accounts/${old}`);
    expect([301, 302]).toContain(status);
    expect(location).toBe(`/accounts/${path}`);
  });

  it('carry a reset through to its form, in both forms that a link has had', async () => {
    const site = await openSite();
    const id = await addMember(site.core, 'anna');
    const path = await resetPath(site, 'anna@people.example');
    const token = path.split('/').at(-2) ?? '';
    const uid = Buffer.from(String(id)).toString('base64url');
    const oldest = `/accounts/password/reset/confirm/${id.toString(36)}-${token}/`;
    for (const link of [`/accounts/reset/${uid}/${token}/`, oldest]) {
      const browser = site.browser();
      let page = await browser.send(link);
      for (let hop = 0; page.location !== '' && hop < 3; hop += 1) {
        page = await browser.send(page.location);
      }
      expect(page.body).toContain('name="new_password1"');
    }
  });
});

describe('every page', () => {
  const PAGES = [
    ['', 'GET, HEAD'],
    ['login/', 'GET, HEAD, POST'],
    ['logout/', 'GET, HEAD, POST'],
    ['profile/', 'GET, HEAD'],
    ['password/change/', 'GET, HEAD, POST'],
    ['password/change/done/', 'GET, HEAD'],
    ['password/reset/', 'GET, HEAD, POST'],
    ['password/reset/done/', 'GET, HEAD'],
    ['password/reset/complete/', 'GET, HEAD'],
    ['register/', 'GET, HEAD, POST'],
    ['register/complete/', 'GET, HEAD'],
    ['register/closed/', 'GET, HEAD'],
    ['activate/complete/', 'GET, HEAD'],
    ['activate/resend/', 'GET, HEAD, POST'],
    ['activate/resend/done/', 'GET, HEAD'],
  ] as const;

  it.each(PAGES)('has its slash and its methods: %s', async (path, methods) => {
    const site = await openSite();
    const browser = site.browser();
    expect((await browser.send(`/accounts/${path}`)).status).toBeLessThan(400);
    const bare = `/accounts/${path}`.slice(0, -1);
    expect(await browser.send(`${bare}?a=1`)).toMatchObject({
      status: 301,
      location: `/accounts/${path}?a=1`,
    });
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const page = await browser.send(`/accounts/${path}`, { method });
      expect([method, page.status, page.headers.get('allow')]).toEqual([method, 405, methods]);
    }
  });

  it('that is none is a page all the same', async () => {
    const site = await openSite();
    const page = await site.browser().send('/accounts/nothing/at/all/');
    expect(page.status).toBe(404);
    expect(page.body).toContain('There is no such page');
    expect(() => pathIn(page.body, /never/)).toThrow('No link');
  });
});
