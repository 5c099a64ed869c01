import { array, assert, nat, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseMail } from '../../../../src/main/mail/capture/parse.ts';
import { isTnef, readTnef } from '../../../../src/main/mail/capture/tnef.ts';
import { mailReading } from '../../../../src/main/mail/reading/mail-reading.ts';
import { readMailCorpus } from '../../../support/mail-corpus.ts';
import {
  attribute,
  binary,
  embedded,
  long,
  mailProperties,
  mailWithTnef,
  packedFile,
  tnefOf,
  unicode,
} from '../../../support/tnef.ts';

const REPORT = Buffer.from('Contents of the report\r\n');

async function packedIn(file: Buffer, text?: string | null) {
  const mail = await parseMail(mailWithTnef(file, text));
  const packed = mail.attachments.filter(({ within }) => within === 0);
  return { mail, packed, names: packed.map(({ filename }) => filename) };
}

describe('winmail.dat', () => {
  it('is listed with the files that it holds, which can be saved', async () => {
    const raw = readMailCorpus().find(({ id }) => id === 'p18-winmail-dat')?.raw ?? Buffer.alloc(0);
    const { attachments, text } = await mailReading.describe(raw);
    expect(attachments).toMatchObject([
      { index: 0, filename: 'winmail.dat', contentType: 'application/ms-tnef', within: null },
      { index: 1, filename: 'report.txt', size: 33, within: 0 },
    ]);
    expect(text).toContain('Plain part next to winmail.dat');
    const file = await mailReading.file(raw, 1);
    expect(Buffer.from(file?.content ?? []).toString()).toBe('Contents of the TNEF attachment\r\n');
    expect(file?.content.byteLength).toBe(file?.content.buffer.byteLength);
    expect((await mailReading.index(raw)).files).toContain('report');
  });

  it('gives names, types and data as Outlook’s properties have them, in any script', async () => {
    const properties = [
      unicode(0x3707, 'Отчёт 2026.pdf'),
      unicode(0x370e, 'application/pdf'),
      unicode(0x3712, 'logo@shop'),
    ];
    const { packed } = await packedIn(
      tnefOf(
        packedFile('OT2026.PDF', REPORT, properties),
        packedFile('', Buffer.alloc(0), [unicode(0x3704, 'short.bin'), binary(0x3701, REPORT)]),
      ),
    );
    expect(packed).toMatchObject([
      { filename: 'Отчёт 2026.pdf', contentType: 'application/pdf', contentId: 'logo@shop' },
      { filename: 'short.bin', contentType: 'application/octet-stream', size: REPORT.length },
    ]);
    expect(packed.every(({ content }) => content.equals(REPORT))).toBe(true);
  });

  it('reads names in the code page that it says', async () => {
    const codePage = Buffer.alloc(8);
    codePage.writeUInt32LE(1_251, 0);
    const title = Buffer.from([0xee, 0xf2, 0xf7, 0xb8, 0xf2]).toString('latin1');
    const file = tnefOf(attribute(1, 0x00069007, codePage), packedFile(`${title}.txt`, REPORT));
    expect((await packedIn(file)).names).toEqual(['отчёт.txt']);
  });

  it('is the mail’s text and HTML where it has no other, and its pictures are found there', async () => {
    const html = '<p>Grüße <img src="cid:logo@shop"><script>alert(1)</script></p>';
    const file = tnefOf(
      mailProperties(
        unicode(0x1000, 'Packed words, https://shop.example/a'),
        binary(0x1013, Buffer.from(html)),
        long(0x3fde, 65_001),
      ),
      packedFile('logo.png', Buffer.from('pixels'), [
        unicode(0x3712, 'logo@shop'),
        unicode(0x370e, 'image/png'),
      ]),
    );
    const { mail } = await packedIn(file, null);
    expect(mail.text).toBe('Packed words, https://shop.example/a');
    expect(mail.html).toBe(html);
    expect(mail.links).toEqual([
      { href: 'https://shop.example/a', text: 'https://shop.example/a' },
    ]);
    const shown = await mailReading.preview(mailWithTnef(file, null), new Map());
    expect(shown.html).toContain('Grüße <img src="data:image/png;base64,');
    expect(shown.html).not.toContain('script');
    expect((await packedIn(file)).mail.text).toBe('See what is packed.');
    expect((await packedIn(file)).mail.html).toBeNull();
  });

  it('lists the files of mails within mails, to a depth', async () => {
    let file = tnefOf(packedFile('deepest.txt', REPORT));
    for (const name of ['third.txt', 'second.txt', 'first.txt']) {
      const inner = packedFile('mail', Buffer.alloc(0), [embedded(file)]);
      file = tnefOf(packedFile(name, REPORT), inner);
    }
    const { names, mail } = await packedIn(file);
    expect(names).toEqual(['first.txt', 'second.txt', 'third.txt']);
    expect(mail.problem).toMatch(/winmail\.dat.*too deep/);
  });

  it('lists what mails within say, as files', async () => {
    const mailIn = (...attributes: readonly Buffer[]) =>
      packedFile('mail', Buffer.alloc(0), [embedded(tnefOf(...attributes))]);
    const plain = mailProperties(unicode(0x0037, 'Re: A/B'), unicode(0x1000, 'Plain words'));
    const rich = mailProperties(binary(0x1013, Buffer.from('<p>Rich words')));
    const silent = mailProperties(unicode(0x0037, 'Silent'));
    const file = tnefOf(mailIn(plain), mailIn(rich), mailIn(silent));
    const { packed, mail } = await packedIn(file);
    expect(
      packed.map(({ filename, contentType, content }) => [
        filename,
        contentType,
        content.toString(),
      ]),
    ).toEqual([
      ['Re_ A-B.txt', 'text/plain', 'Plain words'],
      ['mail.html', 'text/html', '<p>Rich words'],
    ]);
    expect(mail.text).toBe('See what is packed.');
  });

  it('has no file whose name could leave a folder', async () => {
    const names = ['../../etc/passwd', 'C:\\Users\\x.bat', 'CON', 'a\u202etxt.exe', ''];
    const files = names.map((name) => packedFile('', REPORT, [unicode(0x3707, name)]));
    expect((await packedIn(tnefOf(...files))).names).toEqual([
      'passwd',
      'x.bat',
      '_CON',
      'atxt.exe',
      'attachment-6',
    ]);
  });

  it('may have names, types and content IDs of any length, of which no more is read than a limit', async () => {
    const file = packedFile(`${'.'.repeat(200_000)}x.txt`, REPORT, [
      unicode(0x370e, `text/plain; ${'x'.repeat(200_000)}`),
      unicode(0x3712, 'x'.repeat(200_000)),
    ]);
    const { names, packed } = await packedIn(tnefOf(file));
    expect(names).toEqual([`${'.'.repeat(251)}.txt`]);
    expect(packed[0]?.contentType).toHaveLength(1_000);
    expect(packed[0]?.contentId).toHaveLength(1_000);
  });

  it('is told by its first bytes, not by what it is called', async () => {
    expect(isTnef(Buffer.from('no file of Outlook’s'))).toBe(false);
    const { mail, packed } = await packedIn(Buffer.from('no file of Outlook’s'));
    expect(packed).toEqual([]);
    expect(mail.problem).toBeNull();
  });
});

