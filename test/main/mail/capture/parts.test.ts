import { describe, expect, it, test } from 'vitest';

import { readMimeParts } from '../../../../src/main/mail/capture/mime-parts.ts';
import { parseMail, type ParsedMail } from '../../../../src/main/mail/capture/parse.ts';

const part = (head: readonly string[], body: string): string => [...head, '', body].join('\r\n');

function multipart(type: string, ...parts: readonly string[]): string {
  const bodies = parts.map((each) => `--${type}\r\n${each}\r\n`);
  return part(
    [`Content-Type: multipart/${type}; boundary=${type}`],
    `${bodies.join('')}--${type}--`,
  );
}

const mailOf = (text: string): Promise<ParsedMail> =>
  parseMail(Buffer.from(`Subject: x\r\n${text}`));
const filesOf = ({ attachments }: ParsedMail) =>
  attachments.map(({ filename, contentType, size, within }) => [
    filename,
    contentType,
    size,
    within,
  ]);

const TEXT = part(['Content-Type: text/plain'], 'Text words');
const HTML = part(['Content-Type: text/html'], '<p>HTML words</p>');

describe('what a mail says', () => {
  it('stands in the text and in the HTML, however its parts are mixed', async () => {
    const mixed = await mailOf(multipart('mixed', TEXT, HTML));
    expect(mixed.text).toBe('Text words\nHTML words');
    expect(mixed.html).toMatch(/Text words.*<p>HTML words/s);
    const footer = part(['Content-Type: text/plain'], '<footer> & more');
    const signed = await mailOf(multipart('mixed', multipart('alternative', TEXT, HTML), footer));
    expect(signed.text).toBe('Text words\n<footer> & more');
    expect(signed.html).toContain('&lt;footer&gt; &amp; more');
    expect(signed.html).not.toContain('Text words');
  });

  it('is the HTML where its text is blank', async () => {
    const blank = part(['Content-Type: text/plain'], ' \u00a0\r\n');
    const mail = await mailOf(multipart('alternative', blank, HTML));
    expect(mail).toMatchObject({ text: 'HTML words', hasText: false });
  });

  it.each([
    ['text/html charset=utf-8', 'Words <b>'],
    ['text / html; charset=utf-8', 'Words <b>'],
    ['html', 'Words <b>'],
    ['application/xhtml+xml', 'Words <b>'],
    ['text', 'Words <b>'],
    ['*/*', 'Words <b>'],
    ['text/x-unknown', 'Words <b>'],
  ])('is shown where its type is written %s', async (type, words) => {
    const mail = await mailOf(part([`Content-Type: ${type}`], words));
    expect(mail.attachments).toEqual([]);
    expect(mail.text).toBe(/html/.test(type) ? 'Words' : words);
    expect(mail.html).toBe(/html/.test(type) ? words : null);
  });

  it.each(['"base64"', 'base64;', 'BASE64 (x)', 'x-base64', 'base-64'])(
    'is read where its encoding is written %s',
    async (encoding) => {
      const body = Buffer.from('Grüße').toString('base64');
      const mail = await mailOf(part([`Content-Transfer-Encoding: ${encoding}`], body));
      expect(mail.text).toBe('Grüße');
    },
  );

  it('is the whole of a mail in which no line is a header', async () => {
    const { text, problem } = await parseMail(Buffer.from('just a line\r\nand another\r\n'));
    expect([text, problem]).toEqual(['just a line\r\nand another', null]);
  });

  test.each([
    ['CR', '\r'],
    ['CR CR LF', '\r\r\n'],
  ])('is read where all lines end in %s', async (_, end) => {
    const raw = ['Subject: one', 'From: a@b.example', '', 'two', ''].join(end);
    const mail = await parseMail(Buffer.from(raw));
    expect(mail).toMatchObject({ subject: 'one', from: [{ address: 'a@b.example' }] });
    expect(mail.text?.trim()).toBe('two');
  });

  it('has no header more where one has a CR in it', async () => {
    const { headers } = await parseMail(Buffer.from('Subject: x\rBcc: y@z.example\r\n'));
    expect(headers.map(({ name }) => name)).toEqual(['Subject']);
  });
});

