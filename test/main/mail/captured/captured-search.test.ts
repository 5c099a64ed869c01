import * as fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { tagCaptured } from '../../../../src/main/mail/captured/captured-acts.ts';
import {
  deleteCaptured,
  markAllRead,
  starCaptured,
} from '../../../../src/main/mail/captured/captured-acts.ts';
import { capturedIds, listCaptured } from '../../../../src/main/mail/captured/captured-list.ts';
import { createCapturedStore } from '../../../../src/main/mail/captured/captured-store.ts';
import { listTags } from '../../../../src/main/mail/captured/captured-tags.ts';
import { removeOldMails } from '../../../../src/main/mail/captured/retention.ts';
import type { ParsedInputOf } from '../../../../src/shared/contract/index.ts';
import { createCore } from '../../../support/core.ts';

type Sort = ParsedInputOf<'captured.list'>['sort'];
const NEWEST_FIRST: Sort = { column: 'receivedAt', direction: 'descending' };

interface Given {
  readonly subject?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cc?: string;
  readonly text?: string;
  readonly file?: string;
  readonly tags?: string;
}

function mailOf({
  subject = 'Hello',
  from = 'shop@site.example',
  to = 'k@p.example',
  ...rest
}: Given) {
  const { cc, text = 'words', file, tags } = rest;
  const head = [
    `Subject: ${subject}`,
    `From: ${from}`,
    `To: ${to}`,
    ...(cc === undefined ? [] : [`Cc: ${cc}`]),
    ...(tags === undefined ? [] : [`X-Tags: ${tags}`]),
    'MIME-Version: 1.0',
  ];
  const words = ['Content-Type: text/plain; charset=utf-8', '', text];
  const attached = `Content-Disposition: attachment; filename="${file}"`;
  const parts = ['Content-Type: multipart/mixed; boundary=x', '', '--x', ...words, '--x', attached];
  const lines = file === undefined ? [...head, ...words] : [...head, ...parts, '', 'abc', '--x--'];
  return {
    raw: Buffer.from(`${lines.join('\r\n')}\r\n`),
    envelopeFrom: 'bounce@site.example',
    envelopeTo: ['hidden@people.example'],
    receivedAt: new Date('2026-03-01T12:00:00Z'),
  };
}

async function searchOver(mails: readonly Given[]) {
  const core = await createCore();
  const { db, now } = core;
  const onError = (error: unknown): void => expect(error).toBeUndefined();
  const store = createCapturedStore({ db, now, onChange: () => {}, onError });
  for (const mail of mails) await store.add(mailOf(mail));
  await store.settled();
  const looker = () => ({ now: now(), sight: sql<boolean>`1` });
  const list = (search: string, unreadOnly = false, sort: Sort = NEWEST_FIRST) =>
    listCaptured(db, { search, unreadOnly, sort, offset: 0, limit: 500 }, looker());
  /** The numbers of the mails found, oldest first. */
  const find = async (search: string) => (await list(search)).rows.map(({ id }) => id).toReversed();
  return { ...core, store, looker, list, find };
}

test('words are found in subject, addresses, text and names of attachments', async () => {
  const { find } = await searchOver([
    { subject: 'Your invoice' },
    { from: '"Invoice desk" <money@site.example>' },
    { cc: 'invoice-copies@site.example' },
    { text: 'the invoice is attached' },
    { file: 'invoice 2026.pdf' },
    { text: 'nothing of the kind' },
  ]);
  expect(await find('invoice')).toEqual([1, 2, 3, 4, 5]);
  expect(await find('INVO')).toEqual([1, 2, 3, 4, 5]);
  expect(await find('subject:invoice')).toEqual([1]);
  expect(await find('from:invoice')).toEqual([2]);
  expect(await find('to:invoice')).toEqual([3]);
  expect(await find('to:hidden@people.example is:unread')).toHaveLength(6);
  expect(await find('has:attachment')).toEqual([5]);
  expect(await find('-invoice')).toEqual([6]);
  expect(await find('invoice -has:attachment -subject:your')).toEqual([2, 3, 4]);
});

test('quoted words stand in this order and are whole', async () => {
  const { find } = await searchOver([
    { text: 'activate your account' },
    { text: 'account, activate' },
  ]);
  expect(await find('"your account"')).toEqual([1]);
  expect(await find('"activate your acc"')).toEqual([]);
  expect(await find('activate account')).toEqual([1, 2]);
});

