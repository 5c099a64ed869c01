import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { mboxEntry } from '../../../../src/main/mail/capture/mbox.ts';
import { importMails } from '../../../../src/main/mail/captured/import-mails.ts';
import { createConsoleCore, signIn } from '../../../support/console-core.ts';

/** A console, with a mail that was captured before where there is one. */
async function consoleWith(before?: string) {
  const core = await createConsoleCore();
  await signIn(core);
  const { captured, now } = core.services;
  const envelope = { envelopeFrom: 'shop@site.example', envelopeTo: ['k@people.example'] };
  if (before !== undefined) {
    await captured.add({ raw: Buffer.from(before), ...envelope, receivedAt: now() });
    await captured.settled();
  }
  const raw = async (id: number) => String((await captured.read(id))?.raw);
  return { ...core, raw };
}

test('an imported mail is for the addresses that its headers name, or else for the names', async () => {
  const { call } = await consoleWith();
  const mail = 'From x Thu Jan  1 00:00:00 1970\nTo: Friends, Family\n';
  const content = Buffer.from(`${mail}Cc: x@y.example\n\n1\n\n${mail}\n2\n`).toString('base64');
  expect(await call('captured.import', { content })).toEqual({
    ids: [1, 2],
    hidden: 0,
    alreadyThere: 0,
  });
  const page = { search: '', unreadOnly: false, offset: 0, limit: 2 };
  const { rows } = await call('captured.list', page);
  expect(rows).toMatchObject([
    { id: 2, to: 'Friends, Family' },
    { id: 1, to: 'x@y.example' },
  ]);
  expect((await call('captured.get', { id: 1 })).envelopeTo).toEqual(['x@y.example']);
});

test('a file without a mail is not imported', async () => {
  const { refusal } = await consoleWith();
  const { message } = await refusal('captured.import', { content: '' });
  expect(message).toBe('This file is empty. Nothing was imported.');
});

test.each([
  ['an mbox of a mail without usual headers', 'From a@b Thu Jan  1 00:00:00 1970\nX-Odd: 1\n\nx\n'],
  ['an mbox after a byte order mark', '\xef\xbb\xbfFrom a@b x\nSubject: s\n\nx\n'],
  ['a mail after an empty line', '\r\nSubject: s\r\n\r\nx\r\n'],
  ['a mail with a quoted line of an mbox', '>From a@b x\nSubject: s\n\nx\n'],
  ['a mail after a byte order mark', '\xef\xbb\xbfSubject: s\n\nx\n'],
])('%s is imported', async (_what, file) => {
  const { call } = await consoleWith();
  const content = Buffer.from(file, 'latin1').toString('base64');
  expect(await call('captured.import', { content })).toMatchObject({ ids: [1] });
});

test('a file that is no mail is not imported, whatever its name', async () => {
  const { call, refusal } = await consoleWith();
  const files = [
    Buffer.from('import smtplib\n\n# Subject: x\nfrom email import policy\n'),
    Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0To: x\r\n', 'latin1'),
    Buffer.from('From here on it is\n\nnothing but words.\n'),
    Buffer.from('https://site.example/\n'),
  ];
  for (const file of files) {
    const { code, message } = await refusal('captured.import', {
      content: file.toString('base64'),
    });
    expect(code, file.toString('latin1')).toBe('invalid-input');
    expect(message).toContain('This file is no mail');
  }
  const all = { search: '', unreadOnly: false, offset: 0, limit: 1 };
  expect((await call('captured.list', all)).total).toBe(0);
});

