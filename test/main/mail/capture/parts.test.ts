import { describe, expect, it, test } from 'vitest';

import { readMimeParts } from '../../../../src/main/mail/capture/mime-parts.ts';
import { parseMail } from '../../../../src/main/mail/capture/parse.ts';
import { filesOf, HTML, mailOf, multipart, part, TEXT } from '../../../support/mail-parts.ts';

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

  it('stands in its order, however deep its parts lie in others', async () => {
    const words = (type: string, said: string) => part([`Content-Type: text/${type}`], said);
    const inner = multipart('related', words('html', '<p>two'), words('plain', 'three'));
    const both = multipart('alternative', words('plain', 'four'), words('html', '<p>4'));
    const mail = await mailOf(multipart('mixed', words('plain', 'one'), inner, both));
    expect(mail.text).toBe('one\ntwo\nthree\nfour');
    expect(mail.html).toMatch(/>one<.*<p>two<.*>three<.*<p>4/s);
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
    expect(mail.attachments).toHaveLength(type === 'text/x-unknown' ? 1 : 0);
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

  it('is read where a blank stands in the name of its encoding', async () => {
    const mail = await mailOf(
      part(['Content-Transfer-Encoding: Quoted Printable'], 'Gr=C3=BC=\r\nn'),
    );
    expect(mail.text).toBe('Grün');
  });

  it('is nothing where all its parts are blank, which is no fault', async () => {
    const blank = part(['Content-Type: text/plain'], '\r\n');
    const mail = await mailOf(multipart('alternative', blank, blank));
    expect(mail).toMatchObject({ text: null, html: null, problem: null });
  });

  it('is the whole of a mail in which no line is a header', async () => {
    const { text, problem } = await parseMail(Buffer.from('just a line\r\nand another\r\n'));
    expect([text, problem]).toEqual(['just a line\r\nand another', null]);
  });

  it('begins after the headers also where no empty line ends them', async () => {
    const raw = 'Subject: one\r\nX-Folded: a\r\n b\r\nThe words, not a header: really\r\n';
    const { subject, text, problem } = await parseMail(Buffer.from(raw));
    expect([subject, text]).toEqual(['one', 'The words, not a header: really']);
    expect(problem).toContain('No empty line');
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

  it('is read in a large mail all of whose lines end in CR', async () => {
    const mail = await parseMail(Buffer.from(`Subject: one\r\r${'two\r'.repeat(400_000)}`));
    expect([mail.subject, mail.text?.slice(0, 4)]).toEqual(['one', 'two\n']);
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

  it.each([
    ['text/calendar; method=REQUEST', 'attachment-1.ics'],
    ['text/csv; name=list.csv', 'list.csv'],
    ['text/plain; name=note.txt', 'note.txt'],
  ])('are the mail itself where it is nothing but %s', async (type, name) => {
    const mail = await mailOf(part([`Content-Type: ${type}`], 'Words'));
    expect(mail.text).toBe('Words');
    expect(filesOf(mail)).toEqual([[name, type.split(';')[0], 5, null]]);
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
    expect(parts.map(({ depth, contentType, size }) => [depth, contentType, size])).toEqual([
      [0, 'multipart/related', 0],
      [1, 'text/plain', 11],
      [1, 'message/rfc822', inner.length],
      [2, 'multipart/mixed', 0],
      [3, 'text/plain', 10],
      [3, 'text/plain', 1],
      [1, 'text/plain', 1],
    ]);
  });

  it.each([
    ['CR', '\r'],
    ['LF', '\n'],
    ['two CR and LF', '\r\r\n'],
  ])('are the same where lines end in %s', async (_, lineEnd) => {
    const file = part(['Content-Disposition: attachment; filename=gr\xfc\xdfe.txt'], 'y');
    const raw = multipart('mixed', TEXT, file).replaceAll('\r\n', lineEnd);
    const bytes = Buffer.from(raw, 'latin1');
    const { attachments } = await parseMail(bytes);
    const parts = await readMimeParts(bytes);
    expect(attachments.map(({ filename }) => filename)).toEqual(['grüße.txt']);
    expect(parts.map(({ filename }) => filename)).toEqual([null, null, 'grüße.txt']);
  });

  it('are told to be more, where not all of a mail within could be read', async () => {
    const many = `--b\r\n\r\nx\r\n`.repeat(1_200);
    const inner = `Subject: Inner\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${many}--b--`;
    const within = part(['Content-Type: message/rfc822', 'Content-Disposition: inline'], inner);
    const mail = await mailOf(multipart('mixed', TEXT, within));
    expect(mail.problem).toContain('more than 1000 parts');
  });

  it('are a mail within also where its headers are not as they should be', async () => {
    const inner = Buffer.concat([
      Buffer.from('Subject: Gr'),
      Buffer.from([0xfc, 0xdf]),
      Buffer.from('e\r\rInner words\r'),
    ]);
    const within = [
      'Content-Type: message/rfc822',
      'Content-Disposition: inline',
      'Content-Transfer-Encoding: base64',
    ];
    const mail = await mailOf(part(within, inner.toString('base64')));
    expect(mail.text).toBe('\nSubject: Grüße\n\nInner words\n');
  });

  it('are named by what they are, where they have no name', async () => {
    const files = ['text/calendar', 'message/rfc822', 'application/x-unknown'].map((type) =>
      part([`Content-Type: ${type}`], 'x'),
    );
    const names = filesOf(await mailOf(multipart('mixed', ...files))).map(([name]) => name);
    expect(names).toEqual(['attachment-1.ics', 'attachment-2.eml', 'attachment-3']);
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
    [`filename*0*=utf-8''%e2%82%ac; filename*1="100%25.pdf"`, '€100%25.pdf'],
    [`filename*0*=utf-8''%e2%82%ac; filename*1=100%25; filename*2*=%2epdf`, '€100%25.pdf'],
    [`filename*0="100%25"; filename*1=.pdf`, '100%25.pdf'],
    [`filename*=utf-8''100%25.pdf`, '100%.pdf'],
    [`filename*0="100%25"; filename*1*=%2epdf`, '100%25.pdf'],
  ])('have a name in pieces of which some are encoded: %s', async (parameters, name) => {
    const file = part([`Content-Disposition: attachment; ${parameters}`], 'x');
    expect(filesOf(await mailOf(multipart('mixed', TEXT, file)))[0]?.[0]).toBe(name);
  });

  it.each([
    [`attachment; filename*=us-ascii''%C3%BC.pdf`, 'ü.pdf'],
    [`attachment; filename*=utf-8''%FC.pdf`, 'ü.pdf'],
    [`attachment; filename*=%C3%BC.pdf`, 'ü.pdf'],
    [`attachment; filename*=johab''%D0%65%8A%82.pdf`, '한국.pdf'],
    [`attachment; filename*0*=gb2312''%D6; filename*1*=%D0.pdf`, '中.pdf'],
    [`attachment; filename="a; filename*=utf-8''b.pdf"`, "a; filename*=utf-8''b.pdf"],
    [`attachment; filename="C:\\dir\\a.pdf"`, 'a.pdf'],
    [`attachment; filename="a \\"b\\" c.pdf"`, 'a "b" c.pdf'],
    ['filename=a.pdf', 'a.pdf'],
  ])('have the name that is meant in %s', async (disposition, name) => {
    const file = part([`Content-Disposition: ${disposition}`], 'x');
    expect(filesOf(await mailOf(multipart('mixed', TEXT, file)))[0]?.[0]).toBe(name);
  });

  it.each([
    ['aGVsbG8=\r\n\r\n-- \r\nList footer', 'hello'],
    ['aGVs\r\nbG8=\r\nIQ==\r\n', 'hello!'],
    ['aGV!sbG8', 'hello'],
    ['aGVsbG8==\r\n', 'hello'],
    ['aGVsbG8h\r\n\r\n-- \r\nList footer', 'hello!'],
    ['aGVs\r\n\r\nbG8h\r\n', 'hello!'],
    ['aGVs\r\n\r\nbG8h\r\n\r\n-- \r\nList\r\n\r\nfooter', 'hello!'],
    ['aGV!s\r\n\r\nbG8h\r\n\r\n-- \r\nList footer', 'hello!'],
    ['aGVs bG8h *\r\n', 'hello!'],
    ['Words, not encoded.\r\n', 'Words, not encoded.\r\n'],
    ['Words that are\r\n\r\nnot encoded.', 'Words that are\r\n\r\nnot encoded.'],
    ['=\r\n', ''],
  ])('may be encoded in base64 with more than it: %j', async (body, content) => {
    const head = ['Content-Transfer-Encoding: base64', 'Content-Type: application/x-y'];
    const [found] = (await mailOf(multipart('mixed', TEXT, part(head, body)))).attachments;
    expect(found?.content.toString()).toBe(content);
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
