import { describe, expect, it } from 'vitest';

import { checkMail } from '../../../../src/main/mail/checks/check-mail.ts';
import { isKnownFeature } from '../../../../src/main/mail/checks/client-support.ts';
import {
  CSS_PROPERTIES,
  CSS_VALUES,
  SELECTORS,
} from '../../../../src/main/mail/checks/css-features.ts';
import { ATTRIBUTES, ELEMENTS, IMAGES } from '../../../../src/main/mail/checks/html-features.ts';
import { readMailCorpus } from '../../../support/mail-corpus.ts';
import { workOf } from '../../../support/work-of.ts';

const HEAD = [
  'Date: Tue, 07 Jan 2025 10:00:00 +0000',
  'From: Shop <noreply@shop.example>',
  'To: ada@example.org',
  'Subject: Your order',
  'Message-ID: <1@shop.example>',
  'MIME-Version: 1.0',
];

function check(headers: readonly string[], body = 'Hello.') {
  return checkMail(Buffer.from([...headers, '', body, ''].join('\r\n')));
}

function checkHtml(html: string, text = '') {
  const parts = [
    ...(text === '' ? [] : ['--b', 'Content-Type: text/plain', '', text]),
    '--b',
    'Content-Type: text/html',
    '',
    html,
    '--b--',
  ];
  return check([...HEAD, 'Content-Type: multipart/alternative; boundary=b'], parts.join('\r\n'));
}

const titles = (found: readonly { readonly title: string }[]) => found.map(({ title }) => title);

it('costs no more where many boundaries are named', async () => {
  const named = (word: string) => Array.from({ length: 200_000 }, (_, i) => `${word}=a${i}`);
  const checking = (word: string) => workOf(() => check(HEAD, named(word).join('\r\n')));
  const others = await checking('nothing');
  expect(await checking('boundary')).toBeLessThan(5 * others + 1_000);
});

it.each([
  ['<script>alert(1)</script>', 'Scripts'],
  ['<p onclick="x()">Hi</p>', 'Scripts'],
  ['<a href="java\tscript:alert(1)">Hi</a>', 'Links that run a script'],
  ['<form><input name="password"></form>', 'Forms'],
  ['<iframe src="https://shop.example/"></iframe>', 'Pages inside the mail'],
])('what would act is named: %s', async (html, title) => {
  const { hygiene } = await checkHtml(html, 'Hello.');
  expect(hygiene.find((each) => each.title === title)?.level).toBe('fault');
  const plain = await checkHtml('<a href="https://shop.example/">Hi</a>', 'Hello.');
  expect(titles(plain.hygiene)).not.toContain(title);
});

