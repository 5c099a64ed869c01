import { describe, expect, it } from 'vitest';

import { parseMail } from '../../../../src/main/mail/capture/parse.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const lines = (...parts: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(parts.flatMap((part) => [Buffer.from(part), Buffer.from('\r\n')]));

const TEXTS: readonly [string, Buffer, string][] = [
  [
    'UTF-8 that says so itself, called Latin 1',
    lines('Content-Type: text/html; charset=iso-8859-1', '', '\ufeffGrüße'),
    'Grüße',
  ],
  ['DOS', lines('Content-Type: text/plain; charset=dos-850', '', latin1('Gr\x81\xe1e')), 'Grüße'],
  [
    'Cyrillic of Asia',
    lines('Content-Type: text/plain; charset=ptcp154', '', latin1('\x99\xe0')),
    'ҷа',
  ],
  ['UTF-8 without a charset', lines('Content-Type: text/plain', '', 'Grüße'), 'Grüße'],
  ['UTF-8 called ASCII', lines('Content-Type: text/plain; charset=us-ascii', '', 'Grüße'), 'Grüße'],
  ['Windows without a charset', lines('Subject: x', '', latin1('Gr\xfc\xdfe \x80')), 'Grüße €'],
  [
    'Windows called UTF-8',
    lines('Content-Type: text/plain; charset=utf-8', '', latin1('\x93Gr\xfc\xdfe\x94')),
    '“Grüße”',
  ],
  [
    'Windows called UTF-8, in quoted-printable',
    lines(
      'Content-Type: text/plain; charset="UTF-8"; format=flowed',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=FC=\r\n=DFe',
    ),
    'Grüße',
  ],
  [
    'Windows called UTF-8, in base64',
    lines(
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      latin1('Gr\xfc\xdfe').toString('base64'),
    ),
    'Grüße',
  ],
  [
    'Windows called Latin 1',
    lines('Content-Type: text/plain; charset=iso-8859-1', '', latin1('\x93q\x94')),
    '“q”',
  ],
  [
    'UTF-8 with a letter that was cut in half',
    lines('Content-Type: text/plain; charset=utf-8', '', latin1('Gr\xc3\xbc\xc3\x9fe \xe2\x82')),
    'Grüße \ufffd',
  ],
  [
    'UTF-8 with something after it that is none',
    lines('Content-Type: text/plain; charset=utf-8', '', latin1('\xc3\xb6\xc3\xa4 \xff\xff\xff')),
    'öä \ufffd\ufffd\ufffd',
  ],
  [
    'UTF-8 with much after it that is none',
    lines('Content-Type: text/plain; charset=utf-8', '', 'Grüße', latin1('\xfc'.repeat(9))),
    `Grüße\n${'\ufffd'.repeat(9)}`,
  ],
  [
    'Windows without a charset, in which some letters look like UTF-8',
    lines('Subject: x', '', latin1('\xc3\xbc \xfc\xdf\xe4')),
    'Ã¼ üßä',
  ],
  [
    'UTF-7',
    lines('Content-Type: text/plain; charset=utf-7', '', 'Gr+APwA3w-e 1+-1 +AGEAYg'),
    'Grüße 1+1 ab',
  ],
  [
    'Korean in seven bits',
    lines(
      'Content-Type: text/plain; charset=ISO-2022-KR',
      '',
      '\x1b$)C\x0eGQ1[\x0f ok, \x0e0!\x0f',
    ),
    '한글 ok, 가',
  ],
  [
    'Korean in seven bits that is damaged: left open, cut in a letter, and in eight bits',
    lines(
      'Content-Type: text/plain; charset=csISO2022KR',
      '',
      '\x1b$)C\x0eGQ1',
      'open \x0f\x0e\x0e0!',
      latin1('\xc7\xd1'),
    ),
    '한\ufffd\nopen 가\n한',
  ],
  [
    'Chinese in seven bits',
    lines(
      'Content-Type: text/plain; charset=hz-gb-2312',
      '',
      '~{<:Ky2;S{#,NpJ)l6HK!#~}Bye~~ ~',
      '~{!~~}~{0!',
      'open',
    ),
    '己所不欲，勿施於人。Bye~ 〓啊\nopen',
  ],
  [
    'Chinese in seven bits that is damaged',
    lines('Content-Type: text/plain; charset=HZ', '', '~{<:K~}a ~x', '~{<:~{Ky~}'),
    '己\ufffda ~x\n己所',
  ],
  [
    'Windows in a charset that nobody knows',
    lines('Content-Type: text/plain; charset=x-unknown', '', latin1('Gr\xfc\xdfe')),
    'Grüße',
  ],
  [
    'GB 18030 called GB 2312',
    lines('Content-Type: text/plain; charset=gb2312', '', latin1('\xe9F \x952\x826')),
    '镕 𠀀',
  ],
  [
    'Korean by the name of Windows',
    lines('Content-Type: text/plain; charset=x-windows-949', '', latin1('\x8cc\xb9\xe6')),
    '똠방',
  ],
  [
    'Latin alphabet no. 9, which is part 15',
    lines('Content-Type: text/plain; charset=latin-9', '', latin1('\xa4 \xbd')),
    '€ œ',
  ],
  [
    'the name of an encoding for a charset',
    lines('Content-Type: text/plain; charset=binary', '', 'Grüße'),
    'Grüße',
  ],
  [
    'UTF-16 by the name of UCS-2',
    lines(
      'Content-Type: text/plain; charset=iso-10646-ucs-2',
      'Content-Transfer-Encoding: base64',
      '',
      latin1('\0G\0r\0\xfc\0n').toString('base64'),
    ),
    'Grün',
  ],
  [
    'Japanese, Korean and Chinese in seven bits',
    lines(
      'Content-Type: text/plain; charset=iso-2022-jp-2',
      '',
      '\x1b$BF|K\\8l\x1b(B, \x1b$(CGQ1[\x1b(B, \x1b$A0!\x1b(B',
      '\x1b$(CGQ1',
      'open',
    ),
    '日本語, 한글, 啊\n한\ufffd\nopen',
  ],
  [
    'Chinese as RFC 1922 has it',
    lines('Content-Type: text/plain; charset=ISO-2022-CN', '', '\x1b$)A\x0eVPND\x0f abc'),
    '中文 abc',
  ],
  [
    'HTML that says its charset itself',
    lines('Content-Type: text/html', '', '<meta charset=windows-1251>', latin1('\xcf\xf0\xe8')),
    'При',
  ],
];

