import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';

import { tagCaptured } from '../../../../src/main/mail/captured/captured-acts.ts';
import { createCapturedStore } from '../../../../src/main/mail/captured/captured-store.ts';
import { rereadNext } from '../../../../src/main/mail/captured/reread-captured.ts';
import { READER_EDITION } from '../../../../src/main/mail/reading/index-of.ts';
import { mailReading, type MailReading } from '../../../../src/main/mail/reading/mail-reading.ts';
import {
  createReadingThread,
  NoReaderError,
} from '../../../../src/main/mail/reading/reading-thread.ts';
import { createCore } from '../../../support/core.ts';

const NEXT = READER_EDITION + 1;

/** Mails that this edition has read; the next one sees other subjects. */
async function readBefore(count: number) {
  const { db, now } = await createCore();
  const onError = (error: unknown): void => expect(error).toBeUndefined();
  const store = createCapturedStore({ db, now, onChange: () => {}, onError });
  for (let index = 1; index <= count; index += 1) {
    await store.add({
      raw: Buffer.from(`Subject: s${index}\r\nX-Tags: asked\r\n\r\nwords\r\n`),
      envelopeFrom: 'noreply@site.example',
      envelopeTo: ['karin@people.example'],
      receivedAt: now(),
    });
  }
  await store.settled();
  await store.indexOlder();
  const read: string[] = [];
  const reading: MailReading = {
    ...mailReading,
    index: async (raw) => {
      const mail = await mailReading.index(raw);
      read.push(mail.summary.subject);
      const subject = `new ${mail.summary.subject}`;
      return { ...mail, subject, summary: { ...mail.summary, subject } };
    },
  };
  const subjects = async () => {
    const mails = db.selectFrom('gatehouse_captured_mail').select('subject').orderBy('id');
    return (await mails.execute()).map(({ subject }) => subject);
  };
  const next = () => rereadNext({ db, reading }, NEXT);
  return { db, now, reading, read, subjects, next };
}

test('mails that an older edition has read are read again, the newest first, each once', async () => {
  const { read, subjects, next } = await readBefore(3);
  for (const isOther of [true, true, true, null, null]) expect(await next()).toBe(isOther);
  expect(read).toEqual(['s3', 's2', 's1']);
  expect(await subjects()).toEqual(['new s1', 'new s2', 'new s3']);
});

test('a reading that was ended goes on where it was, and mails of since then are not read twice', async () => {
  const { db, now, reading, read, next } = await readBefore(2);
  await next();
  const later = createCapturedStore({ db, now, onChange: () => {}, onError: () => {}, reading });
  await later.add({
    raw: Buffer.from('Subject: s3\r\n\r\nwords\r\n'),
    envelopeFrom: 'noreply@site.example',
    envelopeTo: ['karin@people.example'],
    receivedAt: now(),
  });
  await later.settled();
  expect(await next()).toBe(true);
  expect(await next()).toBeNull();
  expect(read).toEqual(['s2', 's3', 's1']);
});

test('what an older program reads in between is read again by the newer one, from the start', async () => {
  const { db, read, next } = await readBefore(2);
  await next();
  expect(await rereadNext({ db, reading: mailReading })).toBeNull();
  for (const isOther of [false, true, null]) expect(await next()).toBe(isOther);
  expect(read).toEqual(['s2', 's2', 's1']);
});

test('the search finds what is new, and tags stay as people left them', async () => {
  const { db, next } = await readBefore(1);
  await tagCaptured(db, { ids: [1], add: [], remove: ['asked'] });
  await next();
  const { rows } = await sql`SELECT rowid FROM gatehouse_captured_words
    WHERE gatehouse_captured_words MATCH 'new'`.execute(db);
  expect(rows).toEqual([{ rowid: 1 }]);
  expect(await db.selectFrom('gatehouse_captured_tag').selectAll().execute()).toEqual([]);
});

