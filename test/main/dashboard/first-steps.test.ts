import { expect, test } from 'vitest';

import { firstSteps } from '../../../src/main/dashboard/first-steps.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { register } from '../../support/core.ts';

const HERE = 'http://127.0.0.1:8000/accounts/activate/…/';
const SERVER = { name: 'Library server', where: 'mail.library.example:587' };

test('a site with nobody but its administrator tells how to begin, until somebody signs up', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  const begun = async () => (await core.call('dashboard.firstSteps', {})).steps;
  expect((await begun())?.map(({ id }) => id)).toEqual(['domain', 'mail', 'register']);
  const anna = await register(core, 'anna');
  expect(await begun()).toBeNull();
  await core.call('registrations.delete', { ids: [anna] });
  expect(await begun()).toBeNull();
});

test('the steps say what is done already', () => {
  const facts = { link: HERE, linkWarnings: [], liveProfile: null };
  const isDone = (changes: object) =>
    firstSteps({ ...facts, ...changes }).map((step) => step.isDone);
  expect(isDone({})).toEqual([false, false, false]);
  expect(isDone({ link: 'https://library.example/accounts/activate/…/' })).toEqual([
    true,
    false,
    false,
  ]);
  expect(isDone({ liveProfile: SERVER })).toEqual([false, true, false]);
  const warning = { title: 'Links would go to example.com.', advice: 'Set the domain.' };
  const [domain] = firstSteps({ ...facts, linkWarnings: [warning] });
  expect(domain).toMatchObject({
    isDone: false,
    detail: 'Links would go to example.com. Set the domain.',
  });
});
