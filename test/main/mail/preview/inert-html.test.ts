import { describe, expect, test, vi } from 'vitest';

import { parseMail } from '../../../../src/main/mail/capture/parse.ts';
import { makeInertHtml, previewDocument } from '../../../../src/main/mail/preview/inert-html.ts';
import { PREVIEW_CSP } from '../../../../src/main/mail/preview/policy.ts';
import { dangersOf, readPage, valuesOf } from '../../../support/dangers.ts';
import { readMailCorpus } from '../../../support/mail-corpus.ts';

describe('of the corpus', () => {
  const corpus = readMailCorpus().map((mail) => [mail.id, mail] as const);

  test.each(corpus)('%s shows its words and nothing dangerous', async (_id, mail) => {
    const { html, attachments } = await parseMail(mail.raw);
    const inert = makeInertHtml(html ?? '', attachments);
    expect(dangersOf(inert.html)).toEqual([]);
    const { remote_hosts, remote_hosts_min = [], remote_hosts_any } = mail.expect;
    if (remote_hosts !== undefined) expect(inert.remoteHosts).toEqual(remote_hosts);
    for (const host of remote_hosts_min) expect(inert.remoteHosts).toContain(host);
    if (remote_hosts_any !== undefined) {
      expect(remote_hosts_any.filter((host) => inert.remoteHosts.includes(host))).not.toEqual([]);
    }
    const { words } = readPage(previewDocument(inert.html), false);
    for (const expected of mail.expect.html_visible_contains ?? []) {
      expect(words.replace(/\s+/g, ' ')).toContain(expected);
    }
  });

  test.each(['p22', 'p23', 'p24', 'p25'])('%s is dangerous before', async (start) => {
    const mail = corpus.find(([id]) => id.startsWith(start))?.[1];
    const { html } = await parseMail(mail?.raw ?? Buffer.alloc(0));
    expect(dangersOf(html ?? '').length).toBeGreaterThan(3);
  });

  async function inertOf(id: string) {
    const mail = corpus.find(([known]) => known === id)?.[1];
    const { html, attachments } = await parseMail(mail?.raw ?? Buffer.alloc(0));
    return makeInertHtml(html ?? '', attachments);
  }

  test('p17 has the pictures that came with it, and not the one that did not', async () => {
    const { html, blockedRemoteImages } = await inertOf('p17-inline-cid-images');
    const { elements, styles } = readPage(html, false);
    const pictures = elements.filter(({ tagName }) => tagName === 'img');
    expect(pictures.map((picture) => valuesOf(picture, 'src').length)).toEqual([1, 1, 1, 0, 1]);
    expect(pictures.flatMap((picture) => valuesOf(picture, 'alt'))).toEqual(['missing one']);
    expect(styles.join()).toMatch(/background:url\("data:image\/png;base64,/);
    expect(blockedRemoteImages).toBe(0);
  });

  test('p25 tells how many remote pictures were left out', async () => {
    const { blockedRemoteImages } = await inertOf('p25-remote-trackers');
    expect(blockedRemoteImages).toBeGreaterThanOrEqual(8);
  });

  test('p30 keeps its layout, its dark colours and its drawing', async () => {
    const { html } = await inertOf('p30-client-compatibility');
    expect(html).toContain('@media (prefers-color-scheme:dark){body{background:#111;color:#eee}}');
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain(
      '<svg width="10" height="10"><rect width="10" height="10"></rect></svg>',
    );
  });
});

describe('hostile HTML is made inert:', () => {
  test.each([
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table>',
    '<svg><style><img src="http://x.invalid/a" onerror=alert(1)></style></svg>',
    '<svg></p><style><a id="</style><img src=x onerror=alert(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<xmp><img src=http://x.invalid/a></xmp>',
    '<plaintext><img src=http://x.invalid/a>',
    '<noembed><iframe src=http://x.invalid/a></noembed>',
    '<textarea></textarea><img src=x onerror=alert(1)></textarea>',
    '<select><iframe src=http://x.invalid/a></iframe><script>alert(1)</script></select>',
    '<template><img src=http://x.invalid/a></template>',
    '<svg><use href="http://x.invalid/a#b"/><animate attributeName=href to=http://x.invalid/a /></svg>',
    '<svg><a xlink:href="http://x.invalid/a"><text>t</text></a><image href=http://x.invalid/a /></svg>',
    '<svg><foreignObject><iframe src=http://x.invalid/a></iframe></foreignObject></svg>',
    '<svg><rect fill="url(http://x.invalid/a#b)" style="fill:url(http://x.invalid/a)"/></svg>',
    '<a href="&#1;javascript:alert(1)" ping=http://x.invalid/a target=_top>x</a>',
    '<img src="java\nscript:alert(1)"><img src=" http://x.invalid/a"><img src="\\\\x.invalid\\a">',
    '<img src="data:text/html;base64,AAAA"><img src="data:image/svg+xml;base64,AAAA">',
    '<img src=\'data:image/png;base64,AAAA" onload="alert(1)\'>',
    '<link rel=preconnect href=http://x.invalid><link rel=dns-prefetch href=//x.invalid>',
    '<meta http-equiv=refresh content="0;url=http://x.invalid"><meta name=viewport http-equiv=refresh content=0>',
    '<frameset onload=alert(1)><frame src=http://x.invalid/a></frameset>',
    '<base href=http://x.invalid/><form action=http://x.invalid/><button formaction=http://x.invalid/>b</button></form>',
    '<input type=image src=http://x.invalid/a><table background=http://x.invalid/a><td background=http://x.invalid/b>',
    '<video poster=http://x.invalid/a src=http://x.invalid/b><source src=http://x.invalid/c></video>',
    '<picture><source srcset=http://x.invalid/a><img srcset="http://x.invalid/b 2x"></picture>',
    '<!--[if mso]><img src=http://x.invalid/a><![endif]--><![CDATA[<img src=http://x.invalid/a>]]>',
    '<style>@import "http://x.invalid/a";</style><p style="background:u\\72l(http://x.invalid/a)">',
  ])('%s', (html) => {
    expect(dangersOf(makeInertHtml(html, []).html)).toEqual([]);
  });
});

test('styles, classes and the attributes of tables stay', () => {
  const html =
    '<table class="t" width="600" cellpadding="0" style="color:red"><tbody><tr><td align="center" bgcolor="#eee">x</td></tr></tbody></table>';
  expect(makeInertHtml(html, []).html).toContain(html);
});

test('a link keeps its looks and leads nowhere', () => {
  const { html } = makeInertHtml('<a class="button" href="https://x.example/">go</a>', []);
  expect(html).toContain(
    '<a class="button" data-link="" title="Links lead nowhere here. They are listed below the mail.">go</a>',
  );
});

test('words in elements that are not known stay', () => {
  const { html } = makeInertHtml('<o:p>one</o:p><form>two<noscript>three</noscript></form>', []);
  expect(readPage(html, true).words).toBe('onetwothree');
});

test('words that look like elements stay words', () => {
  const { html } = makeInertHtml('&lt;script&gt;<xmp><b>bold?</b></xmp>', []);
  expect(readPage(html, true).words).toBe('<script><b>bold?</b>');
});

test('a file that is no picture is not embedded, whatever its content id', () => {
  const files = [
    { contentId: 'a@b', location: null, contentType: 'text/html', content: Buffer.from('<b>') },
  ];
  expect(makeInertHtml('<img src="cid:a@b">', files).html).toContain('<img data-blocked="">');
});

test.each([
  '<img src="cid:a&#64;b">',
  '<img src=" \ncid:a@b ">',
  '<img src="cid:&lt;a@b&gt;">',
  '<td background="cid:a@b">',
  '<table background="cid:a@b" style="color:red">',
  '<body background="CID:a%40b">',
  '<img src="image1.png">',
  '<img src="" srcset=" cid:a@b, image2.png 2x">',
  '<p style="background:url(image1.png)">',
])('%s shows a picture that came with it', (html) => {
  const content = Buffer.concat([Buffer.from('\x89PNG', 'latin1'), Buffer.alloc(30)]);
  const files = [{ contentId: 'a@b', location: 'image1.png', contentType: 'image/x-png', content }];
  expect(makeInertHtml(`<table><tr>${html}`, files).html).toContain('data:image/png;base64,');
});

test('of a set of pictures the first is asked for', () => {
  const html = '<img srcset="http://a.invalid/1,2.png, http://b.invalid/2.png 2x">';
  expect(makeInertHtml(html, []).remoteImages).toEqual(['http://a.invalid/1,2.png']);
});

test.each([
  ['//a.invalid/1', 'https://a.invalid/1'],
  ['http:\\\\a.invalid\\1#x', 'http://a.invalid/1'],
  ['https:a.invalid/1', 'https://a.invalid/1'],
])('a picture at %s is asked for at %s', (written, address) => {
  expect(makeInertHtml(`<img src="${written}">`, []).remoteImages).toEqual([address]);
});

test('pictures that are shown many times are embedded within bounds', () => {
  const content = Buffer.concat([Buffer.from('\x89PNG', 'latin1'), Buffer.alloc(1_000_030)]);
  const encoded = vi.spyOn(content, 'toString');
  const files = [{ contentId: 'a@b', location: null, contentType: 'image/png', content }];
  const { html } = makeInertHtml('<img src="cid:a@b">'.repeat(100), files);
  expect(html.length).toBeLessThan(25_000_000);
  expect(encoded).toHaveBeenCalledTimes(html.split('data:image/png;base64,').length - 1);
  expect(encoded.mock.calls.length).toBeGreaterThan(10);
});

test('20,000 nested elements are shown', () => {
  const { html } = makeInertHtml(`${'<div>'.repeat(20_000)}deep`, []);
  expect(readPage(html, false).words).toBe('deep');
});

test('HTML that grows out of bounds is not shown, and says so', () => {
  const hostile = Array.from({ length: 5_000 }, (_, index) => `<b id=${index}><p>`).join('');
  expect(makeInertHtml(hostile, []).html).toContain('too large');
});

test('the page has a doctype, a charset and a policy that loads nothing', () => {
  expect(previewDocument('<p>x</p>')).toMatch(/^<!doctype html><meta charset="utf-8">/);
  expect(PREVIEW_CSP).toMatch(/^sandbox; default-src 'none';/);
  expect(PREVIEW_CSP).not.toMatch(/https?:|\*|allow-/);
});

test.each([
  '<video><source src="https://a.invalid/x"></video>',
  '<object><img src="https://a.invalid/x"></object>',
  '<svg><filter><feImage href="https://a.invalid/x"></filter></svg>',
  '<p><template shadowrootmode=open><img src="https://a.invalid/x"></template>',
  '<img src="https:a.invalid/x">',
])('%s names the computer that it would have asked', (html) => {
  const inert = makeInertHtml(html, []);
  expect(inert.remoteHosts).toEqual(['a.invalid']);
  expect(inert.html).not.toContain('a.invalid');
});
