import { describe, expect, it } from 'vitest';

import { parseMail } from '../../../../src/main/mail/capture/parse.ts';
import { filesOf, mailOf, multipart, part, TEXT } from '../../../support/mail-parts.ts';

const UNMARKED = ['Content-Type: multipart/alternative'];
const MISMATCH = ['Content-Type: multipart/alternative; boundary=Z'];
const inner = `--B\r\n${part(['Content-Type: text/plain'], 'Lost words')}\r\n--B--`;

describe('what nobody can take apart', () => {
  it.each([
    ['no boundary', UNMARKED],
    ['a boundary that does not occur', MISMATCH],
  ])('is shown as it came, and said, in a part with %s', async (_, head) => {
    const alone = await mailOf(multipart('mixed', part(head, inner)));
    expect(alone).toMatchObject({ text: inner, html: null });
    expect(alone.problem).toContain('Its parts are not marked.');
    const beside = await mailOf(multipart('mixed', TEXT, part(head, inner)));
    expect(beside.text).toBe(`Text words\n${inner}`);
    expect(beside.problem).not.toBeNull();
    expect(filesOf(beside)).toEqual([]);
  });

  it('is nothing in a part that holds nothing', async () => {
    const mail = await mailOf(multipart('mixed', TEXT, part(UNMARKED, '\r\n ')));
    expect(mail).toMatchObject({ text: 'Text words', problem: null });
  });

  it('is shown where it stands around parts that are blank', async () => {
    const blank = `--mixed\r\n${part(['Content-Type: text/plain'], '')}\r\n--mixed--`;
    const type = 'Content-Type: multipart/mixed; boundary=mixed';
    for (const body of [`Lost words\r\n${blank}`, `${blank}\r\nLost words`]) {
      const mail = await mailOf(part([type], body));
      expect(mail.text).toContain('Lost words');
      expect(mail.problem).toContain('as it came');
    }
  });

  it('is told where parts stand behind the end', async () => {
    const mail = await mailOf(`${multipart('mixed', TEXT)}\r\n--mixed\r\n\r\nLost words\r\n`);
    expect(mail.text).toBe('Text words');
    expect(mail.problem).toContain('behind the end');
  });
});

it('a mail whose first line is no header says so where others follow', async () => {
  const mail = await parseMail(Buffer.from('odd\r\nSubject: x\r\nmore'));
  expect(mail).toMatchObject({ subject: 'x', text: 'odd\r\nSubject: x\r\nmore' });
  expect(mail.problem).toContain('No empty line');
});

describe('a part in which no empty line ends the headers', () => {
  it.each([
    ['has no header', 'Lost words: or not'],
    ['has one', 'Content-Type: text/plain\r\nLost words\r\nmore'],
    ['has a line that could be another', 'https://a.example/'],
    ['has an empty line later', 'Lost words\r\n\r\nmore'],
    ['is of another kind', 'Content-Type: text/html\r\n<p>Lost words'],
  ])('is shown from the first line that is none where it %s', async (_, lines) => {
    for (const parts of [[lines], [lines, TEXT], [TEXT, lines]]) {
      const mail = await mailOf(multipart('mixed', ...parts));
      const words = lines.replace(/^Content-Type.*\r\n/, '').replace('<p>', '');
      expect(mail.text).toContain(words.replaceAll('\r\n', '\n'));
      expect(mail.problem).toContain('No empty line');
    }
  });

  it('is taken apart where it is a multipart', async () => {
    const head = 'Content-Type: multipart/mixed; boundary=A';
    const file = part(['Content-Type: x/y', 'Content-Disposition: attachment'], 'x');
    const raw = `${head}\r\n--A\r\n${TEXT}\r\n--A\r\n${file}\r\n--A--`;
    for (const mail of [await mailOf(raw), await mailOf(multipart('mixed', raw, part([], 'z')))]) {
      expect(mail.text).toMatch(/^Text words/);
      expect(filesOf(mail)).toEqual([['attachment-1', 'x/y', 1, null]]);
      expect(mail.problem).toContain('No empty line');
    }
  });

  it('may have headers alone, which is no fault', async () => {
    const mail = await mailOf(multipart('mixed', 'Content-Type: text/plain', TEXT));
    expect(mail).toMatchObject({ text: 'Text words', attachments: [], problem: null });
  });

  it('keeps the headers that stand behind a line that is none, and says so', async () => {
    const mail = await mailOf(
      multipart('mixed', part(['odd', 'Content-Transfer-Encoding: base64'], 'V29yZHM=')),
    );
    expect(mail.text).toBe('Words');
    expect(mail.problem).toContain('lines among its headers');
  });
});

