import { expect, it } from 'vitest';

import { decodeCharset } from '../../../../src/main/mail/capture/charset.ts';

/** Bytes in the charset, and what they say by the codecs of Python. */
const TEXTS: readonly [string, string, string][] = [
  ['johab', 'd065 8a82 b4e1 2041 bd77 20a2 41', '한국어 A쪙 뫼'],
  ['johab', '8841 8461 8c41', 'ㄱㅏㄲ'],
  ['johab', 'd931 d97e d991 e031 f9fe', '　√∽伽詰'],
  ['kz-1048', '8de0 e7e0 9d20 a3a2', 'Қазақ Әұ'],
];

it.each(TEXTS)('reads %s', (charset, bytes, text) => {
  expect(decodeCharset(Buffer.from(bytes.replaceAll(' ', ''), 'hex'), charset)).toBe(text);
});

it.each(['df31', '84', '8400', 'f9ff', '8460', 'fe31'])(
  'shows a sign for %s, which is no letter in Johab',
  (bytes) => expect(decodeCharset(Buffer.from(bytes, 'hex'), 'johab')).toBe('\ufffd'),
);
