import { expect, it } from 'vitest';

import { atConsole } from '../../../src/main/operations/actor.ts';
import { createAccount } from '../../../src/main/registrations/create-account.ts';
import { resendActivation } from '../../../src/main/registrations/review-registrations.ts';
import { createPasswordLinks } from '../../../src/main/sign-in/password-mails.ts';
import { sendReset } from '../../../src/main/sign-in/send-reset.ts';
import { addAdministrator, type Core, createCore, register, undo } from '../../support/core.ts';

const STAFF = { isStaff: true, isSuperuser: false };
const SUPERUSER = { isStaff: true, isSuperuser: true };
const USER = { isStaff: false, isSuperuser: false };

async function invite(core: Core, role: typeof STAFF, start: 'active' | 'pending' = 'active') {
  const person = await addAdministrator(core);
  const fields = { username: 'zoe', email: 'zoe@people.example', firstName: '', lastName: '' };
  const password = await createPasswordLinks(core.context);
  const request = { fields: { ...fields, ...role }, password, start, person };
  return { person, ...(await createAccount(core.context, request)) };
}

/** The newest mail as it would leave, with its line ends and soft breaks taken out. */
async function newestMail({ db, outbox }: Core): Promise<string> {
  const { id } = await db
    .selectFrom('gatehouse_outbox')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const raw = String(await outbox.bytesOf(db, id));
  return raw.replaceAll('=\r\n', '').replaceAll('\r\n', ' ');
}

it.each([
  ['staff', STAFF, /Subject: You are invited to the staff of/, /the rights of its staff/],
  ['superuser', SUPERUSER, /Subject: You are invited to the staff of/, /an administrator\./],
  ['user', USER, /Subject: Your account at/, /An account was made for you/],
])(
  'whoever is made %s is told so, with a link to choose a password',
  async (_as, role, subject, words) => {
    const core = await createCore();
    await invite(core, role);
    const mail = await newestMail(core);
    expect(mail).toMatch(subject);
    expect(mail).toMatch(words);
    expect(mail).toMatch(/password\/reset\/confirm/);
    expect(mail).not.toContain('asked for a new password');
  },
);

it('a later reset link is an ordinary one', async () => {
  const core = await createCore();
  const { id, person } = await invite(core, STAFF);
  await sendReset(core.context, { ids: [id], person });
  const mail = await newestMail(core);
  expect(mail).toContain('asked for a new password');
  expect(mail).not.toContain('invited');
});

it.each([
  ['staff', STAFF, 'You are invited to look after'],
  ['a user', USER, 'was made for you at'],
])(
  'whoever is made %s and confirms the address first is told so, and again with a new link',
  async (_as, role, words) => {
    const core = await createCore();
    const { id, person } = await invite(core, role, 'pending');
    const first = await newestMail(core);
    expect(first).toContain(words);
    expect(first).not.toContain('have asked to register');
    await resendActivation(core.context, { ids: [id], actor: atConsole(person) });
    expect(await newestMail(core)).toContain(words);
  },
);

it('whoever signs up is not invited', async () => {
  const core = await createCore();
  await register(core, 'anna');
  const mail = await newestMail(core);
  expect(mail).toContain('have asked to register');
  expect(mail).not.toContain('invited');
});

it('an invitation is taken back whole: the account, its rights and the mail', async () => {
  const core = await createCore();
  const { id, operationId } = await invite(core, STAFF);
  await undo(core, operationId);
  const accounts = await core.db.selectFrom('auth_user').select('id').execute();
  expect(accounts).not.toContainEqual({ id });
  const mails = await core.db.selectFrom('gatehouse_outbox').select('state').execute();
  expect(mails).toEqual([{ state: 'cancelled' }]);
});

it('a reset mail that was queued before there were invitations is written as ever', async () => {
  const core = await createCore();
  const { id, person } = await invite(core, USER);
  await sendReset(core.context, { ids: [id], person });
  await core.db
    .updateTable('gatehouse_outbox')
    .set(({ fn, val }) => ({
      variables: fn<string>('json_remove', ['variables', val('$.invited_as')]),
    }))
    .execute();
  expect(await newestMail(core)).toContain('asked for a new password');
});