describe('a boundary', () => {
  it('means nothing in a text', async () => {
    const body = 'One\r\n--A\r\ntwo\r\n--A--\r\nthree';
    const mail = await mailOf(part(['Content-Type: text/plain; boundary=A'], body));
    expect(mail).toMatchObject({ text: body.replaceAll('\r\n', '\n'), attachments: [] });
  });

  it('means nothing in a file, which is kept byte by byte', async () => {
    const body = 'One\r\n--A\r\ntwo\r\n--A--\r\n\r\n';
    for (const type of ['application/octet-stream', 'message/rfc822']) {
      const head = [
        `Content-Type: ${type}; boundary=A`,
        'Content-Disposition: attachment; filename=a.bin',
      ];
      const mail = await mailOf(multipart('mixed', TEXT, part(head, body)));
      expect(mail.text).toBe('Text words');
      expect(mail.attachments.map(({ content }) => content.toString())).toEqual([body]);
    }
  });

  it.each(['multipart', 'multipart/', 'multipart / mixed', '"multipart/mixed"', 'multipart/x-y'])(
    'means what it says in a type written %s',
    async (type) => {
      const body = `--A\r\n${TEXT}\r\n--A--`;
      const mail = await mailOf(part([`Content-Type: ${type}; boundary=A`], body));
      expect(mail).toMatchObject({ text: 'Text words', attachments: [], problem: null });
    },
  );

  it('of a part within may be that of the part around it', async () => {
    const within = part(
      ['Content-Type: multipart/mixed; boundary=mixed'],
      `--mixed\r\n${TEXT}\r\n--mixed--`,
    );
    const mail = await mailOf(multipart('mixed', within, part([], 'More words')));
    expect(mail.text).toBe('Text words\nMore words');
  });

  it('of a part around it ends what is open within', async () => {
    const open = part(
      ['Content-Type: multipart/alternative; boundary=mixed-in'],
      `--mixed-in\r\n${TEXT}`,
    );
    const file = part(['Content-Disposition: attachment; filename=a.txt'], 'x');
    const mail = await mailOf(multipart('mixed', open, file, part([], 'More words')));
    expect(mail.text).toBe('Text words\nMore words');
    expect(filesOf(mail)).toEqual([['a.txt', 'text/plain', 1, null]]);
  });

  it('may be followed by blanks', async () => {
    const body = `--A \t \r\n${TEXT}\r\n--A-- \t\r\n`;
    const mail = await mailOf(part(['Content-Type: multipart/mixed; boundary="A "'], body));
    expect(mail).toMatchObject({ text: 'Text words', problem: null });
  });
});

it('a digest shows the mails in it, also where their type is not named', async () => {
  const inner = (subject: string) =>
    part([`Subject: ${subject}`, 'Content-Transfer-Encoding: base64'], 'V29yZHM=');
  const named = part(['Content-Type: message/rfc822'], inner('two'));
  const text = part(['Content-Type: text/plain'], 'About them');
  const mail = await mailOf(multipart('digest', text, part([], inner('one')), named));
  expect(mail.text).toBe('About them\n\nSubject: one\n\nWords\n\nSubject: two\n\nWords');
  expect(filesOf(mail).map(([, type]) => type)).toEqual(['message/rfc822', 'message/rfc822']);
});
