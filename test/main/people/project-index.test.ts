import { randomBytes } from 'node:crypto';

import SQLite from 'better-sqlite3';
import { expect, test, vi } from 'vitest';

import { insertAccounts } from '../../../src/main/demo/insert-accounts.ts';
import { generatePeople } from '../../../src/main/demo/people.ts';
import { type Core, createCore, handToProject } from '../../support/core.ts';
import { openIndex } from '../../support/open-index.ts';

/** People whose links would have ended long ago, had they not been made anew; and their index. */
async function open(prepare: (core: Core) => Promise<void>) {
  const core = await createCore();
  const crowd = [...generatePeople({ seed: 3, count: 50 })];
  await insertAccounts(core.db, crowd, { now: core.now(), randomBytes });
  await prepare(core);
  await core.db.updateTable('auth_user').set({ is_active: 0, last_login: null }).execute();
  await core.db.updateTable('registration_registrationprofile').set({ activated: 0 }).execute();
  const reissued_at = '2030-01-01 00:00:00';
  await core.db.updateTable('gatehouse_registration').set({ reissued_at }).execute();
  core.clock.advance({ days: 365 });
  const people = await openIndex(core);
  const ended = () => people.count({ query: 'is:expired' });
  return { ...core, ended };
}

test('in a project’s database the index counts a link’s days from the sign-up date alone', async () => {
  const { ended } = await open(handToProject);
  expect(await ended()).toBeGreaterThan(0);
});

test('a database that is handed to a project is counted in its way from then on', async () => {
  const { file, ended } = await open(async () => {});
  expect(await ended()).toBe(0);
  const django = new SQLite(file);
  django.exec(`INSERT INTO django_migrations (app, name, applied)
    VALUES ('blog', '0001_initial', '2026-01-01 10:00:00.123456')`);
  django.close();
  await vi.waitFor(async () => expect(await ended()).toBeGreaterThan(0), { timeout: 20_000 });
});
