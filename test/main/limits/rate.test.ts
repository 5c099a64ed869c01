import { expect, it } from 'vitest';

import { takeRate } from '../../../src/main/limits/rate.ts';
import { createCore } from '../../support/core.ts';

const RULE = { burst: 3, refill: 2, perMs: 60_000 };

it('lets as many through at once as one by one, and more as time goes by', async () => {
  const core = await createCore();
  const take = () => takeRate(core.db, 'mails', { rule: RULE, now: core.now() });
  const waits = await Promise.all(Array.from({ length: 50 }, take));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(RULE.burst);
  expect(Math.max(...waits)).toBe(30_000);
  core.clock.advance({ ms: 30_000 });
  expect([await take(), await take()]).toEqual([0, 30_000]);
});

it('counts within a transaction that is under way', async () => {
  const core = await createCore();
  const take = () =>
    core.db.transaction().execute(async (transaction) => {
      const wait = await takeRate(transaction, 'mails', { rule: RULE, now: core.now() });
      return wait === 0;
    });
  expect(await Promise.all(Array.from({ length: 5 }, take))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
