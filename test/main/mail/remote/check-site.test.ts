import { expect, test } from 'vitest';

import { checkSite } from '../../../../src/main/mail/remote/check-site.ts';
import { webOf } from '../../../support/public-web.ts';

const PAGES = { accountsPath: '/users/', passwordPaths: 'django' } as const;

test.each([
  ['nowhere.invalid', 'warn', 'nowhere.invalid has no address.', ''],
  ['inside.example', 'neutral', 'inside.example is not on the public internet.', ''],
  ['shop.example', 'ok', 'The accounts pages answer there.', 'and http://shop.example'],
  ['moved.example', 'warn', 'It leads on to shop.example', ''],
  ['other.example', 'warn', 'A server answers, but not with the accounts pages (404).', ''],
  ['redux.example', 'warn', 'Reset links would not open.', 'confirm/MA/0-0/.'],
  ['busy.example', 'neutral', 'Whether reset links open is not known.', 'answered 503'],
  ['closed.example', 'warn', 'People could sign in, but reset links would not open.', 'nor like'],
])('the answer about %s', async (name, tone, title, advice) => {
  const has: Readonly<Record<string, string>> = {
    shop: '/users/reset/MA/0-0/',
    redux: '/users/password/reset/confirm/MA/0-0/',
  };
  const web = await webOf(({ url, headers }, response) => {
    const { host = '' } = headers;
    const [shop = ''] = host.split('.');
    if (shop === 'moved') {
      response.writeHead(301, { location: `http://${host.replace('moved', 'shop')}${url}` }).end();
    } else if (shop === 'busy' && url?.includes('reset')) {
      response.writeHead(503).end();
    } else if (shop === 'closed' && url !== '/users/login/') {
      response.writeHead(302, { location: '/users/login/' }).end();
    } else {
      const pages = shop === 'other' ? [] : ['/users/login/', has[shop]];
      response.writeHead(pages.includes(url) ? 200 : 404).end();
    }
  });
  const site = { ...PAGES, domain: `${name}:${web.port}`, scheme: 'http' } as const;
  const answer = await checkSite(site, web.network);
  expect(answer.tone).toBe(tone);
  expect(answer.title).toContain(title);
  expect(answer.advice).toContain(advice);
  expect(answer.meant).toEqual(name === 'redux.example' ? { passwordPaths: 'redux' } : undefined);
});
