import { expect, it } from 'vitest';

import { parseMail } from '../../../../src/main/mail/capture/parse.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

it.each([
  ['signs, and letters as ASCII has them', '\x1b$BF|K\\\x1b(J \\~ \x1b$@8l\x1b(B.', '日本 \\~ 語.'],
  ['half-width letters and rare signs', '\x1b(I123\x1b$B-!|q\x1b$(D0!\x1b(B.', 'ｱｲｳ①ⅰ丂.'],
  ['a set that a line leaves open', '\x1b$B$3$s\r\nnext line', 'こん\nnext line'],
  ['half a sign', '\x1b$B$3$\x1b(B after it', 'こ\ufffd after it'],
  ['blanks among signs', '\x1b$B$3 $s\x1b(B', 'こ ん'],
  ['editions and halves of sets that are none of it', '\x1b&@\x1b$B$3\x1b.A\x1bN\x1b(B', 'こ'],
  ['an escape that names no set', 'red \x1b[31m \x1b$B$3\x1b(B', 'red \x1b[31m こ'],
])('reads Japanese in seven bits: %s', async (_, body, words) => {
  for (const charset of ['iso-2022-jp', 'csISO2022JP', 'ISO-2022-JP-2']) {
    const head = `Content-Type: text/plain; charset=${charset}\r\n\r\n`;
    expect((await parseMail(latin1(head + body))).text).toBe(words);
  }
});

it.each([
  ['UTF-8', Buffer.from('日本語')],
  ['Shift_JIS', latin1('\x93\xfa\x96{\x8c\xea')],
  ['Shift_JIS beside it', latin1('\x1b$BF|K\\\x1b(B\x8c\xea')],
])('reads what is called Japanese in seven bits and is %s', async (_, body) => {
  const head = Buffer.from('Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n');
  expect((await parseMail(Buffer.concat([head, body]))).text).toBe('日本語');
});
