import { setImmediate } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { createEvents } from '../../../src/main/app/events.ts';
import { TOPICS } from '../../../src/shared/topics.ts';

it('tells together what was published in one turn, and is heard at once', async () => {
  const events = createEvents();
  const heard: unknown[] = [];
  const told: unknown[] = [];
  events.hear((topics) => heard.push(topics));
  events.subscribe((event) => told.push(event));
  events.publish(['groups']);
  events.publish([]);
  events.publish(['outbox', 'groups']);
  expect(heard).toEqual([['groups'], ['outbox', 'groups']]);
  expect(told).toEqual([]);
  await setImmediate();
  expect(told).toEqual([{ topics: ['groups', 'outbox'] }]);
});

it('says once that another database was opened', async () => {
  const events = createEvents();
  const told: unknown[] = [];
  events.subscribe((event) => told.push(event));
  events.publish(['groups']);
  events.publishAnew();
  await setImmediate();
  events.publish(TOPICS);
  await setImmediate();
  expect(told).toEqual([
    { topics: expect.arrayContaining([...TOPICS]), anew: true },
    { topics: TOPICS },
  ]);
});
