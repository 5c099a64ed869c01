import { describe, expect, it } from 'vitest';

import { readAccount } from '../../../src/main/accounts/account-detail.ts';
import { readAccountRows } from '../../../src/main/accounts/account-rows.ts';
import { createSqlPeople } from '../../../src/main/people/sql-people.ts';
import type { AccountState } from '../../../src/shared/contract/accounts.ts';
import {
  addAccount,
  addAdministrator,
  type Core,
  createCore,
  register,
} from '../../support/core.ts';

/** Somebody who has confirmed the address and waits for an administrator. */
async function waiting(core: Core, username: string): Promise<number> {
  const id = await register(core, username);
  const { id: registrationprofile_ptr_id } = await core.db
    .updateTable('registration_registrationprofile')
    .set({ activated: 1 })
    .where('user_id', '=', id)
    .returning('id')
    .executeTakeFirstOrThrow();
  await core.db
    .insertInto('registration_supervisedregistrationprofile')
    .values({ registrationprofile_ptr_id })
    .execute();
  return id;
}

describe('the list of users', () => {
  it('tells who waits for approval from who was deactivated and who never confirmed', async () => {
    const core = await createCore();
    const anna = await waiting(core, 'anna');
    const left = await addAccount(core, { username: 'left' });
    const boris = await register(core, 'boris');
    const had = await waiting(core, 'had-signed-in');
    await core.db
      .updateTable('auth_user')
      .set({ last_login: '2026-02-01 10:00:00' })
      .where('id', '=', had)
      .execute();
    const window = { now: core.now(), activationDays: 7 };
    const people = createSqlPeople(core);
    const named = async (state: AccountState) => [...(await people.ids({ query: `is:${state}` }))];
    expect(await named('to-approve')).toEqual([anna]);
    expect(await named('inactive')).toEqual([left, had]);
    expect(await named('pending')).toEqual([boris]);
    const sort = { column: 'username', direction: 'ascending' } as const;
    const { ids } = await people.window({ query: '', sort, offset: 0, limit: 50 });
    const rows = await readAccountRows(core.db, ids, window);
    expect(rows.map(({ username, state }) => [username, state])).toEqual([
      ['anna', 'to-approve'],
      ['boris', 'pending'],
      ['had-signed-in', 'inactive'],
      ['left', 'inactive'],
    ]);
  });
});

describe('the detail of a user', () => {
  it('knows why and whence somebody signed up and by which invitation', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    const id = await register(core, 'anna');
    const given = { person, now: core.now(), activationDays: 7 };
    expect(await readAccount(core.db, { id, ...given })).toMatchObject({
      signUp: { joinReason: '', address: '', invitation: null },
    });
    const { id: invitation_id } = await core.db
      .insertInto('gatehouse_invitation')
      .values({
        label: 'The choir',
        created_at: '2026-02-01 10:00:00',
        created_by: 'eva',
        expires_at: '2026-04-01 10:00:00',
        max_uses: 10,
        uses: 1,
        revoked_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await core.db
      .updateTable('gatehouse_registration')
      .set({ join_reason: 'I sing.', address: '203.0.113.7', invitation_id })
      .execute();
    expect(await readAccount(core.db, { id, ...given })).toMatchObject({
      signUp: { joinReason: 'I sing.', address: '203.0.113.7', invitation: 'The choir' },
    });
    expect(await readAccount(core.db, { id: person.id, ...given })).toMatchObject({ signUp: null });
  });
});
