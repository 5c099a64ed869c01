import { expect, it } from 'vitest';

import { TOPICS } from '../../src/shared/topics.ts';
import { createEvents } from '../../src/main/app/events.ts';
import { announceSignUps } from '../../src/main/host-electron/sign-up-notice.ts';

/** Three sign-ups wait at the start; `change` makes it another number. */
async function createNotices(isLookedAt: boolean) {
  const events = createEvents();
  const shown: string[] = [];
  let count = 3;
  let asked = Promise.withResolvers<void>();
  await announceSignUps({
    application: {
      events,
      pendingCount: async () => {
        asked.resolve();
        return count;
      },
    },
    isLookedAt: () => isLookedAt,
    show: (title, text) => void shown.push(`${title} / ${text}`),
    onError: (error) => {
      throw error;
    },
  });
  const change = async (to: number, publish = () => events.publish(['registrations'])) => {
    count = to;
    asked = Promise.withResolvers();
    publish();
    await asked.promise;
    await new Promise(setImmediate);
  };
  return { events, shown, change };
}

it('says that somebody signed up, how many wait, and no name', async () => {
  const { shown, change } = await createNotices(false);
  await change(4);
  expect(shown).toEqual(['Somebody signed up / 4 sign-ups wait.']);
});

it('says nothing while the window is looked at', async () => {
  const { shown, change } = await createNotices(true);
  await change(4);
  expect(shown).toEqual([]);
});

it('says nothing when fewer wait, and counts from there', async () => {
  const { shown, change } = await createNotices(false);
  await change(0);
  expect(shown).toEqual([]);
  await change(1);
  expect(shown).toEqual(['Somebody signed up / 1 sign-up waits.']);
});

it('says nothing of those who wait in another database, and counts from there', async () => {
  const { events, shown, change } = await createNotices(false);
  await change(40, events.publishAnew);
  expect(shown).toEqual([]);
  await change(41);
  expect(shown).toEqual(['Somebody signed up / 41 sign-ups wait.']);
});

it('says that somebody signed up beside changes of everything else', async () => {
  const { events, shown, change } = await createNotices(false);
  await change(4, () => events.publish(TOPICS));
  expect(shown).toEqual(['Somebody signed up / 4 sign-ups wait.']);
});
