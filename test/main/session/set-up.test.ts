import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { DEFAULTS } from '../../../src/main/settings/settings.ts';
import { readSetting } from '../../../src/main/settings/settings-store.ts';
import { createConsoleCore } from '../../support/console-core.ts';
import { PASSWORD } from '../../support/core.ts';

test('the first start is done also where signing in afterwards is not possible', async () => {
  const form = {
    siteName: 'Shop',
    domain: 'shop.example.test',
    username: 'eva',
    email: 'eva@shop.example.test',
    password: PASSWORD,
  };
  const { db, call, internalErrors } = await createConsoleCore();
  await sql`CREATE TRIGGER stuck BEFORE UPDATE OF last_login ON auth_user
    BEGIN SELECT RAISE(ABORT, 'It is stuck.'); END`.execute(db);
  expect(await call('session.setUp', form)).toEqual({});
  expect(await call('session.state', {})).toMatchObject({ phase: 'signed-out' });
  expect(internalErrors).toMatchObject([{ message: 'It is stuck.' }]);
});

test('a database that has lost its administrators keeps its mail servers and its rules', async () => {
  const core = await createConsoleCore();
  const { db, call } = core;
  const saved = {
    mail: { ...DEFAULTS.mail, fromAddress: 'blog@blog.example', fromName: 'Blog' },
    registration: { ...DEFAULTS.registration, activationDays: 30 },
  };
  for (const [name, value] of Object.entries(saved)) {
    await db
      .insertInto('gatehouse_setting')
      .values({ name, value: JSON.stringify(value) })
      .execute();
  }
  await call('session.setUp', {
    siteName: 'Blog',
    domain: 'blog.example.test',
    username: 'eva',
    email: 'eva@blog.example.test',
    password: PASSWORD,
  });
  expect(await readSetting(db, 'mail')).toMatchObject(saved.mail);
  expect(await readSetting(db, 'registration')).toMatchObject(saved.registration);
});

test('the first start begins with the site that the database names, unless it is Django’s example', async () => {
  const { db, call } = await createConsoleCore();
  expect(await call('session.state', {})).toMatchObject({
    suggestedSite: { name: '', domain: '127.0.0.1:8000' },
  });
  await db.deleteFrom('django_site').execute();
  await db.insertInto('django_site').values({ name: 'Blog', domain: 'blog.example' }).execute();
  expect(await call('session.state', {})).toMatchObject({
    suggestedSite: { name: 'Blog', domain: 'blog.example' },
  });
});
