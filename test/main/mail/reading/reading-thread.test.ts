import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';

import { createReadingThread } from '../../../../src/main/mail/reading/reading-thread.ts';
import { mailReading } from '../../../../src/main/mail/reading/mail-reading.ts';
import {
  listCaptured,
  readCaptured,
  readSource,
} from '../../../../src/main/mail/captured/captured-list.ts';
import { createCapturedStore } from '../../../../src/main/mail/captured/captured-store.ts';
import { createCore } from '../../../support/core.ts';
import { readMailCorpus } from '../../../support/mail-corpus.ts';

const SHIPPED = new URL('../../../../src/main/mail-reading-thread.ts', import.meta.url);
const POISONED = new URL('../../../support/poisoned-reading-thread.ts', import.meta.url);

/** A time limit that a short mail keeps also in a thread that has just begun, on a busy machine. */
const HANG_MS = 2_000;
/** One that no mail meets. */
const NEVER_MS = 600_000;

function threadOf(entry: URL, timeLimitMs = NEVER_MS, memoryLimitMb?: number) {
  const thread = createReadingThread(entry, timeLimitMs, memoryLimitMb);
  onTestFinished(() => thread.stop());
  return thread;
}

function mail(subject: string, body: string): Buffer {
  const head = `From: Ada <ada@example.org>\r\nSubject: ${subject}\r\nContent-Type: text/plain\r\n`;
  return Buffer.from(`${head}\r\n${body}\r\n`);
}

it('reads in its thread what would be read here', async () => {
  const thread = threadOf(SHIPPED);
  for (const { raw, id } of readMailCorpus()) {
    expect(await thread.describe(raw), id).toEqual(await mailReading.describe(raw));
    expect(await thread.index(raw), id).toEqual(await mailReading.index(raw));
    const [here, there] = [mailReading, thread].map((each) => each.preview(raw, new Map()));
    expect(await there, id).toEqual(await here);
  }
  const inline = readMailCorpus().find(({ id }) => id.startsWith('p17'))?.raw ?? Buffer.alloc(0);
  const [file, same] = [await thread.file(inline, 0), await mailReading.file(inline, 0)];
  expect(Buffer.from(file?.content ?? [])).toEqual(Buffer.from(same?.content ?? 'none'));
  expect(await thread.file(inline, 99)).toBeNull();
  const picture = { contentType: 'image/png', content: Buffer.from('pixels') };
  const html = Buffer.from('Content-Type: text/html\r\n\r\n<img src="https://shop.example/a.png">');
  const shown = await thread.preview(html, new Map([['https://shop.example/a.png', picture]]));
  expect(shown.html).toContain(picture.content.toString('base64'));
});

it('goes on with the next mail after one that takes too long, too much, or the thread with it', async () => {
  const thread = threadOf(POISONED, HANG_MS);
  await thread.index(mail('warm', 'up')).catch(() => undefined);
  const asked = ['hang', 'die', 'throw'].map((way) => thread.index(mail(way, `poison: ${way}`)));
  const next = thread.index(mail('Well', 'all is well'));
  expect(await Promise.allSettled(asked)).toMatchObject([
    { reason: { message: 'Reading it took longer than 2 seconds.' } },
    { reason: { message: 'Reading it ended the program that reads.' } },
    { reason: { message: 'Error: It is broken.' } },
  ]);
  expect((await next).summary.subject).toBe('Well');
});

it('shows of a mail that nobody can read its headers and its bytes, and keeps all others', async () => {
  const { db, now } = await createCore();
  const thread = threadOf(POISONED, HANG_MS);
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const store = createCapturedStore({ db, now, onChange: () => {}, onError, reading: thread });
  const envelope = { envelopeFrom: 'ada@example.org', envelopeTo: ['b@example.org'] };
  for (const raw of [mail('Poison', 'poison: hang'), mail('Well', 'all is well')]) {
    await store.add({ raw, ...envelope, receivedAt: now() });
  }
  await store.settled();
  expect(errors).toEqual([]);
  const rows = await db
    .selectFrom('gatehouse_captured_mail')
    .select(['subject', 'problem'])
    .execute();
  expect(rows).toEqual([
    { subject: 'Poison', problem: expect.stringContaining('could not be parsed') },
    { subject: 'Well', problem: null },
  ]);
  const shown = await readCaptured({ captured: store, reading: thread }, 1);
  expect(shown).toMatchObject({ subject: 'Poison', text: null, hasHtml: false });
  expect(shown.headers.map(({ name }) => name)).toEqual(['From', 'Subject']);
  expect(shown.problem).toMatch(/longer than 2 seconds.*under Raw/);
});

it('ends the reading of a mail that fills the memory, which is listed still and has its bytes', async () => {
  const { db, now } = await createCore();
  const thread = threadOf(SHIPPED, NEVER_MS, 28);
  const store = createCapturedStore({
    db,
    now,
    onChange: () => {},
    onError: (error) => expect.unreachable(String(error)),
    reading: thread,
  });
  const html = '<p>a'.repeat(1_200_000);
  const raw = Buffer.from(`Subject: Many\r\nContent-Type: text/html\r\n\r\n${html}\r\n`);
  const envelope = { envelopeFrom: 'ada@example.org', envelopeTo: ['b@example.org'] };
  for (const each of [raw, mail('Well', 'all is well')]) {
    await store.add({ raw: each, ...envelope, receivedAt: now() });
  }
  await store.settled();
  const all = { search: '', unreadOnly: false, offset: 0, limit: 10 };
  const { rows } = await listCaptured(db, all, { now: now(), sight: sql<boolean>`1` });
  expect(rows.map(({ subject }) => subject).toSorted()).toEqual(['Many', 'Well']);
  const shown = await readCaptured({ captured: store, reading: thread }, 1);
  expect(shown.problem).toMatch(/too much memory.*under Raw/);
  const { source } = await readSource(db, 1);
  expect(source).toBe(raw.toString('latin1').slice(0, source.length));
  expect(source).toContain('<p>a<p>a');
}, 120_000);