test('a reader that does not start gives up and tells so, and leaves its mails to the next run', async () => {
  const { db, read, next } = await readBefore(1);
  const missing = createReadingThread(new URL('no-such-thread.ts', import.meta.url), 1_000);
  onTestFinished(() => missing.stop());
  await expect(rereadNext({ db, reading: missing }, NEXT)).rejects.toThrow('did not start');
  expect(await next()).toBe(true);
  expect(read).toEqual(['s1']);
});

test.each(['at once', 'after a mail that ended the one before'])(
  'a reader that does not start %s leaves the mails of before to the next run',
  async (when) => {
    const { db, now, subjects, reading } = await readBefore(1);
    await db.updateTable('gatehouse_captured_mail').set({ searchable_at: null }).execute();
    let tries = 0;
    const missing: MailReading = {
      ...mailReading,
      async index() {
        tries += 1;
        if (when !== 'at once' && tries === 1) throw new Error('It ended.');
        throw new NoReaderError('It did not start.');
      },
    };
    const given = { db, now, onChange: () => {}, onError: () => {} };
    const first = createCapturedStore({ ...given, reading: missing });
    await expect(first.indexOlder()).rejects.toThrow(NoReaderError);
    const rows = db.selectFrom('gatehouse_captured_mail').select(['searchable_at', 'problem']);
    expect(await rows.execute()).toEqual([{ searchable_at: null, problem: null }]);
    await createCapturedStore({ ...given, reading }).indexOlder();
    expect(await subjects()).toEqual(['new s1']);
  },
);

test('a mail that can’t be read this time, or reads as before, stays as it was', async () => {
  const { db, subjects } = await readBefore(2);
  const failing = { ...mailReading, index: () => Promise.reject(new Error('It took too long.')) };
  expect(await rereadNext({ db, reading: failing }, NEXT)).toBe(false);
  expect(await rereadNext({ db, reading: mailReading }, NEXT)).toBe(false);
  expect(await subjects()).toEqual(['s1', 's2']);
  const rows = db.selectFrom('gatehouse_captured_words').select('rowid').execute();
  expect(await rows).toHaveLength(2);
});

test('mails of before this edition are read when a program has started, until it is ended', async () => {
  const { db, now, reading, read, subjects } = await readBefore(2);
  await db
    .updateTable('gatehouse_captured_reading')
    .set({ edition: READER_EDITION - 1 })
    .execute();
  let changes = 0;
  const onChange = (): void => void (changes += 1);
  const started = createCapturedStore({ db, now, onChange, onError: () => {}, reading });
  await started.indexOlder();
  expect(await subjects()).toEqual(['new s1', 'new s2']);
  expect(changes).toBe(1);
  await started.stop();
  await db
    .updateTable('gatehouse_captured_reading')
    .set({ edition: READER_EDITION - 1 })
    .execute();
  await started.indexOlder();
  expect(read).toHaveLength(2);
});

/** What had been read each time that a store told of changes, until a mail that ends the reading. */
async function tolds(spent: number) {
  const { db, now, reading, read } = await readBefore(4);
  const older = { edition: READER_EDITION - 1 };
  await db.updateTable('gatehouse_captured_reading').set(older).execute();
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const told: string[] = [];
  const failing: MailReading = {
    ...reading,
    async index(raw) {
      if (read.length === 3) throw new NoReaderError('It ended.');
      vi.advanceTimersByTime(spent);
      return reading.index(raw);
    },
  };
  const onChange = (): void => void told.push(read.join());
  const store = createCapturedStore({ db, now, onChange, onError: () => {}, reading: failing });
  await expect(store.indexOlder()).rejects.toThrow('It ended.');
  return told;
}

test('lists are told what is new every few seconds, and also when the reading fails', async () => {
  expect(await tolds(10_000)).toEqual(['s4,s3', 's4,s3,s2']);
  expect(await tolds(0)).toEqual(['s4,s3,s2']);
});
