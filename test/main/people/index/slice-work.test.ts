import { setImmediate } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { SliceWork } from '../../../../src/main/people/index/slice-work.ts';

test('what is under way at the end is never answered: nothing is to be found any more', async () => {
  const work = new SliceWork(async () => {});
  const steps: number[] = [];
  let isAnswered = false;
  function* count() {
    for (let step = 0; step < 1_000; step += 1) {
      steps.push(step);
      yield;
    }
    return steps.length;
  }
  void work.run(count()).then(() => (isAnswered = true));
  await setImmediate();
  await setImmediate();
  work.end();
  const done = steps.length;
  void work.run(count()).then(() => (isAnswered = true));
  for (let turn = 0; turn < 10; turn += 1) await setImmediate();
  expect(done).toBeGreaterThan(0);
  expect({ steps: steps.length, isAnswered }).toEqual({ steps: done, isAnswered: false });
});

test('what nobody waits for any more is not gone on with, nor what waits for something else', async () => {
  const work = new SliceWork(async () => {});
  const asked = new AbortController();
  const coming = Promise.withResolvers<void>();
  let steps = 0;
  function* find() {
    for (;;) {
      steps += 1;
      yield steps === 2 ? coming.promise : undefined;
    }
  }
  const answer = work.run(find(), { signal: asked.signal });
  while (steps < 2) await setImmediate();
  asked.abort();
  coming.resolve();
  await expect(answer).rejects.toThrow('Nobody waits');
  expect(steps).toBe(2);
});