test('scripts without blanks are found by any piece, and letter case is folded in all', async () => {
  const { find } = await searchOver([
    { text: '请激活您的账户。' },
    { text: 'アカウントを有効にする' },
    { text: 'Пожалуйста, ПОДТВЕРДИТЕ адрес' },
    { text: 'Grüße aus MÜNCHEN' },
    { text: 'ＦＵＬＬ width' },
    { text: '계정을 활성화하세요' },
  ]);
  expect(await find('激活')).toEqual([1]);
  expect(await find('账户')).toEqual([1]);
  expect(await find('活激')).toEqual([]);
  expect(await find('有効')).toEqual([2]);
  expect(await find('подтверд')).toEqual([3]);
  expect(await find('münchen')).toEqual([4]);
  expect(await find('munch')).toEqual([4]);
  expect(await find('full')).toEqual([5]);
  expect(await find('활성')).toEqual([6]);
});

test('mails are found by size, day, star, tag and state', async () => {
  const { find, db, looker, list } = await searchOver([
    { tags: 'Welcome, =?utf-8?q?Pr=C3=BCfung?=' },
    { text: 'x'.repeat(5_000) },
    { tags: 'welcome back' },
  ]);
  await starCaptured(db, { ids: [2], starred: true });
  expect(await find('larger:4kB')).toEqual([2]);
  expect(await find('smaller:4kB')).toEqual([1, 3]);
  expect(await find('is:starred')).toEqual([2]);
  expect(await find('-is:starred')).toEqual([1, 3]);
  expect(await find('tag:WELCOME')).toEqual([1]);
  expect(await find('tag:prüfung')).toEqual([1]);
  expect(await find('tag:"welcome back"')).toEqual([3]);
  expect(await find('after:2026-02-27 before:2026-03-03')).toEqual([1, 2, 3]);
  expect(await find('before:2026-02-27')).toEqual([]);
  await markAllRead(db, { search: 'tag:welcome', upTo: 3 }, looker());
  expect(await find('is:read')).toEqual([1]);
  expect((await list('', true)).total).toBe(2);
});

test('a search that is wrong in parts is done without them and says so', async () => {
  const { list } = await searchOver([{ subject: 'one' }, { subject: 'two' }]);
  const { problem, rows } = await list('one before:soon');
  expect(problem).toBe(
    '“before:soon” was left out: it needs a date such as 2026-03-01, today or yesterday.',
  );
  expect(rows.map(({ id }) => id)).toEqual([1]);
});

test('no search makes the database refuse', async () => {
  const { list } = await searchOver([{ subject: 'one' }]);
  const signs = fc.constantFrom(
    '"',
    '*',
    '(',
    ')',
    ':',
    '^',
    '-',
    '+',
    'AND',
    'NEAR',
    'é',
    '激',
    '𑄃',
    ' ',
  );
  const text = fc.array(fc.oneof(signs, fc.string({ unit: 'binary' })), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(text, async (any) => {
      expect((await list(any.join(''))).total).toBeLessThanOrEqual(1);
    }),
  );
});

test('tags are put on and taken off, whatever their letter case, and counted', async () => {
  const { db, looker, list } = await searchOver([{}, {}, {}]);
  await tagCaptured(db, { ids: [1, 2], add: ['QA', 'Later'], remove: [] });
  await tagCaptured(db, { ids: [2], add: ['qa'], remove: ['LATER'] });
  expect((await list('')).rows.map(({ tags }) => tags)).toEqual([[], ['QA'], ['Later', 'QA']]);
  expect(await listTags(db, looker().sight)).toEqual({
    tags: [
      { label: 'QA', mails: 2 },
      { label: 'Later', mails: 1 },
    ],
  });
});

test('marking all as read leaves a mail that came since the person looked', async () => {
  const { db, looker, list } = await searchOver([{}, {}, {}]);
  expect(await markAllRead(db, { search: '', upTo: 2 }, looker())).toEqual({ ids: [1, 2] });
  expect((await list('')).unread).toBe(1);
});

