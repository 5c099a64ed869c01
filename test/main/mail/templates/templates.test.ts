import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { renderMail } from '../../../../src/main/mail/templates/edition.ts';
import type { MailKind } from '../../../../src/main/mail/templates/mail-kinds.ts';
import type { MailVariables } from '../../../../src/main/mail/templates/mail-variables.ts';
import { createMailTemplates } from '../../../../src/main/mail/templates/templates.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const RESOURCES = new URL('../../../../resources/', import.meta.url);
const HOSTILE = '<img src=x onerror=alert(1)>{{7*7}}';
const ACTIVATION = 'https://shop.example/accounts/activate/5f2b9c0de1a7/';
const RESET = 'https://shop.example/accounts/password/reset/confirm/MQ/cx1-abc/';
const LOGIN = 'https://shop.example/accounts/login/';

type Context = MailVariables;

/** Every mail. @param text Makes each value that somebody typed. */
function mails(text: (sample: string) => string): readonly (readonly [MailKind, Context])[] {
  const user = { username: text('karin.lomo'), email: text('karin@web.example') };
  const reset = {
    email: text('karin@web.example'),
    domain: 'shop.example',
    site_name: text('Shop'),
  };
  const invited = (role: string): readonly (readonly [MailKind, Context])[] => [
    [
      'activation',
      {
        user,
        activation_key: '5f2b9c0de1a7',
        activation_link: ACTIVATION,
        expiration_days: 7,
        expires_at: '2026-11-30 18:40 UTC',
        invited_as: role,
      },
    ],
    [
      'password_reset',
      {
        user,
        reset_link: RESET,
        expiration_hours: 72,
        invited_as: role,
        ...reset,
        uid: 'MQ',
        token: 'cx1-abc',
        protocol: 'https',
      },
    ],
  ];
  const how = (manner: string): readonly [MailKind, Context] => [
    'password_changed',
    { user, changed_at: '2026-11-23 18:40 UTC', how: manner, reset_link: RESET },
  ];
  return [
    ...['', 'user', 'staff', 'superuser'].flatMap(invited),
    ['already_registered', { user, login_link: LOGIN, reset_link: RESET }],
    [
      'admin_approve',
      { user, join_reason: text('I sew bags.\r\nI want to sell them.'), waiting: 3 },
    ],
    ['admin_approve', { user, join_reason: '', waiting: 1 }],
    ['admin_approve_complete', { user, login_link: LOGIN }],
    ['activated', { user, site_link: 'https://shop.example/' }],
    ['email_changed', { user, changed_at: '2026-11-23 18:40 UTC' }],
    ['rejected', { user, note: text('We take traders only.') }],
    ['rejected', { user, note: '' }],
    how('changed'),
    how('reset'),
    how('staff'),
    ['test', {}],
  ];
}

function siteOf(text: (sample: string) => string): Context {
  return { site: { name: text('Example Shop'), domain: 'shop.example', scheme: 'https' } };
}

const templates = createMailTemplates(RESOURCES);
const render = (kind: MailKind, context: Context) => renderMail(templates.inFolders(kind), context);
const sample = (text: string): string => text;
const hostile = (text: string): string => text + HOSTILE;
const asCases = (text: typeof sample) =>
  mails(text).map(([kind, context], at) => ({
    kind,
    at,
    context: { ...siteOf(text), ...context },
  }));

test.each(asCases(sample))('$kind ($at) reads well as plain text', ({ kind, context }) => {
  const { subject, text } = render(kind, context);
  expect(subject).toMatch(/Example Shop/);
  expect(subject.length).toBeLessThan(60);
  for (const line of text.split('\n')) {
    expect(line.length).toBeLessThanOrEqual(78);
    expect(line).toBe(line.trimEnd());
    if (line.includes('https://')) expect(line).toMatch(/^https:\/\/\S+$/);
  }
  expect(text).not.toMatch(/\n{3}|^\s|<|&\w+;/);
  expect(text.endsWith('\nExample Shop\n')).toBe(true);
});

test.each(asCases(sample))('$kind ($at) says in HTML what it says in text', ({ kind, context }) => {
  const { subject, text, html } = render(kind, context);
  expect(html).toContain(`<title>${subject}</title>`);
  for (const [link] of text.matchAll(/https:\S+/g)) expect(html).toContain(`href="${link}"`);
  expect(html.match(/<h1>/g)).toHaveLength(1);
});

test.each(asCases(hostile))(
  '$kind ($at) escapes in HTML, and in HTML only',
  ({ kind, context }) => {
    const { subject, text, html } = render(kind, context);
    expect(subject).toContain(HOSTILE);
    expect(text).toContain(HOSTILE);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;{{7*7}}');
    expect(html).not.toMatch(/<img|&amp;lt;/);
  },
);

test('a subject stays on one line, whatever the name of the site holds', () => {
  const site = {
    name: 'Shop\r\nBcc: victim@shop.example\u2028x',
    domain: 'shop.example',
    scheme: 'https',
  };
  expect(render('test', { site }).subject).toBe('Test mail from Shop Bcc: victim@shop.example x');
});

test('a reason to join is quoted line by line, so that it can’t pass for our own words', () => {
  const [, context] = mails(sample).find(([kind]) => kind === 'admin_approve') ?? [];
  const { text } = render('admin_approve', { ...siteOf(sample), ...context });
  expect(text).toContain('\n> I sew bags.\n> I want to sell them.\n');
});

test('the mail about a changed password tells what to do, and holds no secret', () => {
  const cases = asCases(sample).filter(({ kind }) => kind === 'password_changed');
  for (const { kind, context } of cases) {
    const { text } = render(kind, context);
    expect(text).toMatch(/If it was not, set a new password/);
    expect(text.includes('your mailbox first')).toBe(
      context['how' as keyof typeof context] === 'reset',
    );
  }
});

test('an override without the link that the mail is there for gives way to the shipped one', async () => {
  const folder = await temporaryDirectory();
  await mkdir(join(folder, 'registration'));
  const write = (name: string, text: string) => writeFile(join(folder, 'registration', name), text);
  await write('activation_email.txt', 'Welcome, {{ user.username }}.');
  await write('password_reset_email.html', '<p>{{ site.name }}</p>');
  await write('password_reset_email.txt', 'Go to {{ reset_link }}');
  await write('activated_email.txt', 'No link is needed here.');
  const told: string[] = [];
  const own = createMailTemplates(RESOURCES, {
    folder,
    onError: (error) => told.push(String(error)),
  });
  const cases = asCases(sample);
  const renderBoth = (wanted: MailKind) => {
    const { kind, context } = cases.find(({ kind }) => kind === wanted) ?? {
      kind: wanted,
      context: {},
    };
    return {
      own: renderMail(own.inFolders(kind), context),
      shipped: render(kind, context),
    };
  };
  const activation = renderBoth('activation');
  expect(activation.own.text).toBe(activation.shipped.text);
  const reset = renderBoth('password_reset');
  expect(reset.own.text).toBe(`Go to ${RESET}`);
  expect(reset.own.html).toBe(reset.shipped.html);
  expect(renderBoth('activated').own.text).toBe('No link is needed here.');
  expect(told).toHaveLength(2);
  expect(told.join()).not.toContain('https://');
});
