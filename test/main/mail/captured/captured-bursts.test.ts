import { expect, onTestFinished, test, vi } from 'vitest';

import { createCapturedStore } from '../../../../src/main/mail/captured/captured-store.ts';
import { mailReading } from '../../../../src/main/mail/reading/mail-reading.ts';
import { createCore } from '../../../support/core.ts';

const PAUSE_MS = 50;
/** More than come in a pause when nobody pours. */
const BURST = 20;
const mail = {
  raw: Buffer.from('Subject: burst\r\n\r\nwords\r\n'),
  envelopeFrom: 'a@site.example',
  envelopeTo: ['b@site.example'],
  receivedAt: new Date('2026-03-01T12:00:00Z'),
};

/** A store by a clock of the test's own, which counts the mails that are read. */
async function storeOf() {
  const { db, now } = await createCore();
  const onError = (error: unknown): void => expect.unreachable(String(error));
  let read = 0;
  let whileReading = async (): Promise<void> => {};
  const reading = {
    ...mailReading,
    async index(raw: Buffer) {
      read += 1;
      await whileReading();
      return mailReading.index(raw);
    },
  };
  const store = createCapturedStore({ db, now, onChange: () => {}, onError, reading });
  onTestFinished(() => store.stop());
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const burst = async (size = BURST): Promise<void> => {
    await Promise.all(Array.from({ length: size }, () => store.add(mail)));
  };
  /** Everything that a pause sets off is done: the database answers in the same turns of the loop. */
  const pass = async (turns = 1_000): Promise<void> => {
    vi.advanceTimersByTime(PAUSE_MS);
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
  };
  return {
    db,
    store,
    burst,
    pass,
    readCount: () => read,
    onRead: (work: () => Promise<void>) => void (whileReading = work),
  };
}

test('what a burst has brought waits while the next one comes, and is read in the pause after it', async () => {
  const { burst, pass, readCount, onRead } = await storeOf();
  await burst(200);
  await pass();
  expect(readCount()).toBe(0);
  let isNext = false;
  onRead(async () => {
    if (isNext) return;
    isNext = true;
    await burst();
  });
  await pass();
  const early = readCount();
  expect(early).toBeGreaterThan(0);
  expect(early).toBeLessThan(200);
  await pass();
  expect(readCount()).toBe(early);
  await pass();
  expect(readCount()).toBe(200 + BURST);
});

test('no burst keeps mails waiting for longer than five seconds', async () => {
  const { burst, pass, readCount } = await storeOf();
  for (let ms = 0; ms < 4_900; ms += PAUSE_MS) {
    await burst();
    await pass(20);
  }
  expect(readCount()).toBe(0);
  for (let ms = 0; ms < 300; ms += PAUSE_MS) {
    await burst();
    await pass();
  }
  expect(readCount()).toBeGreaterThanOrEqual((4_900 / PAUSE_MS) * BURST);
});

test('mails of before are read again only once a burst has ended', async () => {
  const { db, store, burst, pass, readCount } = await storeOf();
  await burst(5);
  await store.settled();
  await db.updateTable('gatehouse_captured_reading').set({ edition: 0 }).execute();
  await burst();
  await pass();
  const before = readCount();
  const rereading = store.indexOlder();
  await burst();
  await pass();
  await burst();
  await pass();
  expect(readCount()).toBe(before);
  await pass();
  await pass();
  await rereading;
  expect(readCount()).toBeGreaterThanOrEqual(before + 3 * BURST + 5);
});