describe('of the corpus', () => {
  const warned = readMailCorpus().filter(({ expect: { warnings } }) => warnings !== undefined);

  it.each(warned.map((mail) => [mail.id, mail] as const))('%s has its faults', async (_, mail) => {
    const found = titles((await checkMail(mail.raw)).hygiene).map((title) => title.toLowerCase());
    const wanted = mail.expect.warnings ?? [];
    for (const warning of wanted) expect(found).toContain(warning.toLowerCase());
    if (wanted.length === 0) expect(found).toEqual([]);
  });

  it('the one for client compatibility uses what clients lack', async () => {
    const mail = readMailCorpus().find(({ id }) => id === 'p30-client-compatibility');
    const { clients } = await checkMail(mail?.raw ?? Buffer.alloc(0));
    const features = clients.findings.map(({ feature }) => feature);
    for (const feature of ['display:flex', 'display:grid', 'position', 'object-fit']) {
      expect(features).toContain(feature);
    }
    expect(features).toContain('<form> element');
    expect(features).toContain('Embedded <svg> image');
    expect(clients.updated).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});

describe('hygiene', () => {
  it.each([
    ['No Date', HEAD.slice(1)],
    ['No subject', HEAD.filter((line) => !line.startsWith('Subject'))],
    ['The subject is all capitals', HEAD.map((line) => line.replace('Your order', 'BUY IT NOW'))],
    ['The subject shouts', HEAD.map((line) => line.replace('order', 'order!!!'))],
    ['The subject is long', HEAD.map((line) => line.replace('order', 'order '.repeat(20)))],
    ['Duplicate From', [...HEAD, 'From: other@shop.example']],
    ['Answers go to another domain', [...HEAD, 'Reply-To: me@elsewhere.example']],
    ['Bulk without List-Unsubscribe', [...HEAD, 'List-Id: <news.shop.example>']],
    ['List-Unsubscribe has no address', [...HEAD, 'List-Unsubscribe: write to us']],
    ['A header can’t be read', [...HEAD, 'no colon here']],
    ['Multipart without boundary', [...HEAD, 'Content-Type: multipart/mixed']],
    ['Unknown charset x-klingon', [...HEAD, 'Content-Type: text/plain; charset=x-klingon']],
  ])('finds: %s', async (title, headers) => {
    expect(titles((await check(headers)).hygiene)).toContain(title);
    expect(titles((await check(HEAD)).hygiene)).not.toContain(title);
  });

  it('tells what can’t be read, also of a part within', async () => {
    const type = 'Content-Type: multipart/mixed; boundary=b';
    const within = '--b\r\nContent-Type: multipart/alternative\r\n\r\n--c\r\n\r\nwords\r\n--b--';
    const { hygiene } = await check([...HEAD, type], within);
    const found = hygiene.find(({ title }) => title === 'Not all of it can be read');
    expect(found?.why).toContain('Its parts are not marked.');
    expect(titles((await check(HEAD)).hygiene)).not.toContain('Not all of it can be read');
  });

  it('compares the text with the HTML, and weighs both', async () => {
    const words = 'What was ordered comes tomorrow. '.repeat(10);
    expect(titles((await checkHtml(words)).hygiene)).toContain('No text part');
    expect(titles((await checkHtml(words, 'Hi')).hygiene)).toContain(
      'The text part says less than the HTML',
    );
    expect(titles((await checkHtml(words, words)).hygiene)).toEqual([]);
    const large = `<p>${'x '.repeat(60_000)}</p>`;
    expect(titles((await checkHtml(large, words)).hygiene)).toContain('Gmail clips it');
    const picture = (said: string) => checkHtml(`${said}<img src="cid:a">`, words);
    const whys = async (said: string) => (await picture(said)).hygiene.map(({ why }) => why).join();
    expect(await whys('')).toContain('nothing is left to read');
    expect(await whys('<h1>Hi</h1>')).toContain('only these few words are left to read');
    const hidden = `${words}<span style="font-size:0">free free free</span>`;
    expect(titles((await checkHtml(hidden, words)).hygiene)).toContain('Hidden text');
  });
});

describe('accessibility', () => {
  const whole =
    '<html lang="en"><title>Order</title><h1>Order</h1><p>It comes tomorrow.</p></html>';

  it.each([
    ['No language', '<title>Order</title><p>x</p>'],
    ['No title', '<html lang="en"><p>x</p></html>'],
    ['2 pictures without alt', '<img src="cid:a"><img src="cid:b"><img alt="" src="cid:c">'],
    ['1 table for layout without a role', '<table><tr><td>x</td></tr></table>'],
    ['h4 follows h2', '<h1>a</h1><h2>b</h2><h4>c</h4>'],
    ['1 link without words', '<a href="https://shop.example"><img src="cid:a"></a>'],
    [
      '1 link whose words don’t say where they lead',
      '<a href="https://shop.example">Click here</a>',
    ],
    ['1 text smaller than 12 px', '<p style="font-size:9px">small</p>'],
    ['1 text with little contrast', '<p style="color:#aaa">pale</p>'],
    [
      '1 text with little contrast',
      '<div style="background:#000"><p style="color:navy">x</p></div>',
    ],
  ])('finds: %s', async (title, html) => {
    expect(titles((await checkHtml(html)).accessibility)).toContain(title);
    expect((await checkHtml(whole)).accessibility).toEqual([]);
  });

  it('knows no colour by a name that only the program has', async () => {
    const html = whole.replace('<p>', '<p style="color:constructor">');
    expect((await checkHtml(html)).accessibility).toEqual([]);
  });
});

describe('links', () => {
  async function problemsOf(href: string, words = 'Shop') {
    const { links } = await checkHtml(`<a href="${href}">${words}</a>`);
    return links[0];
  }

  it.each([
    ['http://shop.example/', 'Shop', 'not encrypted'],
    ['https://evil.example/', 'www.shop.example', 'shows www.shop.example, but it leads to evil'],
    ['https://shop.example@evil.example/', 'Shop', 'before the @'],
    ['https://192.0.2.7/', 'Shop', 'number instead of a name'],
    ['https://аpple.example/', 'Shop', 'mixes Latin and Cyrillic'],
    ['https://сосо.example/', 'Shop', 'Cyrillic letters that look like Latin'],
    ['https://münchen.example/', 'Shop', 'is written münchen.example'],
    ['https://bit.ly/abc', 'Shop', 'shortener'],
    ['https://count.example/?u=https%3A%2F%2Fshop.example%2F', 'Shop', 'leads on to shop.example'],
    ['https://shop.example:4443/', 'Shop', 'port 4443'],
  ])('%s as %s: %s', async (href, words, problem) => {
    expect((await problemsOf(href, words))?.problems.join(' ')).toContain(problem);
  });

  it('finds nothing odd about an honest one', async () => {
    expect(await problemsOf('https://www.shop.example/order', 'shop.example/order')).toMatchObject({
      problems: [],
      neverFetched: null,
    });
  });

  it.each([
    'https://shop.example/activate/da8819b3fb9114',
    'https://shop.example/x?token=1',
    'https://shop.example/%61ctivate/x',
    'https://shop.example/u/da8819b3fb91148593ce11a642187adda142eb3c',
    'https://shop.example/unsubscribe?id=4',
    'https://shop.example/password/reset/MQ/abc-123/',
    'https://shop.example/#/confirm/1',
  ])('%s is never fetched', async (href) => {
    expect((await problemsOf(href))?.neverFetched).not.toBeNull();
  });
});

it('knows every feature by the name that the data gives it', () => {
  const used = [
    ...CSS_PROPERTIES.values(),
    ...ELEMENTS.values(),
    ...ATTRIBUTES.values(),
    ...[...CSS_VALUES, ...SELECTORS, ...IMAGES].map(([slug]) => slug),
  ];
  expect(used.filter((slug) => !isKnownFeature(slug))).toEqual([]);
});

it('stays bounded, whatever a mail holds', async () => {
  const styles = Array.from({ length: 7_000 }, (_, index) => `.a${index}{display:grid;gap:1px}`);
  const elements = '<p style="position:fixed;color:#ccc;font-size:1px">x<a href="#">here</a></p>';
  const html = `<style>${styles.join('')}</style>${elements.repeat(5_000)}`;
  const work = await workOf(async () => {
    const { clients, accessibility } = await checkHtml(html);
    expect(clients.findings.length).toBeLessThan(60);
    expect(clients.findings.find(({ feature }) => feature === 'display:grid')?.uses).toBe(7_000);
    expect(accessibility.length).toBeLessThan(20);
  });
  expect(work).toBeLessThan(8_000);
});
