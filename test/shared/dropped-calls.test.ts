import { expect, it } from 'vitest';

import { createCallNumbers } from '../../src/shared/dropped-calls.ts';

/** Calls that end when the test says so, and what was told of them to the other side. */
function numbering() {
  const told: string[] = [];
  const numbered = createCallNumbers((call) => void told.push(`drop ${call}`));
  const { promise, resolve } = Promise.withResolvers<string>();
  const call = (signal?: AbortSignal) =>
    numbered(signal, (number) => {
      told.push(`make ${number}`);
      return promise;
    });
  return { told, call, end: () => resolve('done') };
}

it('names a call that is dropped while it is made', async () => {
  const { told, call, end } = numbering();
  const controller = new AbortController();
  const calls = [call(), call(controller.signal)];
  controller.abort();
  end();
  expect(await Promise.all(calls)).toEqual(['done', 'done']);
  expect(told).toEqual(['make 1', 'make 2', 'drop 2']);
});

it('names a call that was dropped before it was made, behind it and once', async () => {
  const { told, call, end } = numbering();
  const made = call(AbortSignal.abort());
  end();
  await made;
  expect(told).toEqual(['make 1', 'drop 1']);
});

it('names no call that has ended', async () => {
  const { told, call, end } = numbering();
  const controller = new AbortController();
  const made = call(controller.signal);
  end();
  await made;
  controller.abort();
  expect(told).toEqual(['make 1']);
});
