import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { BrowserContext, Locator, Page } from '@playwright/test';

import { readMails } from '../../src/main/mail/capture/mbox.ts';
import { type ConnectionCounter, countConnections } from '../support/connection-counter.ts';
import { type CorpusMail, readMailCorpus } from '../support/mail-corpus.ts';
import { hostsAsked } from '../support/net-log.ts';
import { newFolder } from '../support/new-folder.ts';
import { connectRaw } from '../support/raw-smtp-client.ts';
import { expect, test as base } from './support/console-test.ts';

const CORPUS = readMailCorpus();
const VIEWS = ['Text', 'HTML source', 'Headers', 'Parts', 'Raw', 'Checks'] as const;

/** The address that is opened on purpose, which shows that what leaves is seen. */
const OPENED = 'https://accounts.example.test/activate?token=3q2-7wAAAAD_golden&uid=42';

let openedOnPurpose = false;

interface Watching {
  readonly everywhere: ConnectionCounter;
  readonly netLog: string;
}

/** Every name in the world leads the browser to a port that counts; addresses are left alone. */
const test = base.extend<object, Watching>({
  everywhere: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants to see that nothing is needed
    async ({}, use) => {
      const counter = await countConnections();
      await use(counter);
      await counter.close();
    },
    { scope: 'worker' },
  ],
  netLog: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants to see that nothing is needed
    async ({}, use) => {
      const folder = await newFolder('net-log');
      const file = join(folder, 'net-log.json');
      await use(file);
      // The browser has ended by now, and its log is whole.
      const hosts = await hostsAsked(file);
      await rm(folder, { recursive: true });
      expect(hosts).toEqual(openedOnPurpose ? [new URL(OPENED).hostname] : []);
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions, everywhere, netLog }, use) => {
      const rules = `MAP * 127.0.0.1:${everywhere.port}, EXCLUDE 127.0.0.1`;
      const args = [
        ...(launchOptions.args ?? []),
        `--host-resolver-rules=${rules}`,
        `--log-net-log=${netLog}`,
      ];
      await use({ ...launchOptions, args });
    },
    { scope: 'worker' },
  ],
});

/** What a mail might do that it must not. */
function watch(context: BrowserContext, page: Page, address: string) {
  const seen = { requests: [] as string[], scripts: [] as string[], pages: 0, navigations: 0 };
  const { origin } = new URL(address);
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isOwn = url.origin === origin || url.protocol === 'data:' || url.protocol === 'blob:';
    if (!isOwn) seen.requests.push(request.url());
  });
  context.on('page', () => (seen.pages += 1));
  page.on('console', (message) => {
    if (message.text().startsWith('PWNED')) seen.scripts.push(message.text());
  });
  page.on('dialog', (dialog) => {
    seen.scripts.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('domcontentloaded', () => (seen.navigations += 1));
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame() && !/#\/mail\/captured/.test(frame.url())) seen.navigations += 1;
  });
  return seen;
}

async function send(captureServer: string, { envelope, raw }: CorpusMail): Promise<void> {
  const client = connectRaw(Number(new URL(captureServer).port));
  await client.startMail(envelope);
  client.socket.write(Buffer.from(raw.toString('latin1').replace(/^\./gm, '..'), 'latin1'));
  expect(await client.say(raw.toString('latin1').endsWith('\r\n') ? '.' : '\r\n.')).toMatch(/^250/);
  client.socket.end();
}

/** Exactly one of these. */
const anyOf = (texts: readonly string[]): RegExp =>
  new RegExp(`^(?:${texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})$`);

/** Text with white space as a browser shows it. */
const shown = (text: string): string => text.replace(/\s+/g, ' ').trim();

