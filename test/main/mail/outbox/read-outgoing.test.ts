import { expect, it } from 'vitest';

import { SYSTEM } from '../../../../src/main/operations/actor.ts';
import { runOperation } from '../../../../src/main/operations/run-operation.ts';
import { type ConsoleCore, createConsoleCore, signIn } from '../../../support/console-core.ts';
import { register } from '../../../support/core.ts';

const LINK = 'http://example.com/accounts/password/reset/confirm/MQ/abc/';

/** Puts a mail with a link that sets a password into the outbox. */
async function putResetMail(core: ConsoleCore): Promise<number> {
  const { value } = await runOperation(
    core.db,
    { kind: 'accounts.update', actor: SYSTEM, at: core.now() },
    (operation) =>
      core.outbox.put(operation, {
        kind: 'password_reset',
        accountId: null,
        to: 'anna@people.example',
        notAfter: null,
        graceMs: 0,
        context: {
          user: { username: 'anna' },
          reset_link: LINK,
          uid: 'MQ',
          token: 'abc',
          expiration_hours: 1,
        },
      }),
  );
  return value.id;
}

async function onlyMail(core: ConsoleCore): Promise<number> {
  const { id } = await core.db
    .selectFrom('gatehouse_outbox')
    .select('id')
    .executeTakeFirstOrThrow();
  return id;
}

const bytes = (core: ConsoleCore, id: number) =>
  core.db
    .selectFrom('gatehouse_outbox')
    .select('raw')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

it('a mail is read before it leaves, as it will leave, and the look leaves no trace', async () => {
  const core = await createConsoleCore();
  await signIn(core, 'staff');
  await register(core, 'anna');
  const id = await onlyMail(core);
  const { mail } = await core.call('outbox.read', { id });
  expect(await bytes(core, id)).toEqual({ raw: null });
  expect(mail?.text).toMatch(/http.*\/accounts\/activate\/[0-9a-f]+/);
  expect(mail?.headers).toContainEqual({ name: 'To', value: 'anna@people.example' });
  expect(mail?.headers).toContainEqual({ name: 'Auto-Submitted', value: 'auto-generated' });
  const page = await core.services.previews.page(mail?.path ?? '')?.text();
  expect(page).toContain('Activate your account');
  const looked = await core.outbox.look(core.db, id);
  expect((await core.outbox.bytesOf(core.db, id)).equals(looked)).toBe(true);
});

it('a mail whose link sets a password is a superuser’s to read', async () => {
  const core = await createConsoleCore();
  await signIn(core, 'staff');
  const id = await putResetMail(core);
  const refused = await core.call('outbox.read', { id });
  expect(refused).toEqual({ mail: null, reason: expect.stringContaining('Only superusers') });
  await signIn(core);
  const { mail } = await core.call('outbox.read', { id });
  expect(mail?.text).toContain(LINK);
});

it('tells why there is nothing to be read', async () => {
  const core = await createConsoleCore();
  await signIn(core);
  await register(core, 'anna');
  const id = await onlyMail(core);
  await core.db
    .updateTable('gatehouse_outbox')
    .set({ variables: '{}' })
    .where('id', '=', id)
    .execute();
  expect(await core.call('outbox.read', { id })).toEqual({
    mail: null,
    reason: expect.stringContaining('It could not be written:'),
  });
  await core.db
    .updateTable('gatehouse_outbox')
    .set({ variables: null, envelope_to: '' })
    .where('id', '=', id)
    .execute();
  expect(await core.call('outbox.read', { id })).toEqual({
    mail: null,
    reason: 'It went with its person, who was deleted for good.',
  });
  expect(await core.refusal('outbox.read', { id: 999 })).toMatchObject({ code: 'not-found' });
});
