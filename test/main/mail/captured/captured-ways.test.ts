import { expect, it } from 'vitest';

import { createConsoleCore, signIn } from '../../../support/console-core.ts';
import { addAccount, register } from '../../../support/core.ts';

/** A console where mails were captured, each with these headers, to these people. */
async function consoleWith(
  ...mails: readonly { readonly messageId?: string; readonly to: readonly string[] }[]
) {
  const core = await createConsoleCore();
  await signIn(core);
  const add = async ({ messageId = 'x@shop.example', to }: (typeof mails)[number]) => {
    await core.services.captured.add({
      raw: Buffer.from(`Message-ID: <${messageId.replace(/^<|>$/g, '')}>\r\n\r\nHello\r\n`),
      envelopeFrom: 'shop@shop.example',
      envelopeTo: to,
      receivedAt: core.now(),
    });
    await core.services.captured.settled();
  };
  for (const mail of mails) await add(mail);
  return { ...core, add };
}

/** Anna's sign-up, whose mail was captured. */
async function annasMail() {
  const core = await consoleWith();
  const anna = await register(core, 'anna');
  const mail = await core.db
    .updateTable('gatehouse_outbox')
    .set({ state: 'sent', destination: 'capture' })
    .returning(['id', 'message_id'])
    .executeTakeFirstOrThrow();
  await core.add({ messageId: mail.message_id, to: ['anna@people.example'] });
  return { ...core, anna, mailId: mail.id };
}

it('a mail of the outbox leads to itself as it was captured, until it is deleted there', async () => {
  const core = await annasMail();
  const captured = () => core.call('outbox.captured', { id: core.mailId });
  expect(await captured()).toEqual({ capturedId: 1 });
  await core.call('captured.delete', { ids: [1] });
  expect(await captured()).toEqual({ capturedId: null });
});

it('a mail that went elsewhere is no captured one, though one with its name is there', async () => {
  const core = await annasMail();
  await core.db.updateTable('gatehouse_outbox').set({ destination: 'mail.example:587' }).execute();
  expect(await core.call('outbox.captured', { id: core.mailId })).toEqual({ capturedId: null });
});

it('the story and the verdict name the mail that they tell of', async () => {
  const core = await annasMail();
  const { items } = await core.call('accounts.story', { id: core.anna, kind: 'mails', limit: 5 });
  expect(items.map(({ mailId }) => mailId)).toEqual([core.mailId]);
  const { mailVerdict } = await core.call('accounts.get', { id: core.anna });
  expect(mailVerdict.mailId).toBe(core.mailId);
});

it('a captured mail leads to whom it was written, whatever their address is by now', async () => {
  const core = await annasMail();
  await core.db.updateTable('auth_user').set({ email: 'new@people.example' }).execute();
  await addAccount(core, { username: 'other', email: 'anna@people.example' });
  expect(await core.call('captured.people', { id: 1 })).toEqual({
    people: [{ id: core.anna, username: 'anna' }],
  });
});

it('a mail of another program leads to who has its address, each of them where they share it', async () => {
  const core = await consoleWith({ to: ['ANNA@bücher.example'] }, { to: ['nobody@x.example'] });
  const one = await addAccount(core, { username: 'anna', email: 'anna@xn--bcher-kva.example' });
  const two = await addAccount(core, { username: 'anne', email: 'Anna@bücher.example' });
  expect(await core.call('captured.people', { id: 1 })).toEqual({
    people: [
      { id: one, username: 'anna' },
      { id: two, username: 'anne' },
    ],
  });
  expect(await core.call('captured.people', { id: 2 })).toEqual({ people: [] });
});