async function expectHead(page: Page, { id, expect: wanted }: CorpusMail): Promise<void> {
  const subject = page.getByRole('article').getByRole('heading', { level: 2 });
  const people = page.getByRole('article').getByText(/^From /);
  if (typeof wanted.subject === 'string') await expect(subject, id).toHaveText(wanted.subject);
  if (wanted.subject === null) await expect(subject, id).toHaveText('No subject');
  if (wanted.subject_contains !== undefined)
    await expect(subject, id).toContainText(shown(wanted.subject_contains));
  if (wanted.subject_in !== undefined)
    await expect.poll(() => subject.textContent(), id).toMatch(anyOf(wanted.subject_in));
  if (wanted.from_address !== undefined)
    await expect(people, id).toContainText(wanted.from_address);
  for (const { name, address } of wanted.from ?? [])
    await expect(people, id).toContainText(name === '' ? address : `${name} <${address}>`);
  for (const { address } of (wanted.to ?? []).slice(0, 5))
    await expect(people, id).toContainText(address);
}

async function expectHtml(page: Page, { id, expect: wanted }: CorpusMail): Promise<void> {
  await page.getByRole('tab', { name: 'HTML', exact: true }).click();
  await expect(page.locator('iframe[aria-busy=false]'), id).toBeVisible();
  await expect(page.locator('iframe'), id).toHaveAttribute('sandbox', '');
  const body = page.frameLocator('iframe').locator('body');
  for (const words of wanted.html_visible_contains ?? []) {
    await expect(body, id).toContainText(words);
  }
  const place = page.getByRole('region', { name: 'Links' });
  const fold = place.getByRole('button', { expanded: false });
  if ((await fold.count()) > 0) await fold.click();
  const links = await hrefs(place);
  for (const href of wanted.html_links ?? []) expect(links, id).toContain(href);
}

async function expectText(page: Page, { id, expect: wanted }: CorpusMail): Promise<void> {
  const text = page.getByRole('region', { name: 'Text of the mail' });
  const words = shown((await text.textContent()) ?? '');
  for (const each of wanted.text_contains ?? []) expect(words, id).toContain(shown(each));
  for (const each of wanted.text_not_contains ?? []) expect(words, id).not.toContain(shown(each));
  const links = await hrefs(text);
  for (const href of wanted.links ?? []) expect(links, id).toContain(href);
  for (const href of wanted.links_forbidden ?? []) expect(links, id).not.toContain(href);
}

async function expectAttachments(page: Page, { id, expect: wanted }: CorpusMail): Promise<void> {
  const files = page.getByRole('region', { name: 'Attachments' }).locator('> ul > li > div');
  const listed = files.filter({ hasNotText: 'in the HTML' }).getByRole('link');
  const names = await listed.allTextContents();
  const count = wanted.attachment_count ?? wanted.attachments?.length;
  if (count !== undefined) expect(names, id).toHaveLength(count);
  for (const [index, { filename }] of (wanted.attachments ?? []).entries()) {
    if (filename !== undefined) expect(names[index]?.trim(), id).toBe(filename);
  }
  for (const name of names) expect(name, id).not.toMatch(/[/\\]/);
}

function hrefs(place: Locator): Promise<(string | null)[]> {
  return place
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
}

