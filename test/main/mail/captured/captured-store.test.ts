import { expect, test } from 'vitest';

import { createCapturedStore } from '../../../../src/main/mail/captured/captured-store.ts';
import { createCore } from '../../../support/core.ts';

async function storeOf() {
  const core = await createCore();
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const { db, now } = core;
  return { db, errors, store: createCapturedStore({ db, now, onChange: () => {}, onError }) };
}

const mail = (subject: string) => ({
  raw: Buffer.from(`Subject: ${subject}\r\nMessage-ID: <${subject}@site.example>\r\n\r\nwords\r\n`),
  envelopeFrom: 'noreply@site.example',
  envelopeTo: ['karin@people.example'],
  receivedAt: new Date('2026-03-01T12:00:00Z'),
});

test('mails added one right after the other are all stored', async () => {
  const { store, db } = await storeOf();
  for (const subject of ['one', 'two', 'three']) await store.add(mail(subject));
  const rows = await db.selectFrom('gatehouse_captured_mail').select('id').execute();
  expect(rows).toHaveLength(3);
});

test('the headers of mails are read once the store has settled', async () => {
  const { store, db, errors } = await storeOf();
  await Promise.all([store.add(mail('one')), store.add(mail('two'))]);
  await store.settled();
  const rows = await db.selectFrom('gatehouse_captured_mail').select('subject').execute();
  expect(rows).toEqual([{ subject: 'one' }, { subject: 'two' }]);
  expect(errors).toEqual([]);
});

test.each(['undisclosed-recipients:;', 'undisclosed-recipients', '"Undisclosed recipients" <>'])(
  'a mail to %s is listed with whom its envelope names',
  async (to) => {
    const { store, db } = await storeOf();
    await store.add({ ...mail('hidden'), raw: Buffer.from(`To: ${to}\r\n\r\nwords\r\n`) });
    await store.settled();
    const rows = await db.selectFrom('gatehouse_captured_mail').select('to_text').execute();
    expect(rows).toEqual([{ to_text: 'karin@people.example' }]);
  },
);

test('a mail without a header that says so is for whom its envelope names', async () => {
  const { store, db } = await storeOf();
  const raw = Buffer.from('To: anna@people.example\r\n\r\nwords\r\n');
  await store.add({ ...mail('none'), raw: Buffer.from('only words, no headers\r\n') });
  await store.add({ ...mail('some'), raw });
  await store.settled();
  const rows = await db.selectFrom('gatehouse_captured_mail').select('to_text').execute();
  expect(rows).toEqual([{ to_text: 'karin@people.example' }, { to_text: 'anna@people.example' }]);
});

test('of a long list in the envelope the first are listed', async () => {
  const { store, db } = await storeOf();
  const envelopeTo = Array.from({ length: 100 }, (_, index) => `person${index}@people.example`);
  await store.add({ ...mail('many'), envelopeTo });
  await store.settled();
  const rows = await db.selectFrom('gatehouse_captured_mail').select('to_text').execute();
  expect(rows).toEqual([{ to_text: `${envelopeTo.join(', ').slice(0, 499)}…` }]);
});

test.each([
  ['nobody', []],
  ['an address that is none', ['']],
])('a mail to names alone, whose envelope names %s, is listed with the names', async (_, to) => {
  const { store, db } = await storeOf();
  const raw = Buffer.from('To: Friends, "Family" <>\r\n\r\nwords\r\n');
  await store.add({ ...mail('names'), raw, envelopeTo: to });
  await store.settled();
  const rows = await db.selectFrom('gatehouse_captured_mail').select('to_text').execute();
  expect(rows).toEqual([{ to_text: 'Friends, Family' }]);
});
