import { expect, it } from 'vitest';

import { createConsoleCore, signIn } from '../../support/console-core.ts';

it('is shown by whoever comes first, while there is no site', async () => {
  const { call, demonstrations } = await createConsoleCore();
  await call('session.tryDemonstration', {});
  expect(demonstrations).toHaveLength(1);
});

it('takes no site’s place', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const { code } = await core.refusal('session.tryDemonstration', {});
  expect(code).toBe('conflict');
  expect(core.demonstrations).toEqual([]);
});
