import { expect, test } from 'vitest';

import { parseMail } from '../../../../src/main/mail/capture/parse.ts';

/** A mail in whose parts are parts, each after a word. */
function nested(depth: number, innermost: string): string {
  const heads = Array.from({ length: depth }, (_, level) => {
    const type = `Content-Type: multipart/mixed; boundary=b${level}.`;
    return `${type}\n\n--b${level}.\n\nx\n--b${level}.\n`;
  });
  return `${heads.join('')}Content-Type: text/html\n\n${innermost}`;
}

test.each([
  ['blanks in an address', `Content-Type: text/html\n\n<img src="cid:a${' '.repeat(500_000)}b">`],
  ['line ends that are none', `Subject: x\n${'\r'.repeat(500_000)}`],
  ['a link of links', `\n${'a=https://e.example/'.repeat(20_000)}`],
  ['a link that shouts', `\nhttps://e.example/${'!'.repeat(500_000)}a`],
  ['lines without a blank', `\n${`${'x'.repeat(10_000)}\n`.repeat(50)}`],
  [
    'blanks in a content ID',
    `Content-Type: x/y\nContent-ID: ${'<'.repeat(100_000)}${' '.repeat(400_000)}\n\nx`,
  ],
  ['words in parts in parts', nested(450, '<p>x</p>'.repeat(55_000))],
  ['brackets in a date', `Date: ${'('.repeat(500_000)}\n\n`],
])('half a megabyte of %s costs little time', async (_, raw) => {
  const before = performance.now();
  await parseMail(Buffer.from(raw));
  expect(performance.now() - before).toBeLessThan(5_000);
});
