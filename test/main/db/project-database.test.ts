import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { isOfProject, keepsProfiles } from '../../../src/main/db/project-database.ts';
import { type Core, createCore } from '../../support/core.ts';

async function note({ db }: Core, app: string, name: string, applied: string): Promise<void> {
  await sql`INSERT INTO django_migrations (app, name, applied)
    VALUES (${app}, ${name}, ${applied})`.execute(db);
}

it('is none that Gatehouse has made', async () => {
  const { db } = await createCore();
  expect(await isOfProject(db)).toBe(false);
});

it('is told by a migration that Django ran, down to the microsecond or at a whole second', async () => {
  for (const applied of ['2026-01-01 10:00:00.123456', '2026-01-01 10:00:00']) {
    const core = await createCore();
    await sql`UPDATE django_migrations SET applied = ${applied} WHERE id = 1`.execute(core.db);
    expect(await isOfProject(core.db)).toBe(true);
  }
});

it('is told by its apps, and by a newer Django, whatever a tool has made of the times', async () => {
  for (const [app, name] of [
    ['blog', '0001_initial'],
    ['auth', '0013_something_newer'],
  ] as const) {
    const core = await createCore();
    await note(core, app, name, '2026-01-01 10:00:00.000000');
    expect(await isOfProject(core.db)).toBe(true);
  }
});

it('is taken to keep profiles where Gatehouse made it, and not where it only added their table', async () => {
  const core = await createCore();
  await note(core, 'blog', '0001_initial', '2026-01-01 10:00:00.123456');
  expect(await keepsProfiles(core.db)).toBe(true);
  await sql`UPDATE django_migrations SET applied = '2026-01-01 10:00:00.123456'
    WHERE app = 'auth'`.execute(core.db);
  expect(await keepsProfiles(core.db)).toBe(false);
  await note(core, 'registration', '0006_later', '2026-01-01 10:00:00.123456');
  expect(await keepsProfiles(core.db)).toBe(true);
});
