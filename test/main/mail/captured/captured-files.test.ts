import { expect, test } from 'vitest';

import { readMails } from '../../../../src/main/mail/capture/mbox.ts';
import { readSite } from '../../../../src/main/settings/settings-store.ts';
import { linkWarnings } from '../../../../src/main/site/links.ts';
import { createPages } from '../../../../src/main/web/pages.ts';
import { createConsoleCore, signIn } from '../../../support/console-core.ts';
import { RESOURCES } from '../../../support/core.ts';
import { readMailCorpus } from '../../../support/mail-corpus.ts';

const CORPUS = readMailCorpus();

async function consoleWith(mails: readonly Buffer[]) {
  const core = await createConsoleCore();
  await signIn(core);
  const { captured, previews, files, now, randomBytes } = core.services;
  const envelope = { envelopeFrom: 'shop@site.example', envelopeTo: ['k@people.example'] };
  for (const raw of mails) await captured.add({ raw, ...envelope, receivedAt: now() });
  await captured.settled();
  const pages = await createPages({ renderer: RESOURCES, previews, files, randomBytes });
  const get = (path: string) => pages(new Request(`http://127.0.0.1${path}`));
  const bytes = async (path: string) => Buffer.from(await (await get(path)).arrayBuffer());
  return { ...core, get, bytes };
}

function mailWith(type: string, filename: string): Buffer {
  const disposition = `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(filename)}`;
  const part = [
    '--x',
    `Content-Type: ${type}`,
    disposition,
    '',
    '<script>alert(1)</script>',
    '--x--',
  ];
  const head = [
    'Subject: a/b: "c"',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=x',
  ];
  return Buffer.from(`${[...head, '', ...part].join('\r\n')}\r\n`);
}

test('every mail is saved byte for byte as it came, under a name that stays in its folder', async () => {
  const { call, bytes, get } = await consoleWith(CORPUS.map(({ raw }) => raw));
  for (const [index, { id, raw }] of CORPUS.entries()) {
    const { path } = await call('captured.files', { id: index + 1 });
    expect(Buffer.compare(await bytes(`${path}mail`), raw), id).toBe(0);
    const named = (await get(`${path}mail`)).headers.get('content-disposition') ?? '';
    expect(decodeURIComponent(named), id).not.toMatch(/[/\\\r\n]/);
    expect(named, id).toMatch(/^attachment; filename="[\w .()-]+"; filename\*=UTF-8''\S+$/);
  }
});

test('several mails are saved as one mbox, and come back from it as they were', async () => {
  const { call, bytes } = await consoleWith(CORPUS.map(({ raw }) => raw));
  const { path, filename } = await call('captured.export', { ids: [29, 27, 1] });
  expect(filename).toBe('captured-3-mails.mbox');
  const mails = readMails(await bytes(path));
  const given = [29, 27, 1].map((id) => CORPUS[id - 1]?.raw.toString('latin1'));
  expect(mails.map((mail) => mail.toString('latin1'))).toEqual(given);
  const content = (await bytes(path)).toString('base64');
  await call('captured.delete', { ids: [29, 27, 1] });
  const last = CORPUS.length;
  expect(await call('captured.import', { content })).toEqual({
    ids: [last + 1, last + 2, last + 3],
    hidden: 0,
    alreadyThere: 0,
  });
  const { rows } = await call('captured.list', {
    search: '',
    unreadOnly: false,
    offset: 0,
    limit: 1,
  });
  expect(rows[0]).toMatchObject({
    id: CORPUS.length + 3,
    subject: 'Nested multiparts',
    to: 'Ada <ada@example.org>',
  });
});

test('lines that an mbox would take for the next mail are kept', () => {
  const file =
    'From a@b Thu Jan  1 00:00:00 1970\nSubject: x\n\n>From me\n>>From you\n\nFrom c@d\nSubject: y\n\n';
  expect(readMails(Buffer.from(file)).map(String)).toEqual([
    'Subject: x\n\nFrom me\n>From you\n',
    'Subject: y\n',
  ]);
});