test('case 33: hostile mails are listed, opened in every view, searched and saved, and nothing leaves', async ({
  play,
  context,
  everywhere,
}) => {
  test.setTimeout(180_000);
  const { page, address, captureServer } = play;
  test.skip(address === null || captureServer === null, 'A window has no address.');
  if (address === null || captureServer === null) return;
  await play.setUp();
  for (const mail of CORPUS) await send(captureServer, mail);
  const seen = watch(context, page, address);
  await play.open('Captured');
  await expect(page.getByRole('heading', { name: `Captured mail ${CORPUS.length}` })).toBeVisible();
  await page.getByRole('grid').getByRole('row').nth(1).click();
  const navigations = seen.navigations;

  for (const mail of CORPUS.toReversed()) {
    await expectHead(page, mail);
    if ((await page.getByRole('tab', { name: 'HTML', exact: true }).count()) > 0) {
      await expectHtml(page, mail);
    }
    for (const view of VIEWS) {
      const tab = page.getByRole('tab', { name: new RegExp(`^${view}`) });
      if ((await tab.count()) === 0) continue;
      await tab.click();
      await expect(page.getByRole('tabpanel').getByRole('region').first(), mail.id).toBeVisible();
      if (view === 'Text') await expectText(page, mail);
    }
    await expectAttachments(page, mail);
    await page.keyboard.press('n');
  }

  const search = page.getByLabel('Search captured mail');
  const rows = page.getByRole('grid').getByRole('row');
  for (const [query, subject] of [
    ['激活', '激活您的帐户'],
    ['АКТИВАЦИЯ', 'Активация'],
    ['subject:"hostile css" -has:attachment', 'Hostile CSS'],
    ['doc.pdf has:attachment', 'Nested multiparts'],
  ] as const) {
    await search.fill(query);
    await expect(rows.filter({ hasText: subject })).toHaveCount(1);
    await expect(page.getByRole('heading', { name: 'Captured mail 1', exact: true })).toBeVisible();
  }
  await search.fill('before:soon');
  await expect(page.getByText('“before:soon” was left out')).toBeVisible();
  await search.fill('');
  await expect(page.getByText('“before:soon” was left out')).toBeHidden();

  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText(`${CORPUS.length} selected`)).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe(`captured-${CORPUS.length}-mails.mbox`);
  const mails = readMails(await readFile(await saved.path())).toReversed();
  for (const [index, { id, raw }] of CORPUS.entries()) {
    const text = raw.toString('latin1');
    const whole = text.endsWith('\r\n') ? text : `${text}\r\n`;
    expect(mails[index]?.toString('latin1'), id).toBe(whole);
  }

  expect(seen).toEqual({ requests: [], scripts: [], pages: 0, navigations });
  expect(everywhere.connections()).toBe(0);
});

test('a mail for readers with small or dark screens shows as they would see it', async ({
  play,
}) => {
  const { page, captureServer } = play;
  test.skip(captureServer === null, 'A window has no address.');
  const mail = CORPUS.find(({ id }) => id === 'p30-client-compatibility');
  if (captureServer === null || mail === undefined) return;
  await play.setUp();
  await page.setViewportSize({ width: 1440, height: 900 });
  // The driver's own choice would count in every frame.
  await page.emulateMedia({ colorScheme: null });
  await send(captureServer, mail);
  await play.open('Captured');
  const body = page.frameLocator('iframe').locator('body');
  await expect(body.getByText('Only wide')).toBeVisible();
  await expect(body).not.toHaveCSS('background-color', 'rgb(17, 17, 17)');
  await page.getByRole('button', { name: 'Phone, 375' }).click();
  await expect(body.getByText('Only wide')).toBeHidden();
  await expect(body.getByText('Always here')).toBeVisible();
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(body).toHaveCSS('background-color', 'rgb(17, 17, 17)');
  await page.setViewportSize({ width: 1024, height: 640 });
  for (const tab of await page.getByRole('tab').all()) {
    await expect(tab).toBeInViewport({ ratio: 1 });
  }
});

test('case 33: a link opens once, after its target was shown, and a picture can be looked at', async ({
  play,
  context,
  everywhere,
}) => {
  const { page, captureServer } = play;
  test.skip(captureServer === null, 'A window has no address.');
  const mails = CORPUS.filter(({ id }) => /^p(?:17|29)-/.test(id));
  if (captureServer === null) return;
  await play.setUp();
  for (const mail of mails) await send(captureServer, mail);
  await play.open('Captured');
  await page.getByRole('row', { name: /Activate your account/ }).click();
  await page.getByRole('tab', { name: 'Text' }).click();
  const href = OPENED;
  const link = page.getByRole('link', { name: href });
  const before = everywhere.connections();
  let opened = 0;
  context.on('page', () => (opened += 1));
  await link.click({ button: 'middle' });
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByText(href)).toBeVisible();
  await expect(dialog.getByText('It leads to accounts.example.test.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await link.click();
  expect([opened, everywhere.connections()]).toEqual([0, before]);
  openedOnPurpose = true;
  const opening = context.waitForEvent('page');
  await dialog.getByRole('button', { name: 'Open' }).click();
  const visited = await opening;
  // The control for the proof above: what does leave is counted.
  await expect.poll(() => everywhere.connections()).toBeGreaterThan(before);
  expect(opened).toBe(1);
  await visited.close();

  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'Look at unreferenced.png' }).click();
  const picture = page.getByRole('img', { name: 'Attachment unreferenced.png' });
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
});
