import { describe, expect, test } from 'vitest';

import { parseMail, summarise } from '../../../../src/main/mail/capture/parse.ts';
import { readMailCorpus } from '../../../support/mail-corpus.ts';

const corpus = readMailCorpus();
const eachMail = corpus.map((mail) => [mail.id, mail] as const);

function parseText(...lines: readonly string[]) {
  return parseMail(Buffer.from(lines.join('\r\n')));
}

describe('of the corpus', () => {
  test.each(eachMail)('%s has the people, subject and identity expected', async (_id, mail) => {
    const parsed = await parseMail(mail.raw);
    const { subject, subject_contains, subject_in, from, from_address, to, bcc, message_id } =
      mail.expect;
    if (subject !== undefined) expect(parsed.subject).toBe(subject);
    if (subject_contains !== undefined) expect(parsed.subject).toContain(subject_contains);
    if (subject_in !== undefined) expect(subject_in).toContain(parsed.subject);
    if (from !== undefined) expect(parsed.from).toEqual(from);
    if (from_address !== undefined) expect(parsed.from[0]?.address).toBe(from_address);
    if (to !== undefined) expect(parsed.to).toEqual(to);
    if (bcc !== undefined) expect(parsed.bcc).toEqual(bcc);
    const { to_count, safe_names = [] } = mail.expect;
    if (to_count !== undefined) expect(parsed.to).toHaveLength(to_count);
    const names = parsed.attachments.map(({ filename }) => filename);
    for (const name of safe_names) expect(names).toContain(name);
    if (message_id !== undefined) expect(parsed.messageId).toBe(message_id);
  });

  test.each(eachMail)('%s shows the text expected', async (_id, mail) => {
    const { text } = await parseMail(mail.raw);
    for (const words of mail.expect.text_contains ?? []) expect(text).toContain(words);
    for (const words of mail.expect.text_not_contains ?? []) expect(text).not.toContain(words);
    expect(text ?? '').not.toBe('');
  });

  test.each(eachMail)('%s lists the attachments expected', async (_id, mail) => {
    const { attachments } = await parseMail(mail.raw);
    const listed = attachments.filter(({ inline, within }) => !inline && within === null);
    const { attachments: expected, attachment_count, inline } = mail.expect;
    if (attachment_count !== undefined) expect(listed).toHaveLength(attachment_count);
    if (expected !== undefined) {
      expect(listed).toHaveLength(expected.length);
      for (const [index, { filename, type, size }] of expected.entries()) {
        if (filename !== undefined) expect(listed[index]?.filename).toBe(filename);
        if (type !== undefined) expect(listed[index]?.contentType).toBe(type);
        if (size !== undefined) expect(listed[index]?.size).toBe(size);
      }
    }
    for (const { cid, type } of inline ?? []) {
      expect(attachments).toContainEqual(
        expect.objectContaining({ contentId: cid, contentType: type, inline: true }),
      );
    }
  });

  test.each(eachMail)('%s has no attachment whose name could leave a folder', async (_id, mail) => {
    for (const { filename } of (await parseMail(mail.raw)).attachments) {
      expect(filename).toMatch(/^[^/\\\p{Cc}\p{Cf}:]+$/u);
      expect(filename).not.toMatch(/^(?:con|nul)(?:\.|$)|[. ]$/i);
      expect(Buffer.byteLength(filename)).toBeLessThanOrEqual(255);
    }
  });

  test.each(eachMail)('%s gives the links expected', async (_id, mail) => {
    const { links } = await parseMail(mail.raw);
    const found = links.map(({ href }) => href);
    for (const href of mail.expect.links ?? []) expect(found).toContain(href);
    for (const href of mail.expect.html_links ?? []) expect(found).toContain(href);
    for (const href of mail.expect.links_forbidden ?? []) expect(found).not.toContain(href);
    expect(new Set(found).size).toBe(found.length);
  });

  test('p11 keeps every header, in order', async () => {
    const mail = corpus.find(({ id }) => id === 'p11-huge-headers');
    const { headers } = await parseMail(mail?.raw ?? Buffer.alloc(0));
    expect(headers.length).toBeGreaterThanOrEqual(mail?.expect.header_count_min ?? Infinity);
    expect(headers.slice(500, 503).map(({ name }) => name)).toEqual(['Date', 'From', 'To']);
  });

  test.each(eachMail)('%s has one line where a list shows one line', async (_id, mail) => {
    const parsed = await parseMail(mail.raw);
    const people = [...parsed.from, ...parsed.to].flatMap(({ name, address }) => [name, address]);
    const headers = parsed.headers.flatMap(({ name, value }) => [name, value]);
    const { hasAttachments: _, ...lines } = summarise(parsed);
    for (const line of [...people, ...headers, ...Object.values(lines)]) {
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    }
  });
});