test('an attachment is bytes to save and never a page', async () => {
  const { call, get, bytes } = await consoleWith([
    mailWith('text/html', '../../evil.html'),
    mailWith('image/svg+xml', 'picture.svg'),
    mailWith('image/png', 'grüße "1".png'),
  ]);
  const typeOf = async (id: number) => {
    const { path } = await call('captured.files', { id });
    const { headers } = await get(`${path}0`);
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    return [headers.get('content-type'), headers.get('content-disposition')];
  };
  const name = (text: string, plain = text) =>
    `attachment; filename="${plain}"; filename*=UTF-8''${text}`;
  expect(await typeOf(1)).toEqual(['application/octet-stream', name('evil.html')]);
  expect(await typeOf(2)).toEqual(['application/octet-stream', name('picture.svg')]);
  expect(await typeOf(3)).toEqual([
    'image/png',
    name('gr%C3%BC%C3%9Fe%20%221%22.png', 'gr__e _1_.png'),
  ]);
  const { path } = await call('captured.files', { id: 1 });
  expect(String(await bytes(`${path}0`))).toBe('<script>alert(1)</script>');
});

test('an address gives nothing but its own mail, and ends', async () => {
  const { call, get, clock } = await consoleWith([mailWith('text/plain', 'a.txt')]);
  const { path } = await call('captured.files', { id: 1 });
  for (const name of ['', '1', '..', 'mail/..', '%2e%2e', '0/0', '99999999999']) {
    expect((await get(`${path}${name}`)).status, name).toBe(404);
  }
  expect((await get('/file/abc/mail')).status).toBe(404);
  expect((await get(`${path}mail`)).status).toBe(200);
  clock.advance({ hours: 2 });
  expect((await get(`${path}mail`)).status).toBe(404);
});

test('a mail tells its structure and where links stand in its text', async () => {
  const { call } = await consoleWith(CORPUS.map(({ raw }) => raw));
  const { parts } = await call('captured.get', { id: 1 });
  expect(parts.map(({ depth, contentType, filename }) => [depth, contentType, filename])).toEqual([
    [0, 'multipart/mixed', null],
    [1, 'multipart/alternative', null],
    [2, 'text/plain', null],
    [2, 'multipart/related', null],
    [3, 'text/html', null],
    [3, 'image/png', 'logo.png'],
    [1, 'application/pdf', 'doc.pdf'],
    [1, 'message/rfc822', 'inner.eml'],
  ]);
  const { text, textLinks } = await call('captured.get', { id: 29 });
  const [link] = textLinks;
  expect(text?.slice(link?.start, link?.end)).toBe(link?.href);
});

test('an export gives back what was deleted, each mail as often as it was there', async () => {
  const mail = Buffer.from('Subject: same\r\n\r\n1\r\n');
  const { call, bytes } = await consoleWith([mail, mail, mail]);
  const { path } = await call('captured.export', { ids: [1, 2, 3] });
  const content = (await bytes(path)).toString('base64');
  await call('captured.delete', { ids: [1, 3] });
  expect(await call('captured.import', { content })).toEqual({
    ids: [4, 5],
    hidden: 0,
    alreadyThere: 1,
  });
});

test('a link to the site that would not open as that is set up is told with the checks', async () => {
  const { call, services } = await consoleWith([]);
  const { scheme, domain } = await readSite(services.db);
  const links = [`${scheme}://${domain}/accounts/activate/x/`, 'https://other.example/'];
  await services.captured.add({
    raw: Buffer.from(`Subject: x\n\n${links.join('\n')}\n`),
    envelopeFrom: '',
    envelopeTo: [],
    receivedAt: services.now(),
  });
  await services.captured.settled();
  const checks = await call('captured.checks', { id: 1 });
  const [warning] = linkWarnings(
    { scheme, domain, accountsPath: '/accounts/' },
    { builtIn: services.accountsSiteDomain(), mailsLeave: false },
  );
  expect(warning).toBeDefined();
  expect(checks.links.map(({ wontOpen }) => wontOpen)).toEqual([
    `${warning?.title} ${warning?.advice}`,
    null,
  ]);
});
