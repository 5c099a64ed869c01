import { expect, test } from 'vitest';

import { checkSite } from '../../../../src/main/mail/remote/check-site.ts';
import { webOf } from '../../../support/public-web.ts';

test.each([
  ['nowhere.invalid', 'warn', 'nowhere.invalid has no address.'],
  ['inside.example', 'neutral', 'inside.example is not on the public internet.'],
  ['shop.example', 'ok', 'The accounts pages answer there.'],
  ['moved.example', 'warn', 'It leads on to shop.example'],
  ['other.example', 'warn', 'A server answers, but not with the accounts pages (404).'],
])('the answer about %s', async (name, tone, title) => {
  const web = await webOf(({ url, headers }, response) => {
    const { host = '' } = headers;
    if (host.startsWith('moved')) {
      response.writeHead(301, { location: `http://${host.replace('moved', 'shop')}${url}` }).end();
    } else {
      response.writeHead(host.startsWith('shop') && url === '/accounts/login/' ? 200 : 404).end();
    }
  });
  const answer = await checkSite({ domain: `${name}:${web.port}`, scheme: 'http' }, web.network);
  expect(answer.tone).toBe(tone);
  expect(answer.title).toContain(title);
});
