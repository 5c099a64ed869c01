import { expect, it, onTestFinished, vi } from 'vitest';

import { startUpkeep } from '../../../src/main/app/start-upkeep.ts';
import { describeAll } from '../../../src/main/operations/operation-log.ts';
import {
  instantsAround,
  readCleanUpRuns,
  saveCleanUp,
} from '../../../src/main/registrations/clean-up-schedule.ts';
import { addAdministrator, type Core, createCore, register, undo } from '../../support/core.ts';

/** An upkeep whose timer never comes to it: the tests look at the clock themselves. */
async function withUpkeep(settings: { readonly when: 'daily' | 'weekly'; readonly most?: number }) {
  const core = await createCore();
  const person = await addAdministrator(core);
  const published: string[] = [];
  const errors: unknown[] = [];
  const wakeCourier = vi.fn<() => void>();
  const upkeep = startUpkeep(core, {
    file: core.file,
    wakeCourier,
    publish: (topics) => published.push(...topics),
    onError: (_, error) => errors.push(error),
  });
  onTestFinished(() => upkeep.stop());
  await upkeep.look();
  const { when, most: mostPerRun = 100 } = settings;
  await saveCleanUp(core, person, { when, hour: 3, endedDays: 2, mostPerRun });
  return { core, person, upkeep, published, errors, wakeCourier };
}

async function runs({ db }: Core) {
  const rows = await db
    .selectFrom('gatehouse_operation')
    .selectAll()
    .where('kind', '=', 'registrations.cleanUp')
    .orderBy('id')
    .execute();
  return (await describeAll(db, rows)).map(({ title, actor, at }) => ({ title, actor, at }));
}

it('has the courier look at the clock too', async () => {
  const { upkeep, wakeCourier } = await withUpkeep({ when: 'daily' });
  wakeCourier.mockClear();
  await upkeep.look();
  expect(wakeCourier).toHaveBeenCalledOnce();
});

it('runs by the clock, once for each day, and tells also when nobody went', async () => {
  const { core, upkeep, published, errors } = await withUpkeep({ when: 'daily' });
  await register(core, 'anna');
  await upkeep.look();
  expect(await runs(core)).toEqual([]);
  core.clock.advance({ days: 1 });
  await upkeep.look();
  await upkeep.look();
  expect(await runs(core)).toMatchObject([
    { title: 'Found nobody to clean up', actor: 'Gatehouse' },
  ]);
  expect(published).toContain('registrations');
  core.clock.advance({ days: 9 });
  await upkeep.look();
  expect(await runs(core)).toMatchObject([{}, { title: 'Cleaned up anna', actor: 'Gatehouse' }]);
  expect(await readCleanUpRuns(core)).toMatchObject({
    lastRun: { at: '2026-03-11T12:00:00.000Z', done: 1 },
    nextRun: new Date(2026, 2, 12, 3).toISOString(),
  });
  expect(errors).toEqual([]);
});

it('makes nothing up of the time it was off when switching it off is taken back', async () => {
  const { core, person, upkeep } = await withUpkeep({ when: 'daily' });
  await register(core, 'anna');
  const off = { when: 'off', hour: 3, endedDays: 2, mostPerRun: 100 } as const;
  const operationId = await saveCleanUp(core, person, off);
  core.clock.advance({ days: 20 });
  await undo(core, operationId);
  await upkeep.look();
  expect(await runs(core)).toEqual([]);
  core.clock.advance({ days: 1 });
  await upkeep.look();
  expect(await runs(core)).toMatchObject([{ title: 'Cleaned up anna' }]);
});

it('takes no more at a time than it may, the oldest first', async () => {
  const { core, upkeep } = await withUpkeep({ when: 'daily', most: 2 });
  for (const name of ['anna', 'boris', 'clara']) await register(core, name);
  core.clock.advance({ days: 10 });
  await upkeep.look();
  expect(await runs(core)).toMatchObject([{ title: 'Cleaned up 2 accounts' }]);
  const left = await core.db.selectFrom('auth_user').select('username').execute();
  expect(left.map(({ username }) => username).toSorted()).toEqual(['clara', 'eva']);
});

it('empties the trash each day by itself', async () => {
  const { core, upkeep } = await withUpkeep({ when: 'daily' });
  await register(core, 'anna');
  core.clock.advance({ days: 10 });
  await upkeep.look();
  const inTrash = () => core.db.selectFrom('gatehouse_trash').select('username').execute();
  expect(await inTrash()).toEqual([{ username: 'anna' }]);
  core.clock.advance({ days: 30 });
  await upkeep.look();
  expect(await inTrash()).toEqual([]);
});

it('weekly means Mondays; in between the last Monday counts', () => {
  const monday = new Date(2026, 2, 2, 3);
  const at = (day: number, hour: number) =>
    instantsAround({ when: 'weekly', hour: 3 }, new Date(2026, 2, day, hour));
  expect(at(2, 2)?.latest).toEqual(new Date(2026, 1, 23, 3));
  expect(at(2, 3)).toEqual({ latest: monday, next: new Date(2026, 2, 9, 3) });
  expect(at(8, 23)?.latest).toEqual(monday);
  expect(instantsAround({ when: 'off', hour: 3 }, monday)).toBeNull();
});