describe('a broken winmail.dat', () => {
  it('gives the files before the fault, and says so', async () => {
    const whole = [packedFile('one.txt', REPORT), packedFile('two.txt', REPORT)];
    const file = tnefOf(...whole);
    const changed = Buffer.from(file);
    changed.writeUInt8(0x58, file.lastIndexOf('report'));
    const { mail, names } = await packedIn(changed);
    expect(names).toEqual(['one.txt', 'two.txt']);
    expect(mail.problem).toMatch(/^Not all of winmail\.dat could be opened\. .*changed on its way/);
    const cut = await packedIn(file.subarray(0, file.length - 10));
    expect(cut.packed[0]?.content).toEqual(REPORT);
    expect(cut.mail.problem).toMatch(/cut off/);
  });

  it('keeps its text and its files when its code page is cut short', async () => {
    const html = binary(0x1013, Buffer.from('<p>Gr\xfc\xdfe</p>', 'latin1'));
    const codePage = binary(0x3fde, Buffer.from([1]));
    const file = tnefOf(mailProperties(html, codePage), packedFile('one.txt', REPORT));
    const { mail, names } = await packedIn(file, null);
    expect(mail).toMatchObject({ html: '<p>Grüße</p>', problem: null });
    expect(names).toEqual(['one.txt']);
  });

  it('costs nothing when it claims more than there is', () => {
    const huge = Buffer.alloc(4, 0xff);
    for (const file of [
      Buffer.concat([tnefOf(), Buffer.from([2]), Buffer.alloc(4), huge]),
      tnefOf(attribute(1, 0x00069003, Buffer.concat([huge, Buffer.alloc(40)]))),
      tnefOf(attribute(1, 0x00069003, Buffer.from('01000000010100100000ffffffff', 'hex'))),
      tnefOf(attribute(1, 0x00069003, Buffer.from('0100000002110010ffffffff', 'hex'))),
    ]) {
      expect(readTnef(file)).toMatchObject({ files: [], text: null });
    }
  });

  it('has no more files than a limit', async () => {
    const files = Array.from({ length: 500 }, (_, index) => packedFile(`${index}.txt`, REPORT));
    const { mail, packed } = await packedIn(tnefOf(...files));
    expect(packed).toHaveLength(200);
    expect(mail.problem).toMatch(/more than 200 files/);
  });

  it('is read to some end wherever it is cut off or changed', () => {
    const file = tnefOf(
      mailProperties(unicode(0x1000, 'text'), binary(0x1013, Buffer.from('<p>')), long(0x3fde, 1)),
      packedFile('a.txt', REPORT, [
        unicode(0x3707, 'long.txt'),
        embedded(tnefOf(packedFile('inner.txt', REPORT))),
      ]),
    );
    for (let length = 0; length < file.length; length += 1) readTnef(file.subarray(0, length));
    const change = record({ at: nat(file.length - 1), byte: nat(255) });
    assert(
      property(array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const changed = Buffer.from(file);
        for (const { at, byte } of changes) changed[at] = byte;
        const { files } = readTnef(changed);
        expect(files.every(({ content }) => content.length <= changed.length)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