test('everything that matches can be asked for, without what was deleted', async () => {
  const { db, now, looker } = await searchOver([
    { subject: 'a' },
    { subject: 'b' },
    { subject: 'a' },
  ]);
  await deleteCaptured(db, [3], now());
  expect(await capturedIds(db, { search: 'subject:a', unreadOnly: false }, looker())).toEqual({
    ids: [1],
  });
});

test('a mail deleted for good leaves no word and no tag', async () => {
  const { db, now, clock } = await searchOver([{ text: 'secret', tags: 'x' }]);
  await deleteCaptured(db, [1], now());
  clock.advance({ days: 2 });
  const limits = { keepMails: 10, keepDays: 10, keepMegabytes: 10 };
  await removeOldMails(db, limits, now());
  const words = db.selectFrom('gatehouse_captured_words').select('rowid').execute();
  expect(await words).toEqual([]);
  expect(await db.selectFrom('gatehouse_captured_tag').selectAll().execute()).toEqual([]);
});

test('mails of before there was a search are found once they have been read again', async () => {
  const { db, store, list } = await searchOver([{ subject: 'old' }]);
  await db.deleteFrom('gatehouse_captured_words').where('rowid', '=', 1).execute();
  await db.updateTable('gatehouse_captured_mail').set({ searchable_at: null }).execute();
  expect(await list('old')).toMatchObject({ total: 0, unsearchable: 1 });
  await store.indexOlder();
  expect(await list('old')).toMatchObject({ total: 1, unsearchable: 0 });
});

test('a list begins with the oldest, the largest or the smallest, and always says which is the newest', async () => {
  const { list } = await searchOver([
    { text: 'in between' },
    { text: 'the longest of all of them' },
    { text: 'short' },
    { text: 'between it' },
  ]);
  const idsBy = async (column: Sort['column'], direction: Sort['direction']) => {
    const { rows, newest } = await list('', false, { column, direction });
    return [newest, ...rows.map(({ id }) => id)];
  };
  expect(await idsBy('receivedAt', 'ascending')).toEqual([4, 1, 2, 3, 4]);
  expect(await idsBy('size', 'descending')).toEqual([4, 2, 4, 1, 3]);
  expect(await idsBy('size', 'ascending')).toEqual([4, 3, 1, 4, 2]);
  expect((await list('nothing')).newest).toBeNull();
});

test('a list goes by sender or subject, whatever their letter case, the newest of equals first', async () => {
  const { db, list } = await searchOver([
    { subject: 'beta', from: 'Zoe <z@x.example>' },
    { subject: 'Alpha', from: 'anna <a@x.example>' },
    { subject: 'BETA', from: 'Bob <b@x.example>' },
    { subject: 'alpha two', from: 'Anna <a@x.example>' },
  ]);
  const idsBy = async (column: Sort['column'], direction: Sort['direction']) =>
    (await list('', false, { column, direction })).rows.map(({ id }) => id);
  expect(await idsBy('subject', 'ascending')).toEqual([2, 4, 3, 1]);
  expect(await idsBy('subject', 'descending')).toEqual([3, 1, 4, 2]);
  expect(await idsBy('from', 'ascending')).toEqual([4, 2, 3, 1]);
  const { rows } = await sql<{ detail: string }>`EXPLAIN QUERY PLAN
    SELECT id FROM gatehouse_captured_mail WHERE deleted_at IS NULL AND starred = 1
    ORDER BY subject COLLATE NOCASE ASC, id DESC LIMIT 50`.execute(db);
  expect(rows.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/USING COVERING INDEX gatehouse_captured_mail_subject/),
  ]);
});

test('in a long text every word is found, and phrases in its first half million characters', async () => {
  const line = `${'lorem ipsum '.repeat(80)}\r\n`;
  const start = line.repeat(Math.floor(500_000 / line.length));
  const cut = 'filler '.repeat(80).slice(0, 500_000 - start.length - 4);
  const { find } = await searchOver([
    { text: `early birds ${line.repeat(2_000)} zebra stripes` },
    { text: `${start}${cut} zebrafish ${line.repeat(1_000)}` },
  ]);
  expect(await find('zebra stripes')).toEqual([1]);
  expect(await find('zebrafish')).toEqual([2]);
  expect(await find('zebra')).toEqual([1, 2]);
  expect(await find('"early birds"')).toEqual([1]);
});
