import { expect, test } from 'vitest';

import { findLinks, linksInText } from '../../../../src/main/mail/capture/links.ts';

test.each([
  ['请访问https://example.com/激活。谢谢', 'https://example.com/激活'],
  ['「https://example.com/a」です', 'https://example.com/a'],
  ['【https://example.com/a】', 'https://example.com/a'],
  ['（见https://example.com/a），然后', 'https://example.com/a'],
  ['例：https://例え.jp/パス！', 'https://例え.jp/パス'],
  ['링크는https://example.com/a입니다', 'https://example.com/a입니다'],
  ['https://example.com/wiki/Foo_(bar)', 'https://example.com/wiki/Foo_(bar)'],
  ['(see https://example.com/a).', 'https://example.com/a'],
  ['<https://example.com/a?b=1&c=2>', 'https://example.com/a?b=1&c=2'],
  ['*https://example.com/a*', 'https://example.com/a'],
  ['_https://example.com/a_', 'https://example.com/a'],
  ['**https://example.com/a**', 'https://example.com/a'],
  ['_**https://example.com/a**_', 'https://example.com/a'],
  ['***https://example.com/a**', 'https://example.com/a'],
  ['**https://example.com/a.**', 'https://example.com/a'],
  ["https://example.com/?u='x'", "https://example.com/?u='x'"],
  ["https://example.com/?u='x'.", "https://example.com/?u='x'"],
  ["'https://example.com/a'", 'https://example.com/a'],
  ["'https://example.com/?u='x''", "https://example.com/?u='x'"],
  ['`https://example.com/a`', 'https://example.com/a'],
  ['|https://example.com/a|', 'https://example.com/a'],
  ['👉https://example.com/a', 'https://example.com/a'],
  ['ссылкаhttps://example.com/a', 'https://example.com/a'],
  ['URL=https://example.com/a', 'https://example.com/a'],
  ['https://example.com/?u=https://example.org/b', 'https://example.com/?u=https://example.org/b'],
  ['https://example.com/?to=a@b.example', 'https://example.com/?to=a@b.example'],
  ['https://example.com?to=mailto:a@b.example.', 'https://example.com?to=mailto:a@b.example'],
  ['https://example.com/a:', 'https://example.com/a'],
  ['https://example.com/a.”', 'https://example.com/a'],
  ['https://example.com/a?!', 'https://example.com/a'],
  ['https://example.com/a_', 'https://example.com/a_'],
  ['https://example.com/a*', 'https://example.com/a*'],
  ['https://example.com/a"onclick="x', 'https://example.com/a'],
  ['https://example.com/a\u200B.', 'https://example.com/a'],
  ['https://example.com/a\uFEFF', 'https://example.com/a'],
  ['see https://x_y.example/a_b, then', 'https://x_y.example/a_b'],
  ['https://_sub_domain.x.example:8080/a.', 'https://_sub_domain.x.example:8080/a'],
  ['https://example.com./a?b', 'https://example.com./a?b'],
  ['https://example.com.', 'https://example.com'],
])('in %s the link is found without what stands around it', (text, href) => {
  const links = linksInText(text);
  expect(links.map((link) => link.href)).toEqual([href]);
  expect(text.slice(links[0]?.start, links[0]?.end)).toBe(href);
});

test.each([
  'https://web.example/fetch,https://b.example',
  'https://web.example/a;https://b.example/c',
  'https://web.example/w_3,h_2/https://b.example/c',
])('%s is one link, because it leads elsewhere without its end', (text) => {
  expect(linksInText(`see ${text}, or`).map(({ href }) => href)).toEqual([text]);
});

test('a comma or a semicolon behind words or brackets ends no link', () => {
  const links = linksInText(
    'a,https://a.example/1 b;https://a.example/2 <https://a.example/3>,<https://a.example/4>',
  );
  expect(links.map(({ href }) => href)).toEqual([1, 2, 3, 4].map((n) => `https://a.example/${n}`));
});

test.each(['https://user:secret@example.com/', 'https://bank.example@evil.example/'])(
  '%s is no link, because a name before an @ passes for the host',
  (text) => expect(linksInText(text)).toEqual([]),
);

test.each([
  [
    '<base target=_top><base href="https://shop.example/d/"><a href="a?b=1">x</a>',
    'https://shop.example/d/a?b=1',
  ],
  ['<a href="a">x</a><base href="https://shop.example/">', 'https://shop.example/a'],
  ['<base href="javascript:0"><a href="a">x</a>', null],
  ['<a href="a">x</a>', null],
  ['<a href="//shop.example/a">x</a>', 'https://shop.example/a'],
  ['<a href="https:\\\\shop.example/a">x</a>', 'https://shop.example/a'],
  ['<a href="https:shop.example/a">x</a>', 'https://shop.example/a'],
  ['<a href="\u0001 https://shop.example/\n a\t">x</a>', 'https://shop.example/ a'],
  ['<a href="https://shop.example/?a=1&amp;b=&#50;">x</a>', 'https://shop.example/?a=1&b=2'],
  ['<svg><a xlink:href="https://shop.example/a">x</a></svg>', 'https://shop.example/a'],
])('in %s the link leads where a browser goes', (html, href) => {
  const found = href === null ? [] : [{ href, text: 'x' }];
  expect(findLinks(null, html)).toEqual(found);
});
