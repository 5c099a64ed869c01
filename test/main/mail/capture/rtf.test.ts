import { crc32 } from 'node:zlib';

import { array, assert, nat, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { unpackRtf } from '../../../../src/main/mail/capture/compressed-rtf.ts';
import { parseMail } from '../../../../src/main/mail/capture/parse.ts';
import { readRtf } from '../../../../src/main/mail/capture/rtf.ts';
import { mailReading } from '../../../../src/main/mail/reading/mail-reading.ts';
import { binary, mailProperties, mailWithTnef, packedFile, tnefOf } from '../../../support/tnef.ts';

const PR_RTF = 0x1009;
/** The examples of [MS-OXRTFCP] sections 4.1.1 and 4.1.2. */
const SIMPLE = Buffer.from(
  '2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232' +
    '0af32068656c090020627705b06c647d0a800fa0',
  'hex',
);
const CROSSING = Buffer.from('1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0', 'hex');

/** A property's value, packed with literals only, or what else its bytes are. */
function packed(
  rtf: string,
  given: { readonly bytes?: Buffer; readonly size?: number } = {},
): Buffer {
  const literals = Buffer.from(rtf.replace(/[^]{1,8}/g, '\0$&'), 'latin1');
  const { bytes = literals, size = rtf.length } = given;
  const head = Buffer.alloc(16);
  head.writeUInt32LE(bytes.length + 12, 0);
  head.writeUInt32LE(size, 4);
  head.writeUInt32LE(0x75465a4c, 8);
  head.writeUInt32LE(~crc32(bytes, 0xffffffff) >>> 0, 12);
  return Buffer.concat([head, bytes]);
}

const wordsOf = (rtf: string) => readRtf(Buffer.from(rtf, 'latin1'));
const textOf = (words: string) => wordsOf(`{\\rtf1\\ansi\\ansicpg1252 ${words}}`).text;
const htmlOf = (words: string) => wordsOf(`{\\rtf1\\ansi\\fromhtml1 ${words}}`).html;

/** A mail whose only words are in such a value. */
const mailOf = (value: Buffer, text: string | null = null): Buffer =>
  mailWithTnef(tnefOf(mailProperties(binary(PR_RTF, value)), packedFile('a.txt', value)), text);

describe('a text in Outlook’s own form', () => {
  it('is the text of a mail that has no other, to be read, found and listed', async () => {
    const raw = mailOf(SIMPLE);
    expect(await parseMail(raw)).toMatchObject({
      text: 'hello world',
      hasText: true,
      html: null,
      problem: null,
    });
    const index = await mailReading.index(raw);
    expect(index.body).toContain('hello world');
    expect(index.summary.preview).toBe('hello world');
  });

  it('is HTML again where it was made from HTML, and made inert like any other', async () => {
    const rtf =
      '{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}' +
      "{\\*\\htmltag64 <p>}\\htmlrtf \\par Only RTF\\htmlrtf0 Gr\\'fc\\'dfe" +
      '{\\*\\htmltag84 <script>alert(1)</script>}{\\*\\mhtmltag64 <p>}' +
      '{\\*\\htmltag92 <a href="https://shop.example/a">}shop{\\*\\htmltag100 </a>}' +
      '{\\*\\htmltag72 </p>}\\htmlrtf \\par\\htmlrtf0 }';
    const mail = await parseMail(mailOf(packed(rtf)));
    expect(mail.html).toBe(
      '<p>Grüße<script>alert(1)</script><a href="https://shop.example/a">shop</a></p>',
    );
    expect(mail).toMatchObject({ text: 'Grüßeshop', hasText: false, problem: null });
    expect(mail.links).toMatchObject([{ href: 'https://shop.example/a' }]);
    const { html } = await mailReading.preview(mailOf(packed(rtf)), new Map());
    expect(html).toContain('Grüße');
    expect(html).not.toContain('script');
  });

  it('is neither read nor told of where the mail has words of its own', async () => {
    const broken = Buffer.from('compressed');
    expect(await parseMail(mailOf(broken, 'Own words'))).toMatchObject({
      text: 'Own words',
      html: null,
      problem: null,
    });
  });

  it.each([
    ['is cut off', SIMPLE.subarray(0, 40), /cut off/],
    ['was changed', Buffer.from(SIMPLE).fill(0x58, 30, 31), /changed on its way/],
    ['is packed otherwise', Buffer.from(SIMPLE).fill(0, 8, 12), /way that nobody knows/],
    ['claims too much', packed('{\\rtf1}', { size: 0xffffffff }), /too large/],
    ['is less than it claims', packed('{\\rtf1 a}', { size: 1_000_000 }), /cut off/],
    ['is no RTF', packed('<html>'), /does not begin/],
    ['has no words', packed('{\\rtf1{\\fonttbl{\\f0 Arial;}}}'), null],
  ])('that %s costs no more than itself', async (_what, value, problem) => {
    const mail = await parseMail(mailOf(value));
    expect(mail.attachments.map(({ filename }) => filename)).toContain('a.txt');
    expect(mail).toMatchObject({ text: null, html: null });
    if (problem) expect(mail.problem).toMatch(/^Not all of winmail\.dat could be opened/);
    expect(mail.problem ?? '').toMatch(problem ?? /^$/);
  });
});

describe('unpacking RTF', () => {
  it('follows the examples of the specification', () => {
    expect(unpackRtf(SIMPLE).toString()).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n');
    expect(unpackRtf(CROSSING).toString()).toBe('{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}');
  });

  it('takes what is not compressed as it is', () => {
    const value = packed('', { bytes: Buffer.from('{\\rtf1 a}!'), size: 9 });
    value.write('MELA', 8);
    expect(unpackRtf(value).toString()).toBe('{\\rtf1 a}');
  });

  it('gives no more than the value claims, however much its references hold', () => {
    // References to the first characters, sixteen bytes each.
    const bytes = Buffer.from(`ff${'000e'.repeat(8)}`.repeat(1_000), 'hex');
    expect(unpackRtf(packed('', { bytes, size: 100_000 }))).toHaveLength(100_000);
    expect(() => unpackRtf(packed('', { bytes, size: 4_000_000 }))).toThrow(/cut off/);
  });
});

describe('reading RTF', () => {
  it('knows the characters that have words and symbols of their own', () => {
    expect(textOf('a\\par b\\tab\\lquote c\\rquote \\{d\\}\\\\ \\emdash\\~e\\_f\\line\r\ng')).toBe(
      'a\r\nb\t‘c’{d}\\ —\u00a0e\u2011f\r\ng',
    );
  });

  it('passes over the stand-ins of Unicode characters, as many as are said', () => {
    expect(textOf('\\u8364?10 \\u-10179?\\u-8704?')).toBe('€10 😀');
    expect(textOf("\\uc2\\u8364\\'80\\'80{\\uc0\\u8364 a}\\u8364 xyz")).toBe('€€a€z');
    expect(textOf('\\uc3\\u8364 a}b')).toBe('€b');
    expect(textOf('\\u8364\\tab x')).toBe('€x');
    expect(textOf('\\ud55357 alone')).toBe('alone');
    expect(textOf('\\u55357?')).toBe('\ufffd');
  });

  it('reads bytes in the code page of their font, or of the text', () => {
    const fonts =
      '{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset128 C;}{\\f3\\cpg1253 D;}}';
    const words = "\\f1\\'cf\\'f0{\\f2\\'83A\\'8b\\'43}\\f3\\'e1\\plain\\f0\\'fc\\f9\\'e9";
    expect(textOf(`${fonts}${words}`)).toBe('Прア気αüé');
    expect(wordsOf("{\\rtf1\\ansi\\ansicpg1250\\'e8}").text).toBe('č');
    expect(wordsOf("{\\rtf1\\mac\\'8a}").text).toBe('ä');
  });

  it('has no words of groups that hold none, however they lie in each other', () => {
    expect(
      textOf(
        '{\\colortbl;\\red0;}{\\*\\unknown a{b{\\rtlch c}}}{\\info{\\title d}}{\\pict 00ff}' +
          '{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt e}}{\\*\\bkmkstart g}f',
      ),
    ).toBe('ef');
    expect(htmlOf('{\\*\\htmltag64 {\\*\\other x}<p>}a{\\fonttbl{\\*\\htmltag64 <b>}}')).toBe(
      '<p>a',
    );
  });

  it('passes over bytes that are no text, and their number may be any', () => {
    expect(textOf('a\\bin5 }}}}}b')).toBe('ab');
    expect(textOf('a\\bin9999999999 b')).toBe('a');
    expect(textOf('a\\bin-5 b')).toBe('ab');
  });

  it('ends quickly, whatever it is given', () => {
    const deep = '{'.repeat(2_000_000);
    expect(() => textOf(deep)).toThrow(/too deep/);
    expect(textOf(`a${'}'.repeat(1_000_000)}b`)).toBe('ab');
    expect(textOf('{a}'.repeat(300_000))).toHaveLength(300_000);
    expect(textOf("\\'e4".repeat(500_000))).toHaveLength(500_000);
    expect(textOf(`\\${'x'.repeat(1_000_000)}`)).toBe('x'.repeat(1_000_000 - 32));
    expect(textOf(`\\uc999999999\\u97 ${'b'.repeat(1_000_000)}`)).toBe('a');
  });

  it('comes to some end wherever it is cut off or changed', () => {
    const whole = packed(
      "{\\rtf1\\ansi\\fromhtml1{\\fonttbl{\\f1\\fcharset204;}}{\\*\\htmltag64 <p>}\\f1\\'cf\\u8364?\\bin2 xx}",
    );
    const rtf = unpackRtf(whole);
    const change = record({ at: nat(rtf.length - 1), byte: nat(255) });
    assert(
      property(array(change, { maxLength: 8 }), nat(rtf.length), (changes, length) => {
        const changed = Buffer.concat([Buffer.from('{\\rtf'), rtf.subarray(5, length)]);
        for (const { at, byte } of changes) if (at > 4 && at < length) changed[at] = byte;
        const { html, text } = readRtf(changed);
        return (html ?? text ?? '').length <= 2 * changed.length;
      }),
      { numRuns: 2_000 },
    );
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => unpackRtf(whole.subarray(0, length))).toThrow(/cut off|too large/);
    }
  });
});
