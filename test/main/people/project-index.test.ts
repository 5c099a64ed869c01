import { randomBytes } from 'node:crypto';

import { expect, onTestFinished, test } from 'vitest';

import { insertAccounts } from '../../../src/main/demo/insert-accounts.ts';
import { generatePeople } from '../../../src/main/demo/people.ts';
import { startEngine } from '../../../src/main/people/index/start-engine.ts';
import { createPeople } from '../../../src/main/people/indexed-people.ts';
import { createCore, handToProject } from '../../support/core.ts';

test('in a project’s database the index counts a link’s days from the sign-up date alone', async () => {
  const core = await createCore();
  const crowd = [...generatePeople({ seed: 3, count: 50 })];
  await insertAccounts(core.db, crowd, { now: core.now(), randomBytes });
  await handToProject(core);
  await core.db.updateTable('auth_user').set({ is_active: 0, last_login: null }).execute();
  await core.db.updateTable('registration_registrationprofile').set({ activated: 0 }).execute();
  const reissued_at = '2030-01-01 00:00:00';
  await core.db.updateTable('gatehouse_registration').set({ reissued_at }).execute();
  core.clock.advance({ days: 365 });
  const ready = Promise.withResolvers<void>();
  const { db, file, now } = core;
  const onChange = () => ready.resolve();
  const onError = (error: unknown) => ready.reject(error);
  const people = createPeople({ db, file, now, many: 1, start: startEngine, onChange, onError });
  onTestFinished(people.close);
  await people.open();
  await ready.promise;
  expect(await people.count({ query: 'is:expired' })).toBeGreaterThan(0);
});