describe('a text in a charset that its mail does not say', () => {
  it.each(TEXTS)('%s', async (_, raw, text) => {
    expect((await parseMail(raw)).text?.trim()).toBe(text);
  });

  it('leaves parts that are right as they are', async () => {
    const part = (body: string | Buffer) =>
      lines('--b', 'Content-Type: text/plain; charset=utf-8', '', body);
    const { text, attachments } = await parseMail(
      Buffer.concat([
        lines('Content-Type: multipart/mixed; boundary=b', ''),
        part('Grüße, 漢字'),
        part(latin1('Gr\xfc\xdfe')),
        lines('--b', 'Content-Disposition: attachment; filename=a.bin', '', latin1('\xff\xfe')),
        lines('--b--'),
      ]),
    );
    expect(text).toContain('Grüße, 漢字');
    expect(text?.match(/Grüße/g)).toHaveLength(2);
    expect(attachments[0]?.content.subarray(0, 2)).toEqual(latin1('\xff\xfe'));
  });
});

it('says in which charset letters were guessed, where they had to be', async () => {
  const problemIn = async (body: string | Buffer) =>
    (await parseMail(lines('Content-Type: text/plain; charset=x-nobodys', '', body))).problem;
  expect(await problemIn(latin1('Gr\xfc\xdfe'))).toBe(
    'A text of this mail is in “\u2068x-nobodys\u2069”, a charset that is not known. Its letters are guessed.',
  );
  expect(await problemIn('Grüße')).toBeNull();
});

