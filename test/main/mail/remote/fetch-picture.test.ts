import type { IncomingMessage, ServerResponse } from 'node:http';

import { expect, test } from 'vitest';

import { fetchPicture } from '../../../../src/main/mail/remote/fetch-picture.ts';
import { loadPictures } from '../../../../src/main/mail/remote/load-pictures.ts';
import { PUBLIC_NETWORK } from '../../../../src/main/mail/remote/network.ts';
import { createConsoleCore, signIn } from '../../../support/console-core.ts';
import { webOf } from '../../../support/public-web.ts';

const PIXEL = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64');

function picture(_request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('content-type', 'image/gif').setHeader('set-cookie', 'seen=1').end(PIXEL);
}

test('a picture is fetched without cookies, referrer or a name of the program', async () => {
  const { requests, network, at, port } = await webOf(picture);
  expect(await fetchPicture(at('/a.gif?x=1'), network)).toEqual({
    contentType: 'image/gif',
    content: PIXEL,
  });
  await fetchPicture(at('/a.gif'), network);
  expect(requests[0]?.url).toBe('/a.gif?x=1');
  expect(requests.map(({ headers }) => headers)).toEqual(
    requests.map(() => ({
      host: `pictures.example:${port}`,
      accept: 'image/*',
      'accept-encoding': 'identity',
      connection: 'close',
    })),
  );
});

test('nothing of this computer or its network is asked', async () => {
  const { requests, port } = await webOf(picture);
  const network = { ...PUBLIC_NETWORK, isAllowedPort: () => true };
  for (const host of [
    '127.0.0.1',
    'localhost',
    '127.1',
    '0x7f000001',
    '2130706433',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
  ]) {
    await expect(fetchPicture(`http://${host}:${port}/`, network), host).rejects.toThrow(
      'is not on the public internet.',
    );
  }
  expect(requests).toEqual([]);
});

test('a name with an address inside is not asked, even if another is outside', async () => {
  const { requests, network, at } = await webOf(picture);
  for (const name of ['inside.example', 'both.example']) {
    await expect(fetchPicture(at('/', name), network)).rejects.toThrow(
      `${name} is not on the public internet.`,
    );
  }
  expect(requests).toEqual([]);
});

test('each redirect is judged anew', async () => {
  const targets: Record<string, string> = {
    '/file': 'file:///etc/passwd',
    '/round': '/round',
    '/bad': 'http://[',
  };
  const { network, at, resolved, port } = await webOf((request, response) => {
    const location = targets[request.url ?? ''];
    if (location === undefined) picture(request, response);
    else response.writeHead(302, { location }).end();
  });
  targets['/inside'] = `http://10.0.0.1:${port}/`;
  targets['/name'] = `http://inside.example:${port}/`;
  targets['/good'] = at('/a.gif', 'other.example');
  const because = (path: string) =>
    fetchPicture(at(path), network).then(
      () => null,
      (error: Error) => error.message,
    );
  expect(await because('/inside')).toBe('10.0.0.1 is not on the public internet.');
  expect(await because('/name')).toBe('inside.example is not on the public internet.');
  expect(await because('/file')).toBe('file: is no address of the web.');
  expect(await because('/round')).toBe('pictures.example leads on more than 3 times.');
  expect(await because('/bad')).toBe('pictures.example leads to no address.');
  expect(await because('/good')).toBeNull();
  expect(resolved.at(-1)).toBe('other.example');
});

test('what is no picture, too large, or an error is not taken', async () => {
  const { network, at } = await webOf((request, response) => {
    if (request.url === '/svg') response.setHeader('content-type', 'image/svg+xml').end('<svg/>');
    else if (request.url === '/html') response.setHeader('content-type', 'text/html').end('<p>');
    else if (request.url === '/large') {
      response.setHeader('content-type', 'image/gif').end(Buffer.alloc(5_000_001));
    } else if (request.url === '/broken') response.destroy();
    else response.writeHead(404).end();
  });
  const { pictures, problems } = await loadPictures(
    ['/svg', '/html', '/large', '/none', '/broken'].map((path) => at(path)),
    network,
  );
  expect(pictures.size).toBe(0);
  expect(problems.toSorted()).toEqual([
    'A picture of pictures.example is too large.',
    'pictures.example answered 404.',
    'pictures.example could not be reached.',
    'pictures.example sent no picture.',
  ]);
});

test('only ports of web servers are asked', () => {
  expect([25, 22, 6379, 0].some(PUBLIC_NETWORK.isAllowedPort)).toBe(false);
  expect([80, 443].every(PUBLIC_NETWORK.isAllowedPort)).toBe(true);
});

test('a preview asks nobody until pictures are wanted, and then for pictures only', async () => {
  const { requests, network, at } = await webOf(picture);
  const core = await createConsoleCore({ network });
  await signIn(core);
  const html =
    `<a href="${at('/link')}">x</a><link rel=stylesheet href="${at('/style')}">` +
    `<iframe src="${at('/frame')}"></iframe><img src="${at('/one')}"><img src="${at('/one')}">` +
    `<p style="background:url(${at('/two')})">y</p><img src="http://inside.example/three">`;
  await core.services.captured.add({
    raw: Buffer.from(`Content-Type: text/html\r\n\r\n${html}`),
    envelopeFrom: '',
    envelopeTo: [],
    receivedAt: core.now(),
  });
  await core.services.captured.settled();
  expect(await core.call('captured.preview', { id: 1, remoteImages: false })).toMatchObject({
    blockedRemoteImages: 4,
    problems: [],
  });
  expect(requests).toEqual([]);
  const { path, ...rest } = await core.call('captured.preview', { id: 1, remoteImages: true });
  expect(rest).toEqual({
    blockedRemoteImages: 1,
    remoteHosts: ['pictures.example', 'inside.example'],
    problems: ['inside.example is no usual port of a web server.'],
  });
  expect(new Set(requests.map(({ url }) => url))).toEqual(new Set(['/one', '/two']));
  expect(requests).toHaveLength(2);
  const page = (await core.services.previews.page(path)?.text()) ?? '';
  expect(page.split(`data:image/gif;base64,${PIXEL.toString('base64')}`)).toHaveLength(4);
  expect(page).not.toContain('http');
});
