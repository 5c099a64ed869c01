import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { createDrainedCalls } from '../../../src/main/app/drained-calls.ts';
import { createJobs } from '../../../src/main/operations/jobs.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Far more than calls without a job have to end, in milliseconds. */
const LONG_MS = 60_000;

/** Calls that are answered when the test says so, and whether their end has come. */
function draining() {
  const jobs = createJobs({ now: () => new Date(), onChange: () => {}, onError: () => {} });
  const answer = Promise.withResolvers<void>();
  const calls = createDrainedCalls(async () => {
    await answer.promise;
    return { ok: true, value: null };
  }, jobs);
  let hasEnded = false;
  const end = async (): Promise<void> => {
    await calls.end();
    hasEnded = true;
  };
  return { jobs, calls, answer, end, hasEnded: () => hasEnded };
}

const UNDO = { title: 'Taking back', total: 100_000, cancellable: false };

test('a call that begins long work while all is ending is waited for, until it has answered', async () => {
  const { jobs, calls, answer, end, hasEnded } = draining();
  const call = calls.dispatch('operations.undo', {});
  const ending = end();
  await vi.advanceTimersByTimeAsync(0);
  const job = jobs.start(UNDO);
  await vi.advanceTimersByTimeAsync(LONG_MS);
  expect(hasEnded()).toBe(false);
  job.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(hasEnded()).toBe(false);
  answer.resolve();
  await Promise.all([call, ending]);
  expect(hasEnded()).toBe(true);
});

test('a call without long work is not waited for longer than a moment', async () => {
  const { calls, end, hasEnded } = draining();
  void calls.dispatch('mail.doctor', {});
  void end();
  await vi.advanceTimersByTimeAsync(LONG_MS);
  expect(hasEnded()).toBe(true);
});