describe('a mail', () => {
  test('with a date nobody can read has no date', async () => {
    expect((await parseText('Date: nonsense', '', 'x')).date).toBeNull();
  });

  test('shows its headers decoded and unfolded', async () => {
    const { headers } = await parseText(
      'X-Note: =?iso-8859-1?Q?Gr=FC=DFe?=',
      ' =?utf-8?B?4oI=?= =?utf-8?B?rA==?= =?made-up?Q?x?=',
      '',
      'x',
    );
    expect(headers).toEqual([{ name: 'X-Note', value: 'Grüße€x' }]);
  });

  test('with a link in text and HTML lists it once, with the words of the HTML', async () => {
    const { links } = await parseText(
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      '',
      'Go to https://shop.example/a?b=1&c=2.',
      '--b',
      'Content-Type: text/html',
      '',
      '<a href="https://shop.example/a?b=1&amp;c=2"><b>Activate</b> now</a>',
      '<a href="javascript:alert(1)">no</a><a href="mailto:a@b.example">no</a>',
      '--b--',
    );
    expect(links).toEqual([{ href: 'https://shop.example/a?b=1&c=2', text: 'Activate now' }]);
  });

  test('with megabytes of headers is read within bounds', async () => {
    const header = `X-Long: ${'x'.repeat(900)}\r\n`;
    const parsed = await parseMail(Buffer.from(`Subject: long\r\n${header.repeat(3_000)}\r\nbody`));
    expect(parsed.subject).toBe('long');
    expect(parsed.headers.length).toBeLessThanOrEqual(2_000);
    expect(parsed).toMatchObject({ text: 'body', problem: null });
  });

  test('is by whom it says, however many headers it says it after', async () => {
    const many = Array.from({ length: 30_000 }, (_, index) => `X-${index}: y`);
    const known = ['Subject: s', 'From: a@b.example', 'To: c@d.example', 'Message-ID: <m@b>'];
    const parsed = await parseText(...many, ...known, '', 'body');
    expect(parsed).toMatchObject({ subject: 's', messageId: 'm@b', text: 'body', problem: null });
    expect([parsed.from[0]?.address, parsed.to[0]?.address]).toEqual([
      'a@b.example',
      'c@d.example',
    ]);
  });

  test('with 20,000 nested elements is read', async () => {
    const html = `${'<div>'.repeat(20_000)}deep`;
    const parsed = await parseText('Content-Type: text/html', '', html);
    expect(parsed).toMatchObject({ html, text: 'deep', problem: null });
  });

  test('with HTML alone gives the words of the HTML, line by line', async () => {
    const { text } = await parseText(
      'Content-Type: text/html',
      '',
      '<style>p{}</style><h1>Hello  <b>Ada</b></h1><p>one<br>two</p>',
      '<table><tr><td>a</td><td>b</td></tr></table><script>no</script>',
    );
    expect(text).toBe('Hello Ada\n\none\ntwo\n\na b');
  });

  test('with lines in its HTML gives them as lines', async () => {
    const { text } = await parseText(
      'Content-Type: text/html',
      '',
      '<p>Run\nthis:<pre>npm  ci\n<b>npm\ntest</b>\n\n\nend</pre>and\nmore',
    );
    expect(text).toBe('Run this:\n\nnpm ci\nnpm\ntest\n\nend\nand more');
  });

  test('with thousands of parts shows the first of them, and says so', async () => {
    const part = (index: number) =>
      `--b\r\nContent-Disposition: attachment; filename=${index}.txt\r\n\r\nx`;
    const parsed = await parseText(
      'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
      'From: Ada <ada@example.org>',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b\r\n\r\nfirst words',
      ...Array.from({ length: 1_500 }, (_, index) => part(index)),
      '--b--',
    );
    expect(parsed).toMatchObject({ subject: 'Grüße', from: [{ address: 'ada@example.org' }] });
    expect(parsed.text).toBe('first words');
    expect(parsed.attachments.at(-1)).toMatchObject({ filename: '997.txt', size: 1 });
    expect(parsed.problem).toBe('This mail has more than 1000 parts. The first of them are shown.');
  });

  test('with headers beyond the bound shows its body and says so', async () => {
    const headers = `X-Long: ${'x'.repeat(991)}\n`.repeat(5_000);
    const parsed = await parseMail(Buffer.from(`Subject: x\n${headers}\nwords`));
    expect(parsed.subject).toBe('x');
    expect(parsed.text).toContain('X-Long');
    expect(parsed.problem).toContain('not built as mails are');
  });

  test('with a part whose headers have no end in sight shows what follows them', async () => {
    const headers = `X-Long: ${'x'.repeat(91)}\n`.repeat(25_000);
    const parsed = await parseMail(
      Buffer.from(`Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n${headers}\nx`),
    );
    expect(parsed).toMatchObject({ subject: 'x', text: 'x', problem: null });
  });

  test.each([
    ['=?utf-8?Q?two words?=', 'two words'],
    ['=?utf-8?B?R3LD vMOfZQ==?=', 'Grüße'],
    ['=?utf-8?Q?Really??=', 'Really?'],
    ['=?utf-8?B?SGk=IHRoZXJl?=', 'Hi there'],
  ])('has a subject in encoded words that are not quite right: %s', async (subject, words) => {
    expect((await parseText(`Subject: ${subject}`, '', 'x')).subject).toBe(words);
  });

  test('has only people with a name or an address', async () => {
    const parsed = await parseText('From: <>', 'To: <>, no-at-sign, a@b.example,', '', 'x');
    expect(parsed.from).toEqual([]);
    expect(summarise(parsed).to).toBe('no-at-sign, a@b.example');
  });

  test('whose parts are not marked shows its body and says so', async () => {
    const parsed = await parseText(
      'Subject: x',
      'Content-Type: multipart/mixed',
      '',
      '--x',
      'words',
    );
    expect(parsed.text).toContain('words');
    expect(parsed.problem).toContain('not marked');
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['noise', Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256))],
    ['only a line end', Buffer.from('\r\n')],
    ['headers without an end', Buffer.from('Subject: x')],
    [
      'hostile names',
      Buffer.from('__proto__: x\r\nconstructor: y\r\nList-constructor: <z>\r\n\r\n'),
    ],
  ])('made of %s is read without an error', async (_name, raw) => {
    const parsed = await parseMail(raw);
    expect(summarise(parsed).subject).toMatch(/^x?$/);
  });
});

