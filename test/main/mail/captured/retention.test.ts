import { describe, expect, it } from 'vitest';

import { createCapturedStore } from '../../../../src/main/mail/captured/captured-store.ts';
import { removeOldMails } from '../../../../src/main/mail/captured/retention.ts';
import { createCore } from '../../../support/core.ts';

const DAY_MS = 86_400_000;
const NO_LIMITS = { keepMails: 1_000, keepDays: 1_000, keepMegabytes: 1_000 };

/** Mails of these sizes in bytes, the first the oldest, a day apart and the last one now. */
async function withMails(sizes: readonly number[]) {
  const core = await createCore();
  const { db, now } = core;
  const store = createCapturedStore({ db, now, onChange: () => {}, onError: () => {} });
  for (const [index, size] of sizes.entries()) {
    const age = (sizes.length - 1 - index) * DAY_MS;
    await store.add({
      raw: Buffer.alloc(size, 'x'),
      envelopeFrom: '',
      envelopeTo: [`person${index + 1}@people.example`],
      receivedAt: new Date(now().getTime() - age),
    });
  }
  await store.index();
  const left = async () => {
    const rows = await db.selectFrom('gatehouse_captured_mail').select('id').execute();
    return rows.map(({ id }) => id);
  };
  const set = (id: number, values: { starred?: number; deleted_at?: string }) =>
    db.updateTable('gatehouse_captured_mail').set(values).where('id', '=', id).execute();
  return { db, now, left, set };
}

describe('old captured mails', () => {
  it('stay while they are within all limits', async () => {
    const { db, now, left } = await withMails([10, 10, 10]);
    expect(await removeOldMails(db, NO_LIMITS, now())).toBe(0);
    expect(await left()).toEqual([1, 2, 3]);
  });

  it.each([
    ['number', { keepMails: 2 }, [3, 4]],
    ['age', { keepDays: 1 }, [3, 4]],
    ['size', { keepMegabytes: 2 }, [4]],
  ])('go by their %s, the oldest first', async (_what, limit, expected) => {
    const { db, now, left } = await withMails([10, 10, 1_500_000, 900_000]);
    await removeOldMails(db, { ...NO_LIMITS, ...limit }, now());
    expect(await left()).toEqual(expected);
  });

  it('stay when they are starred, and go for good a day after they were deleted', async () => {
    const { db, now, left, set } = await withMails([10, 10, 10]);
    await set(1, { starred: 1 });
    await set(2, { deleted_at: '2001-01-01 00:00:00' });
    await set(3, { deleted_at: now().toISOString().replace('T', ' ').replace('Z', '') });
    await removeOldMails(db, { ...NO_LIMITS, keepDays: 1 }, now());
    expect(await left()).toEqual([1, 3]);
  });

  it('take their words with them', async () => {
    const { db, now } = await withMails([10, 10]);
    await removeOldMails(db, { ...NO_LIMITS, keepMails: 1 }, now());
    const words = await db.selectFrom('gatehouse_captured_words').select('rowid').execute();
    expect(words).toEqual([{ rowid: 2 }]);
  });
});
