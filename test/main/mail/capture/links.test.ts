import { expect, test } from 'vitest';

import { linksInText } from '../../../../src/main/mail/capture/links.ts';

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
])('in %s the link is found without what stands around it', (text, href) => {
  const links = linksInText(text);
  expect(links.map((link) => link.href)).toEqual([href]);
  expect(text.slice(links[0]?.start, links[0]?.end)).toBe(href);
});

test.each(['https://user:secret@example.com/', 'https://bank.example@evil.example/'])(
  '%s is no link, because a name before an @ passes for the host',
  (text) => expect(linksInText(text)).toEqual([]),
);
