import { expect, test } from 'vitest';

import { parseMail } from '../../../../src/main/mail/capture/parse.ts';
import { workOf } from '../../../support/work-of.ts';

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
  ['headers of nothing', 'a:\n'.repeat(150_000)],
  ['headers of the content', 'Content-A:b\n'.repeat(45_000)],
  ['lines among headers that are none', `X: y\n${'\xff\n'.repeat(160_000)}\nx`],
  [
    'boundaries that are nearly one',
    `Content-Type: multipart/mixed; boundary=A\n\n${'--A-\n'.repeat(100_000)}`,
  ],
  [
    'blanks behind a boundary',
    `Content-Type: multipart/mixed; boundary=A\n\n--A\n\nx\n--A${' '.repeat(500_000)}x`,
  ],
  [
    'ends of parts',
    `Content-Type: multipart/mixed; boundary=A\n\n--A\n\nx\n${'--A--\n'.repeat(80_000)}`,
  ],
  ['base64 in pieces', `Content-Transfer-Encoding: base64\n\n${'YQ=='.repeat(125_000)}`],
  ['comments in an address', `To: ${'(a)b'.repeat(125_000)}\n\n`],
  ['comments that do not end', `To: ${'(a <b'.repeat(100_000)}\n\n`],
  ['pieces of a name', `Content-Type: x/y; n*0*=a; ${'n*1="'.repeat(100_000)}\n\nx`],
  ['quoted names', `Content-Type: x/y; ${'name="\\\\" n*="'.repeat(30_000)}\n\nx`],
  ['quotation marks in addresses', `To: ${'"a <b@c.d>, "'.repeat(40_000)}"\n\n`],
  ['encoded words in addresses', `To: ${'=?a?q?,'.repeat(70_000)}\n\n`],
  [
    'base64 between empty lines',
    `Content-Transfer-Encoding: base64\n\n${'YWFh\n\n'.repeat(80_000)}!`,
  ],
  ['a host of many words', `\nhttps://${'a_'.repeat(250_000)}`],
  ['brackets before an address', `From: ${'>'.repeat(500_000)}x <a@b.example>\n\n`],
  ['encoded pieces of a name', `Content-Type: x/y; ${'n*1= '.repeat(100_000)}\n\nx`],
  [
    'sets of signs in a text',
    `Content-Type: text/plain; charset=iso-2022-jp-2\n\n${'\x1b$(C\x1b$A'.repeat(70_000)}`,
  ],
  ['brackets in a date', `Date: ${'('.repeat(500_000)}\n\n`],
])('half a megabyte of %s costs little time', async (_, raw) => {
  expect(await parsing(raw)).toBeLessThan(5_000);
});

/** A mail in whose parts are parts, each after a word. */
function nested(depth: number, innermost: string): string {
  const heads = Array.from({ length: depth }, (_, level) => {
    const type = `Content-Type: multipart/mixed; boundary=b${level}.`;
    return `${type}\n\n--b${level}.\n\nx\n--b${level}.\n`;
  });
  return `${heads.join('')}\n${innermost}`;
}

test('words that lie deep in parts cost not much more than others', async () => {
  const words = 'word '.repeat(1_200_000);
  const flat = await parsing(nested(1, words));
  expect(await parsing(nested(450, words))).toBeLessThan(5 * flat + 2_000);
});

test('lines that look like boundaries cost no more in parts that lie deep', async () => {
  const lines = '--b0\n--b\n'.repeat(100_000);
  const flat = await parsing(nested(1, lines));
  expect(await parsing(nested(450, lines))).toBeLessThan(5 * flat + 2_000);
});

test('mails within that make up charsets cost not much more than others', async () => {
  const labels = (word: string) =>
    Array.from({ length: 4_000 }, (_, i) => `${word}=x${i}`).join(' ');
  const mailOf = (word: string) => {
    const type = 'Content-Type: message/rfc822\nContent-Disposition: inline';
    const within = `--b\n${type}\n\nSubject: \xfc\n\n${labels(word)}\n`;
    return Buffer.from(
      `Content-Type: multipart/mixed; boundary=b\n\n${within.repeat(100)}`,
      'latin1',
    );
  };
  const others = await parsing(mailOf('nothing'));
  expect(await parsing(mailOf('charset'))).toBeLessThan(5 * others + 1_000);
});

test('sets of signs that alternate cost not much more than one', async () => {
  const mailOf = (sets: string) =>
    `Content-Type: text/plain; charset=iso-2022-jp-2\n\n${sets.repeat(300_000)}`;
  const others = await parsing(mailOf('\x1b$B!!\x1b$B!!'));
  expect(await parsing(mailOf('\x1b$B!!\x1b$A!!'))).toBeLessThan(2 * others + 200);
});

test.each([
  ['iso-2022-kr', '\x0eGQ\x0fa'],
  ['hz', '~{0!~}a'],
])('letters in seven bits cost not much more than others, %s', async (charset, letter) => {
  const mailOf = (name: string) =>
    `Content-Type: text/plain; charset=${name}\n\n${`${letter.repeat(15)}\n`.repeat(80_000)}`;
  const others = await parsing(mailOf('euc-kr'));
  expect(await parsing(mailOf(charset))).toBeLessThan(2 * others + 500);
});

function parsing(raw: string | Buffer): Promise<number> {
  const bytes = typeof raw === 'string' ? Buffer.from(raw) : raw;
  return workOf(() => parseMail(bytes));
}
