import { expect, test } from 'vitest';

import { previewVariables } from '../../../../src/main/mail/templates/preview-variables.ts';
import { createConsoleCore, signIn } from '../../../support/console-core.ts';
import { addAccount, keyOf, register } from '../../../support/core.ts';
import { saveSite } from '../../../support/site.ts';
import { outboxOf } from '../../../support/site-browser.ts';

const HOSTILE = '<img src=x onerror=alert(1)>{{7*7}}{% debug %}';

async function arrange(username = 'anna') {
  const console = await createConsoleCore();
  await signIn(console);
  await saveSite(console, { name: 'Shop', domain: 'shop.example', scheme: 'https' });
  const accountId = await addAccount(console, { username });
  const { parts } = await console.call('templates.get', { kind: 'activation' });
  const preview = (change: Partial<typeof parts> = {}, id: number | null = accountId) =>
    console.call('templates.preview', {
      kind: 'activation',
      parts: { ...parts, ...change },
      accountId: id,
    });
  const page = async (path: string) => console.services.previews.page(path)?.text();
  return { ...console, accountId, parts, preview, page };
}

test('a preview is the mail as it would leave, with the person’s name and the site’s links', async () => {
  const { preview, page } = await arrange();
  const { mail, problems } = await preview({ subject: 'Hi {{ user.username }}' });
  expect(problems).toEqual([]);
  expect(mail?.subject).toBe('Hi anna');
  expect(mail?.text).toContain('with the user name anna');
  expect(mail?.text).toMatch(/https:\/\/shop\.example\/accounts\/activate\/\w+\//);
  const headers = new Map(mail?.headers.map(({ name, value }) => [name.toLowerCase(), value]));
  expect(headers.get('to')).toContain('anna@people.example');
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  expect(await page(mail?.path ?? '')).toContain('<bdi>anna</bdi>');
});

test('a preview shows no link that works', async () => {
  const { preview, ...core } = await arrange();
  const id = await register(core, 'boris');
  const { mail } = await preview({}, id);
  expect(mail?.text).toContain('boris');
  expect(JSON.stringify(mail)).not.toContain(await keyOf(core, id));
});

test('a hostile name is text everywhere', async () => {
  const { preview, page } = await arrange(HOSTILE);
  const { mail } = await preview({ subject: '{{ user.username }}' });
  expect(mail?.subject).toBe(HOSTILE);
  expect(mail?.text).toContain(HOSTILE);
  const html = await page(mail?.path ?? '');
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;{{7*7}}{% debug %}');
  expect(html).not.toContain('<img');
});

test('errors come instead of a mail, warnings beside it', async () => {
  const { preview } = await arrange();
  expect(await preview({ text: '{{ nobody }}' })).toMatchObject({
    mail: null,
    problems: [{ part: 'text', line: 1, severity: 'error' }],
  });
  const long = await preview({ subject: 'x'.repeat(90) });
  expect(long.problems).toMatchObject([{ part: 'subject', severity: 'warning' }]);
  expect(long.mail?.subject).toHaveLength(90);
});

test('a made-up person stands in where there is none', async () => {
  const { preview } = await arrange();
  expect((await preview({}, null)).mail?.text).toContain('karin.lomo');
  expect((await preview({}, 999)).mail?.text).toContain('karin.lomo');
});

test('people are offered, newest sign-up first, and found by name and address', async () => {
  const { call, ...core } = await arrange();
  await register(core, 'boris');
  const names = async (search: string) =>
    (await call('templates.people', { search })).people.map(({ username }) => username);
  expect((await names('')).slice(0, 2)).toEqual(['boris', 'anna']);
  expect(await names('bor')).toEqual(['boris']);
  expect(await names('anna@people')).toEqual(['anna']);
});

test('a test goes through the outbox with the draft, to one address, and is nobody’s mail', async () => {
  const { call, refusal, parts, accountId, ...core } = await arrange();
  const draft = { kind: 'activation', accountId, parts: { ...parts, subject: 'Draft' } } as const;
  const sent = await call('templates.sendTest', { ...draft, to: 'eva@site.example' });
  expect(sent.problems).toEqual([]);
  const [mail] = await outboxOf(core);
  expect(mail).toMatchObject({
    envelope_to: 'eva@site.example',
    subject: 'Draft',
    state: 'queued',
    account_id: null,
  });
  expect(mail?.raw).toContain('anna');
  expect((await call('templates.get', { kind: 'activation' })).versions).toEqual([]);
  const broken = { ...draft, parts: { ...parts, subject: '' }, to: 'eva@site.example' };
  expect((await call('templates.sendTest', broken)).problems).toHaveLength(1);
  const nowhere = { ...draft, to: 'nobody' };
  expect(await refusal('templates.sendTest', nowhere)).toMatchObject({ code: 'invalid-input' });
});

test('what a preview is given has the name and type of what mails are given', async () => {
  const { accountId, db, now, ...core } = await arrange();
  await register({ ...core, db, now }, 'boris');
  const row = await db.selectFrom('gatehouse_outbox').select('variables').executeTakeFirst();
  const real = JSON.parse(row?.variables ?? '{}') as Record<string, unknown>;
  const made = await previewVariables(db, { kind: 'activation', accountId, now: now() });
  for (const [name, value] of Object.entries(real)) {
    expect(typeof made.variables[name], name).toBe(typeof value);
  }
});
