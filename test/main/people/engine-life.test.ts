import { join } from 'node:path';

import { expect, onTestFinished, test, vi } from 'vitest';

import { startEngine } from '../../../src/main/people/index/start-engine.ts';
import { createEngineLife } from '../../../src/main/people/engine-life.ts';
import { createCore } from '../../support/core.ts';

test('an index whose first look fails is made by the next one, and nobody who opens it is refused', async () => {
  const { db, folder, now } = await createCore();
  const failure = new Error('No thread is left.');
  const onError = vi.fn<(error: unknown) => void>();
  const ready = Promise.withResolvers<void>();
  const life = createEngineLife({
    db,
    file: join(folder, 'gatehouse.sqlite3'),
    now,
    disposableDomains: new Set(),
    many: 0,
    start: vi.fn<typeof startEngine>(startEngine).mockImplementationOnce(() => {
      throw failure;
    }),
    onChange: ready.resolve,
    onForget: () => {},
    onError,
  });
  onTestFinished(life.close);
  await life.open();
  expect(onError).toHaveBeenCalledExactlyOnceWith(failure);
  await ready.promise;
  expect(life.indexState().state).toBe('ready');
});

test('what is closed and opened again during its first look looks once a second, and stops', async () => {
  const { db, folder, now } = await createCore();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const life = createEngineLife({
    db,
    file: join(folder, 'gatehouse.sqlite3'),
    now,
    disposableDomains: new Set(),
    onChange: () => {},
    onForget: () => {},
    onError: () => {},
  });
  const first = life.open();
  await life.close();
  await life.open();
  await first;
  expect(vi.getTimerCount()).toBe(1);
  await life.close();
  expect(vi.getTimerCount()).toBe(0);
});
