import { describe, expect, it } from 'vitest';

import { PASSWORD } from '../../../support/core.ts';
import { openSite, tokenOf } from '../../../support/site-browser.ts';
import { addMember } from '../../../support/site-flows.ts';

const LOGIN = '/accounts/login/';

describe('case 20: where to go after signing in', () => {
  const HOSTILE = [
    '//evil.test',
    '///evil.test',
    '////evil.test',
    '\\\\evil.test',
    '/\\evil.test',
    '/\\/evil.test',
    'https:evil.test',
    'http:///evil.test',
    'http:\\\\evil.test',
    'https://evil.test/accounts/',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    '\tjavascript:alert(1)',
    '\x08//evil.test',
    '/\x09/evil.test',
    '/\n/evil.test',
    'http://testserver\\@evil.test',
    'http://user:pw@evil.test/',
    'user:pw@evil.test',
    'ftp://evil.test',
    'data:text/html,x',
    'evil.test',
    '/.//evil.test',
    '/..//evil.test',
    '/accounts/%0d%0aset-cookie:x=1\r\nx: y',
    `/${'a'.repeat(10_000)}`,
    'ſcheme://evil.test',
    'http://127.0.0.1:8000/accounts/',
  ];

  it.each(HOSTILE)('falls back to the profile for %j', async (next) => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    for (const way of ['field', 'query']) {
      const browser = site.browser();
      const query = way === 'query' ? `?next=${encodeURIComponent(next)}` : '';
      const token = tokenOf(await browser.send(LOGIN + query));
      const answer = await browser.post(LOGIN + query, {
        csrfmiddlewaretoken: token,
        username: 'anna',
        password: PASSWORD,
        ...(way === 'field' ? { next } : {}),
      });
      expect(answer.location).toBe('/accounts/profile/');
    }
  });

  it.each(['/accounts/password/change/', '/shop?a=1&b=2#top', '/'])('keeps %s', async (next) => {
    const site = await openSite();
    await addMember(site.core, 'anna');
    const browser = site.browser();
    const page = await browser.send(`${LOGIN}?next=${encodeURIComponent(next)}`);
    const shown = /name="next" value="([^"]*)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&');
    const answer = await browser.post(LOGIN, {
      csrfmiddlewaretoken: tokenOf(page),
      username: 'anna',
      password: PASSWORD,
      next: shown ?? '',
    });
    expect(answer.location).toBe(next);
  });
});
