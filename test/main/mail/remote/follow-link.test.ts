import { expect, test } from 'vitest';

import { whyNeverFetched } from '../../../../src/main/mail/checks/link-problems.ts';
import { followLink } from '../../../../src/main/mail/remote/follow-link.ts';
import { createConsoleCore, signIn } from '../../../support/console-core.ts';
import { webOf } from '../../../support/public-web.ts';

/** Backwards, so that an address does not say where it leads. */
const turned = (text: string): string => [...text].toReversed().join('');

function site() {
  return webOf((request, response) => {
    const [, kind = '', to = ''] = /^\/(\w+)(?:\?(.*))?$/.exec(request.url ?? '') ?? [];
    response.setHeader('set-cookie', 'seen=1');
    if (kind === 'moved') response.writeHead(302, { location: turned(decodeURIComponent(to)) });
    if (kind === 'gone') response.writeHead(410);
    if (kind === 'nohead' && request.method === 'HEAD') response.writeHead(405);
    response.end('x'.repeat(100_000));
  });
}

test('a link is asked for without cookies or referrer, and by GET only where HEAD is unknown', async () => {
  const { requests, network, at } = await site();
  expect(await followLink(at('/fine'), network, whyNeverFetched)).toEqual({
    status: 200,
    redirects: [],
    problem: null,
  });
  await followLink(at('/nohead'), network, whyNeverFetched);
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'HEAD /fine',
    'HEAD /nohead',
    'GET /nohead',
  ]);
  for (const { headers } of requests) {
    expect(Object.keys(headers).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
    ]);
  }
});

test('each redirect is told and judged anew, and none leads inside or to a link that works once', async () => {
  const { requests, network, at } = await site();
  const moved = (to: string) => at(`/moved?${encodeURIComponent(turned(to))}`);
  expect(await followLink(moved('/gone'), network, whyNeverFetched)).toEqual({
    status: 410,
    redirects: [at('/gone')],
    problem: 'There is no such page (410).',
  });
  const inside = await followLink(moved(at('/x', 'inside.example')), network, whyNeverFetched);
  expect(inside).toMatchObject({
    status: 302,
    problem: expect.stringContaining('not on the public'),
  });
  const before = requests.length;
  const once = await followLink(moved('/activate'), network, whyNeverFetched);
  expect(once.problem).toContain('works once');
  expect(requests.length).toBe(before + 1);
  const round = await followLink(moved('/moved?'), network, whyNeverFetched);
  expect(round.problem).not.toBeNull();
  expect(await followLink(moved('file:///etc/passwd'), network, whyNeverFetched)).toMatchObject({
    problem: expect.stringContaining('no address of the web'),
  });
});

test('only a link of the mail is asked for, and never one that works once', async () => {
  const { requests, network, at } = await site();
  const core = await createConsoleCore({ network });
  await signIn(core);
  const href = at('/fine');
  const once = at('/activate?token=1');
  await core.services.captured.add({
    raw: Buffer.from(`Subject: x\r\n\r\n${href} ${once}\r\n`),
    envelopeFrom: '',
    envelopeTo: [],
    receivedAt: core.now(),
  });
  expect((await core.call('captured.checks', { id: 1 })).links).toHaveLength(2);
  expect(requests).toEqual([]);
  expect(await core.call('captured.checkLink', { id: 1, href })).toMatchObject({ status: 200 });
  expect((await core.refusal('captured.checkLink', { id: 1, href: once })).code).toBe(
    'not-allowed',
  );
  const other = at('/other');
  expect((await core.refusal('captured.checkLink', { id: 1, href: other })).code).toBe('not-found');
  expect(requests).toHaveLength(1);
});
