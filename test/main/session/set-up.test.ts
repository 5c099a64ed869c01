import { sql } from 'kysely';
import { expect, test } from 'vitest';

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
