import { expect, it } from 'vitest';

import { examineKey } from '../../../src/main/registrations/activate-by-key.ts';
import { addAccount, type Core, keyOf, register } from '../../support/core.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';

type Console = Awaited<ReturnType<typeof createConsoleCore>>;

async function edit(console: Console, id: number, email: string) {
  const { revision, username, firstName, lastName } = await console.call('accounts.get', { id });
  return console.call('accounts.update', {
    id,
    revision,
    username,
    email,
    firstName,
    lastName,
    isStaff: false,
    isSuperuser: false,
  });
}

async function stored({ db }: Core) {
  const mails = await db
    .selectFrom('gatehouse_outbox')
    .select(['kind', 'envelope_to', 'state', 'not_after'])
    .where('state', '!=', 'cancelled')
    .orderBy('id')
    .execute();
  const profiles = await db.selectFrom('registration_registrationprofile').selectAll().execute();
  const dates = await db.selectFrom('gatehouse_registration').selectAll().execute();
  return { mails, profiles, dates };
}

const byEdit = edit;
const byCorrecting = (console: Console, id: number, email: string) =>
  console.call('registrations.changeEmail', { id, email });

it.each([
  ['Edit', byEdit],
  ['Correct address', byCorrecting],
])('%s ends the link that went to the old address and mails the new one', async (_, change) => {
  const console = await createConsoleCore();
  await signIn(console);
  const id = await register(console, 'anna');
  const key = await keyOf(console, id);
  const before = await stored(console);
  console.clock.advance({ hours: 1 });
  const outcome = await change(console, id, 'anna@right.example');
  expect(outcome).toMatchObject({ done: 1, mailsQueued: 1 });
  expect(await examineKey(console.context, key)).toMatchObject({ state: 'unknown' });
  const renewed = await examineKey(console.context, await keyOf(console, id));
  expect(renewed).toMatchObject({ state: 'valid', username: 'anna' });
  const { mails } = await stored(console);
  expect(mails).toMatchObject([{ kind: 'activation', envelope_to: 'anna@right.example' }]);

  await console.call('operations.undo', { id: outcome.operationId ?? 0 });
  expect(await examineKey(console.context, key)).toMatchObject({ state: 'valid' });
  expect(await stored(console)).toEqual(before);
});

it('an edit that takes the address away ends the link, and mails nobody', async () => {
  const console = await createConsoleCore();
  await signIn(console);
  const id = await register(console, 'anna');
  const key = await keyOf(console, id);
  expect(await edit(console, id, '')).toMatchObject({ done: 1, mailsQueued: 0 });
  expect(await examineKey(console.context, key)).toMatchObject({ state: 'unknown' });
  expect((await stored(console)).mails).toEqual([]);
});

it('an edit of anything else leaves the link as it is, as does one of an account without', async () => {
  const console = await createConsoleCore();
  await signIn(console);
  const id = await register(console, 'anna');
  const before = await stored(console);
  await edit(console, id, 'anna@people.example');
  const active = await addAccount(console, { username: 'otto', isActive: true });
  expect(await edit(console, active, 'otto@else.example')).toMatchObject({ mailsQueued: 0 });
  expect(await stored(console)).toEqual(before);
});