describe('the files of a mail', () => {
  it('are also those that it shows, where they have a name', async () => {
    const named = part(['Content-Disposition: inline; filename=note.txt'], 'Note words');
    const mail = await mailOf(multipart('mixed', TEXT, named));
    expect(mail.text).toBe('Text words\nNote words');
    expect(filesOf(mail)).toEqual([['note.txt', 'text/plain', 10, null]]);
  });

  it('are not the alternatives of its words, whatever their names', async () => {
    const named = part(['Content-Type: text/html; name=mail.html'], '<p>x');
    expect(filesOf(await mailOf(multipart('alternative', TEXT, named)))).toEqual([]);
  });

  it('are of the type that the mail declares', async () => {
    const file = part(
      [
        'Content-Type: application/octet-stream',
        'Content-Disposition: attachment; filename=a.html',
      ],
      'x',
    );
    const files = filesOf(await mailOf(multipart('mixed', TEXT, file)));
    expect(files).toEqual([['a.html', 'application/octet-stream', 1, null]]);
  });

  it('are a mail within that is shown, and what it has itself', async () => {
    const inner = `From: Eve <eve@x.example>\r\nSubject: Inner\r\n${multipart('mixed', TEXT, part(['Content-Disposition: attachment; filename=in.txt'], 'x'))}`;
    const within = part(
      ['Content-Type: message/rfc822', 'Content-Disposition: inline; filename=in.eml'],
      inner,
    );
    const raw = multipart(
      'related',
      part([], 'Outer words'),
      within,
      part(['Content-Disposition: attachment; filename=out.txt'], 'y'),
    );
    const mail = await mailOf(raw);
    expect(mail.text).toBe(
      'Outer words\n\nFrom: Eve <eve@x.example>\nSubject: Inner\n\nText words',
    );
    expect(filesOf(mail)).toEqual([
      ['in.eml', 'message/rfc822', inner.length, null],
      ['in.txt', 'text/plain', 1, 0],
      ['out.txt', 'text/plain', 1, null],
    ]);
    const parts = await readMimeParts(Buffer.from(raw));
    expect(parts.map(({ depth, contentType }) => [depth, contentType])).toEqual([
      [0, 'multipart/related'],
      [1, 'text/plain'],
      [1, 'message/rfc822'],
      [2, 'multipart/mixed'],
      [3, 'text/plain'],
      [3, 'text/plain'],
      [1, 'text/plain'],
    ]);
  });

  it('are read in bounds where mails lie in mails', async () => {
    let raw = 'Subject: deepest\r\n\r\ndeepest words';
    for (let depth = 0; depth < 50; depth += 1) {
      raw = `Subject: ${depth}\r\n${part(['Content-Type: message/rfc822', 'Content-Disposition: inline'], raw)}`;
    }
    const mail = await parseMail(Buffer.from(raw));
    expect(mail.text).toContain('Subject: 45');
    expect(mail.text).not.toContain('deepest words');
    expect(mail.attachments).toHaveLength(6);
  });

  it('may be encoded as programs of old did', async () => {
    const file = part(
      ['Content-Transfer-Encoding: x-uuencode', 'Content-Disposition: attachment; filename=a.bin'],
      'begin 644 a.bin\r\n#0V%T\r\n`\r\nend',
    );
    const [found] = (await mailOf(multipart('mixed', TEXT, file))).attachments;
    expect(found?.content.toString()).toBe('Cat');
  });

  it.each([
    ['con .txt', '_con .txt'],
    ['CONIN$', '_CONIN$'],
    ['x.\u3000', 'x'],
    [`${'x'.repeat(253)}. b`, 'x'.repeat(253)],
  ])('have no name that Windows takes for another: %.20s', async (name, safe) => {
    const value = encodeURIComponent(name);
    const file = part([`Content-Disposition: attachment; filename*=utf-8''${value}`], 'x');
    const [found] = (await mailOf(multipart('mixed', TEXT, file))).attachments;
    expect(found?.filename).toBe(safe);
  });
});

test.each([
  ['blanks in an address', `Content-Type: text/html\n\n<img src="cid:a${' '.repeat(500_000)}b">`],
  ['line ends that are none', `Subject: x\n${'\r'.repeat(500_000)}`],
  ['a link of links', `\n${'a=https://e.example/'.repeat(20_000)}`],
  ['a link that shouts', `\nhttps://e.example/${'!'.repeat(500_000)}a`],
  ['brackets in a date', `Date: ${'('.repeat(500_000)}\n\n`],
])('half a megabyte of %s costs little time', async (_, raw) => {
  const before = performance.now();
  await parseMail(Buffer.from(raw));
  expect(performance.now() - before).toBeLessThan(5_000);
});
