import { expect, test } from 'vitest';

import { linksInTextOfHtml, textOfHtml } from '../../../../src/main/mail/capture/text-of-html.ts';

/** The links with the words that they stand at. */
function linked(html: string): (readonly [words: string | undefined, href: string])[] {
  const text = textOfHtml(html);
  return linksInTextOfHtml(html).map(({ start, end, href }) => [text?.slice(start, end), href]);
}

test.each([
  ['<p>Please <a href="https://a.example/x"> confirm </a> it', 'confirm', 'https://a.example/x'],
  ['<table><tr><td>One<td><a href=https://a.example><b>Two</b></a>', 'Two', 'https://a.example'],
  ['one<br><a href="https://a.example"><div>two</div>three</a>', 'two\nthree', 'https://a.example'],
  ['<pre> <a href="//a.example/">x\ny</a></pre>', 'x\ny', 'https://a.example/'],
  ['<head><base href=https://b.example/></head><a href=c>d</a>', 'd', 'https://b.example/c'],
  ['😀 <a href=https://a.example>e</a>', 'e', 'https://a.example'],
  ['<a href=https://a.example>https://b.example/</a>', 'https://b.example/', 'https://a.example'],
  ['at https://c.example/d.', 'https://c.example/d', 'https://c.example/d'],
])('words that HTML makes a link are one in its text: %s', (html, words, href) => {
  expect(linked(html)).toEqual([[words, href]]);
});

test('links that show nothing, or lead to no web, are none', () => {
  const html = '<a href=https://a.example><img src=x></a><a href=javascript:x>y</a><a>z</a>';
  expect(linked(`${html}<style><a href=https://a.example>w</a></style>`)).toEqual([]);
});

test('links stand in the order of the words', () => {
  const html = 'https://1.example <a href=https://2.example>two</a> https://3.example';
  const hrefs = linked(html).map(([, href]) => href);
  expect(hrefs).toEqual(['https://1.example', 'https://2.example', 'https://3.example']);
});

/** A table in a link, and a link in the table: the parser keeps both, and browsers follow the inner. */
function inTable(words: string, inside: string): string {
  return `<a href=https://1.example>${words}<table><td><a href=https://2.example>${inside}</a></table>`;
}

test.each([
  [
    `${inTable('one', 'two')} three</a>`,
    [
      ['one', 'https://1.example'],
      ['two', 'https://2.example'],
      ['three', 'https://1.example'],
    ],
  ],
  [inTable('', 'two'), [['two', 'https://2.example']]],
  [
    inTable('one', '<table><td><a href=https://3.example>three</a><td>two</table>'),
    [
      ['one', 'https://1.example'],
      ['three', 'https://3.example'],
      ['two', 'https://2.example'],
    ],
  ],
  [inTable('one', ''), [['one', 'https://1.example']]],
  [
    inTable('https://4.example', 'https://5.example'),
    [
      ['https://4.example', 'https://1.example'],
      ['https://5.example', 'https://2.example'],
    ],
  ],
])('of links in each other each has the words that are its alone: %s', (html, expected) => {
  expect(linked(html)).toEqual(expected);
});