it('calls no letters guessed whose charset an HTML names itself', async () => {
  const mailIn = (charset: string) => {
    const head = lines('Content-Type: text/html; charset=unknown-8bit', '');
    return parseMail(
      Buffer.concat([head, lines(`<meta charset="${charset}">`, latin1('\xb3\xf3d\xbc'))]),
    );
  };
  const { html, problem } = await mailIn('iso-8859-2');
  expect(html).toContain('łódź');
  expect(problem).toBeNull();
  expect((await mailIn('x-nobodys')).problem).toContain('guessed');
});

it('reads eight-bit headers that are no UTF-8', async () => {
  const from = Buffer.concat([
    Buffer.from('From: '),
    latin1('J\xfcrgen'),
    Buffer.from(' <j@x.example>'),
  ]);
  const subject = Buffer.concat([Buffer.from('Subject: '), latin1('Gr\xfc\xdfe')]);
  expect(await parseMail(lines(from, subject, '', 'x'))).toMatchObject({
    subject: 'Grüße',
    from: [{ name: 'Jürgen', address: 'j@x.example' }],
  });
});

it.each([
  ['windows-1251', '\xcf\xf0\xe8\xe2\xe5\xf2', 'Привет'],
  ['iso-2022-jp', '\x1b$B%F%9%H\x1b(B', 'テスト'],
  ['iso-2022-kr', '\x1b$)C\x0eGQ1[\x0f', '한글'],
])(
  'reads eight-bit headers in the charset that the mail names, %s',
  async (charset, raw, words) => {
    const type = `Content-Type: multipart/mixed; boundary=b`;
    const name = Buffer.concat([
      Buffer.from('Content-Disposition: attachment; filename="'),
      latin1(raw),
      Buffer.from('.txt"'),
    ]);
    const from = Buffer.concat([Buffer.from('From: '), latin1(raw), Buffer.from(' <a@b.example>')]);
    const body = ['--b', `Content-Type: text/plain; charset=${charset}`, '', 'x', '--b'];
    const mail = await parseMail(lines(from, type, '', ...body, name, '', 'x', '--b--'));
    expect(mail.from).toEqual([{ name: words, address: 'a@b.example' }]);
    if (charset === 'windows-1251') expect(mail.attachments[0]?.filename).toBe(`${words}.txt`);
  },
);

it.each(['utf-16', 'utf-7', 'hz-gb-2312'])(
  'reads no header in a charset that makes others of them, %s',
  async (charset) => {
    const subject = Buffer.concat([Buffer.from('Subject: +AA0ACgBCAGMAYwA6- '), latin1('\xfc')]);
    const type = `Content-Type: text/plain; charset=${charset}`;
    const mail = await parseMail(lines(type, subject, '', 'x'));
    expect(mail.headers.map(({ name }) => name)).toEqual(['Content-Type', 'Subject']);
    expect(mail.subject).toBe('+AA0ACgBCAGMAYwA6- ü');
  },
);

it.each([
  [
    'Japanese that was put into words apart',
    '=?iso-2022-jp?B?GyRCRnxLXBsoQg==?= =?ISO-2022-JP?B?GyRCOGwbKEI=?=',
    '日本語',
  ],
  ['UTF-8 called ASCII', '=?us-ascii?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
  ['Windows called UTF-8', '=?utf-8?Q?Gr=FC=DFe?=', 'Grüße'],
  ['UTF-8 in a charset that nobody knows', '=?x-unknown?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
  ['Korean in seven bits', '=?iso-2022-kr?B?GyQpQw5HUTFbDw==?=', '한글'],
  ['Chinese in seven bits', '=?HZ-GB-2312?Q?~{VPND~}?= =?hz-gb-2312?Q?_~{0!~}?=', '中文 啊'],
  ['DOS', '=?cp850?Q?Gr=81=E1e?=', 'Grüße'],
])('reads encoded words: %s', async (_, subject, words) => {
  const mail = await parseMail(
    lines(`Subject: ${subject}`, `To: ${subject} <a@b.example>`, '', ''),
  );
  expect([mail.subject, mail.to[0]?.name]).toEqual([words, words]);
});

it('names ten thousand recipients', async () => {
  const to = Array.from({ length: 10_000 }, (_, index) => `p${index}@x.example`).join(', ');
  expect((await parseMail(lines(`To: ${to}`, '', 'x'))).to).toHaveLength(10_000);
});