test('a mail comes in as often as the file has it, less those that are there already', async () => {
  const there = 'Subject: there\n\n1\n';
  const { call } = await consoleWith(there);
  const twice = 'From a@b x\nSubject: new\n\n2\n\n';
  const content = Buffer.from(`${twice}From a@b x\n${there}\n${twice}`).toString('base64');
  const take = () => call('captured.import', { content });
  expect(await take()).toEqual({ ids: [2, 3], hidden: 0, alreadyThere: 1 });
  expect(await take()).toEqual({ ids: [], hidden: 0, alreadyThere: 3 });
  await call('captured.delete', { ids: [2] });
  expect(await take()).toEqual({ ids: [4], hidden: 0, alreadyThere: 2 });
  await call('captured.delete', { ids: [1, 3, 4] });
  expect(await take()).toEqual({ ids: [5, 6, 7], hidden: 0, alreadyThere: 0 });
  const page = { search: '', unreadOnly: false, offset: 0, limit: 3 };
  const { rows } = await call('captured.list', page);
  expect(rows.map(({ subject }) => subject)).toEqual(['new', 'there', 'new']);
});

test('a mail whose last line does not end is there already, once it was saved in an mbox', async () => {
  const there = 'Subject: there\n\nno end';
  const { call } = await consoleWith(there);
  const file = mboxEntry(Buffer.from(there), 'a@b.example', '2026-03-01 12:00:00');
  const content = file.toString('base64');
  expect(await call('captured.import', { content })).toMatchObject({ ids: [], alreadyThere: 1 });
});

test('the last mail of an mbox keeps its bytes without an empty line behind it', async () => {
  const { call, raw } = await consoleWith();
  const mail = 'Subject: last\n\nends\n';
  const content = Buffer.from(`From a@b x\n${mail}`).toString('base64');
  expect(await call('captured.import', { content })).toMatchObject({ ids: [1] });
  expect(await raw(1)).toBe(mail);
});

const PLAIN = 'From: Ää <a@b.example>\nSubject: x\n\nGrüße\n';
const PLIST = '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict/></plist>\n';
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const SIZE = Buffer.byteLength(PLAIN);

test.each([
  ['by Apple Mail', Buffer.from(`${String(SIZE).padEnd(10)}\n${PLAIN}${PLIST}`)],
  ['by Apple Mail, without a property list', Buffer.from(`${SIZE}\r\n${PLAIN}`)],
  ['in UTF-16', utf16(PLAIN)],
  ['in UTF-16, the higher byte first', utf16(PLAIN).swap16()],
  ['in an mbox in UTF-16', utf16(`From a@b x\n${PLAIN}\n`)],
])('a mail that was saved %s is imported as it was sent', async (_how, file) => {
  const { call, raw } = await consoleWith();
  const content = file.toString('base64');
  expect(await call('captured.import', { content })).toMatchObject({ ids: [1] });
  expect(await raw(1)).toBe(PLAIN);
});

test('a file that begins with another number than that of its bytes is no mail', async () => {
  const { refusal } = await consoleWith();
  const content = Buffer.from(`${SIZE - 5}\n${PLAIN}${PLIST}`).toString('base64');
  const { message } = await refusal('captured.import', { content });
  expect(message).toContain('This file is no mail');
});

test('an import that an error cuts off says how much of it is here, and goes on when it is repeated', async () => {
  const { services, call } = await consoleWith();
  const { captured: store, now } = services;
  let left = 2;
  const captured: typeof store = {
    ...store,
    add: async (mail) => {
      left -= 1;
      if (left < 0) throw new SQLite.SqliteError('made up', 'SQLITE_BUSY');
      return store.add(mail);
    },
  };
  const box = [1, 2, 3].map((number) => `From a@b x\nSubject: ${number}\n\n1\n\n`);
  const content = Buffer.from(box.join('')).toString('base64');
  const looker = { now: now(), sight: sql<boolean>`1` };
  const importing = importMails({ ...services, captured }, { content }, looker);
  await expect(importing).rejects.toMatchObject({
    failure: {
      code: 'busy',
      message:
        'Another program is writing to the database. Tried for 5 s. 2 of the 3 mails were imported before.',
      advice: expect.stringContaining('Import the file again'),
    },
  });
  expect(await call('captured.import', { content })).toMatchObject({ ids: [3], alreadyThere: 2 });
});
