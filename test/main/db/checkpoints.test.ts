import { expect, it, onTestFinished, vi } from 'vitest';

import { startCheckpoints } from '../../../src/main/db/checkpoints.ts';
import { openReader } from '../../../src/main/db/open-database.ts';
import { addAccount, createCore } from '../../support/core.ts';

it('moves what was committed into the database file in a pause, and then rests', async () => {
  const core = await createCore();
  const errors: unknown[] = [];
  await addAccount(core, { username: 'anna' });
  const { database } = await openReader(core.file);
  onTestFinished(() => void database.close());
  const waiting = (): number => {
    const [state] = database.pragma('wal_checkpoint(NOOP)') as [
      { log: number; checkpointed: number },
    ];
    return state.log - state.checkpointed;
  };
  expect(waiting()).toBeGreaterThan(0);

  const checkpoints = startCheckpoints(core.file, {
    everyMs: 5,
    onError: (error) => errors.push(error),
  });
  await vi.waitFor(() => expect(waiting()).toBe(0), 30_000);
  await addAccount(core, { username: 'ben' });
  await vi.waitFor(() => expect(waiting()).toBe(0), 30_000);
  await checkpoints.stop();

  await addAccount(core, { username: 'carla' });
  expect(waiting()).toBeGreaterThan(0);
  expect(errors).toEqual([]);
});
