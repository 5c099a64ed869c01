import { expect, it } from 'vitest';

import { createConsoleCore, signIn } from '../../support/console-core.ts';

it('a password is tried by the length that is typed, and by all other rules as they are', async () => {
  const console = await createConsoleCore();
  await signIn(console);
  const faults = async (password: string, minimumLength: number) =>
    (await console.call('settings.tryPassword', { password, minimumLength })).faults;
  expect(await faults('marble-cloud', 8)).toEqual([]);
  expect(await faults('marble-cloud', 20)).toEqual([
    'This password is too short. It must contain at least 20 characters.',
  ]);
  expect(await faults('12345678', 8)).toEqual([
    'This password is too common.',
    'This password is entirely numeric.',
  ]);
});
