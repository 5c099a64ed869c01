import { expect, it } from 'vitest';

import { requestActivation } from '../../../src/main/registrations/resend-by-visitor.ts';
import { requestReset } from '../../../src/main/sign-in/request-reset.ts';
import { addAccount, type Core, createCore, keyOf, register } from '../../support/core.ts';

/** Somebody has looked up who asks; now, before their act begins, the account is changed. */
function changedMeanwhile(core: Core, id: number, isActive: number) {
  let asked = 0;
  const now = (): Date => {
    asked += 1;
    // First the time is told for the limit, then for the act.
    if (asked === 2) {
      void core.db
        .updateTable('auth_user')
        .set({ is_active: isActive })
        .where('id', '=', id)
        .execute();
    }
    return core.now();
  };
  return { ...core.context, now };
}

function mailsOf({ db }: Core) {
  return db.selectFrom('gatehouse_outbox').select('kind').orderBy('id').execute();
}

it('a new link is not for somebody who is activated at that moment', async () => {
  const core = await createCore();
  const id = await register(core, 'anna');
  const key = await keyOf(core, id);
  await requestActivation(changedMeanwhile(core, id, 1), 'anna@people.example');
  expect(await keyOf(core, id)).toBe(key);
  expect(await mailsOf(core)).toEqual([{ kind: 'activation' }]);
});

it('a reset link is not for somebody who is deactivated at that moment', async () => {
  const core = await createCore();
  const id = await register(core, 'anna');
  await core.db.updateTable('auth_user').set({ is_active: 1 }).execute();
  await core.db
    .updateTable('registration_registrationprofile')
    .set({ activated: 1 })
    .where('user_id', '=', id)
    .execute();
  await requestReset(changedMeanwhile(core, id, 0), 'anna@people.example');
  expect(await mailsOf(core)).toEqual([{ kind: 'activation' }]);
});

/** Whoever is made up for the time it takes would be in one of these. */
async function rowsOf({ db }: Core) {
  const tables = [
    'auth_user',
    'registration_registrationprofile',
    'gatehouse_registration',
    'gatehouse_outbox',
    'gatehouse_operation',
    'gatehouse_operation_change',
    'gatehouse_audit_link',
  ] as const;
  return Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
}

it.each([
  ['nobody', requestReset, 'nobody@people.example'],
  ['nobody', requestActivation, 'nobody@people.example'],
  ['an account without a password', requestReset, 'nopass@people.example'],
  ['somebody who is active', requestActivation, 'nopass@people.example'],
] as const)('a mail that %s gets by %o leaves no trace', async (_who, ask, email) => {
  const core = await createCore();
  await register(core, 'anna');
  await addAccount(core, { username: 'nopass', isActive: true, password: '!x' });
  const before = await rowsOf(core);
  expect(await ask(core.context, email)).toBe(null);
  expect(await rowsOf(core)).toEqual(before);
});

it('a mail that is one too many leaves no trace', async () => {
  const core = await createCore();
  await register(core, 'anna');
  const ask = () => requestActivation(core.context, 'anna@people.example');
  for (let mails = 0; mails < 20; mails += 1) await ask();
  const before = await rowsOf(core);
  await ask();
  expect(await rowsOf(core)).toEqual(before);
});
