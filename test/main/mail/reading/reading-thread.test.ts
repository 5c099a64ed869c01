import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';

import {
  createReadingThread,
  NoReaderError,
} from '../../../../src/main/mail/reading/reading-thread.ts';
import { mailReading } from '../../../../src/main/mail/reading/mail-reading.ts';
import {
  listCaptured,
  readCaptured,
  readSource,
} from '../../../../src/main/mail/captured/captured-list.ts';
import { createCapturedStore } from '../../../../src/main/mail/captured/captured-store.ts';
import { importMails } from '../../../../src/main/mail/captured/import-mails.ts';
import { createCore } from '../../../support/core.ts';
import { readMailCorpus } from '../../../support/mail-corpus.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

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

it('leaves mails to the next time when the thread does not start, which it tries once', async () => {
  const { db, now } = await createCore();
  const missing = new URL('missing.ts', import.meta.url);
  const broken = threadOf(missing);
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const given = { db, now, onChange: () => {}, onError };
  const envelope = { envelopeFrom: 'ada@example.org', envelopeTo: ['b@example.org'] };
  const store = createCapturedStore({ ...given, reading: broken });
  for (const subject of ['One', 'Two']) {
    await store.add({ raw: mail(subject, 'Hello'), ...envelope, receivedAt: now() });
  }
  await store.settled();
  expect(errors).toEqual([expect.any(NoReaderError)]);
  const content = mail('Three', 'Hello').toString('base64');
  const importing = importMails(
    { db, captured: store, reading: broken },
    { content },
    { now: now(), sight: sql<boolean>`1` },
  );
  await expect(importing).rejects.toThrow(NoReaderError);
  const rows = () =>
    db.selectFrom('gatehouse_captured_mail').select(['subject', 'problem', 'parsed_at']).execute();
  const unread = { problem: null, parsed_at: null };
  expect(await rows()).toMatchObject([unread, unread]);
  await createCapturedStore({ ...given, reading: threadOf(SHIPPED) }).index();
  expect(await rows()).toMatchObject([{ subject: 'One' }, { subject: 'Two' }]);
});

it('fails together what waits for a thread that does not start', async () => {
  const folder = await temporaryDirectory();
  const entry = join(folder, 'entry.mjs');
  // Each start leaves a file.
  await writeFile(
    entry,
    `import { mkdtempSync } from 'node:fs';
    mkdtempSync(new URL('start-', import.meta.url).pathname);
    process.exit(1);`,
  );
  const thread = threadOf(pathToFileURL(entry));
  const asked = ['One', 'Two', 'Three'].map((subject) => thread.index(mail(subject, 'Hello')));
  const reason = expect.any(NoReaderError);
  expect(await Promise.allSettled(asked)).toMatchObject([{ reason }, { reason }, { reason }]);
  expect(await readdir(folder)).toHaveLength(2);
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
  const sort = { column: 'receivedAt', direction: 'descending' } as const;
  const all = { search: '', unreadOnly: false, sort, offset: 0, limit: 10 };
  const { rows } = await listCaptured(db, all, { now: now(), sight: sql<boolean>`1` });
  expect(rows.map(({ subject }) => subject).toSorted()).toEqual(['Many', 'Well']);
  const shown = await readCaptured({ captured: store, reading: thread }, 1);
  expect(shown.problem).toMatch(/too much memory.*under Raw/);
  const { source } = await readSource(db, 1);
  expect(source).toBe(raw.toString('latin1').slice(0, source.length));
  expect(source).toContain('<p>a<p>a');
}, 120_000);