test('a summary has the people, the start of the text and the attachments', async () => {
  const parsed = await parseText(
    'Subject: Hello',
    'From: "Lovelace, Ada" <ada@example.org>',
    'To: b@c.example, Team: d@e.example, f@g.example;',
    '',
    `first line\r\n\r\n  second ${'word '.repeat(100)}`,
  );
  const summary = summarise(parsed);
  expect(summary).toMatchObject({
    subject: 'Hello',
    from: '"Lovelace, Ada" <ada@example.org>',
    to: 'b@c.example, d@e.example, f@g.example',
    hasAttachments: false,
  });
  expect(summary.preview).toMatch(/^first line second word .*…$/);
  expect(summary.preview.length).toBeLessThanOrEqual(140);
});

test('a file is in the HTML only where the HTML names it', async () => {
  const mail = await parseText(
    'From: a@b.example',
    'Content-Type: multipart/related; boundary=x',
    '',
    '--x',
    'Content-Type: text/html',
    '',
    '<img src="cid:logo%40shop">',
    ...['logo@shop', 'bill@shop'].flatMap((id) => [
      '--x',
      'Content-Type: application/pdf',
      'Content-Disposition: inline; filename=a.pdf',
      `Content-ID: <${id}>`,
      '',
      'x',
    ]),
    '--x--',
  );
  expect(mail.attachments.map(({ contentId, inline }) => [contentId, inline])).toEqual([
    ['logo@shop', true],
    ['bill@shop', false],
  ]);
  expect(summarise(mail).hasAttachments).toBe(true);
});

test('the words of HTML have single blanks, however many stand side by side', async () => {
  const blanks = ' <!---->'.repeat(40_000);
  const mail = await parseText(
    'Content-Type: text/html',
    '',
    `<p>one ${blanks} two</p>${blanks}<br>${blanks}<br><br><br>three<table><td>a<td>b</table>`,
  );
  expect(mail.text).toBe('one two\n\nthree\n\na b');
});
