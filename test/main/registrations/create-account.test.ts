import { expect, it } from 'vitest';

import { createAccount } from '../../../src/main/registrations/create-account.ts';
import { addAdministrator, createCore, PASSWORD } from '../../support/core.ts';

it('an account is made as its form was checked, without blanks around anything', async () => {
  const core = await createCore();
  const person = await addAdministrator(core);
  const { id } = await createAccount(core.context, {
    fields: {
      username: 'zoe',
      email: ' zoe@PEOPLE.example ',
      firstName: '  Zoe ',
      lastName: ' van Dam  ',
      isStaff: true,
      isSuperuser: false,
    },
    password: PASSWORD,
    start: 'active',
    person,
  });
  const row = await core.db
    .selectFrom('auth_user')
    .select(['username', 'email', 'first_name', 'last_name', 'is_staff', 'is_superuser'])
    .where('id', '=', id)
    .executeTakeFirst();
  expect(row).toEqual({
    username: 'zoe',
    email: 'zoe@people.example',
    first_name: 'Zoe',
    last_name: 'van Dam',
    is_staff: 1,
    is_superuser: 0,
  });
});
