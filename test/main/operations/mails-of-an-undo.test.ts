import { describe, expect, it } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import { requestReset } from '../../../src/main/sign-in/request-reset.ts';
import { type ConsoleCore, createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount, keyOf, register } from '../../support/core.ts';
import { outbox, withSink } from '../../support/courier.ts';
import { change } from '../../support/site-flows.ts';

async function open() {
  const console = await createConsoleCore();
  await signIn(console);
  await change(console, 'registration', { holdAfter: 0 });
  return console;
}

function undo(console: ConsoleCore, id: number | null): Promise<OutputOf<'operations.undo'>> {
  return console.call('operations.undo', { id: id ?? 0 });
}

/** Takes an act back, and then that undo. @returns Both answers. */
async function redo(console: ConsoleCore, id: number | null) {
  const undone = await undo(console, id);
  return { undone, redone: await undo(console, undone.operationId) };
}

async function states(console: ConsoleCore) {
  return (await outbox(console)).map(({ kind, state }) => `${kind} ${state}`);
}

/** The mails that leave within an hour, with their lines whole. */
async function leaving(console: ConsoleCore) {
  const { sink, courier } = await withSink(console);
  console.clock.advance({ hours: 1 });
  await courier.flush();
  return sink.messages.map((message) => message.replaceAll('=\r\n', ''));
}

describe('the undo of an undo', () => {
  it('mails the newer link again, and not the older', async () => {
    const console = await open();
    const anna = await register(console, 'anna');
    const resent = await console.call('registrations.resend', { ids: [anna] });
    const { redone } = await redo(console, resent.operationId);
    expect(redone).toMatchObject({ undone: 1, mailsPutBack: 1, mailsTakenBack: 1, mailsLost: [] });
    expect(await states(console)).toEqual(['activation cancelled', 'activation queued']);
    const [mail, ...others] = await leaving(console);
    expect(mail).toContain(await keyOf(console, anna));
    expect(others).toEqual([]);
  });

  it('mails a link to whoever needs a new password again', async () => {
    const console = await open();
    const bob = await addAccount(console, { username: 'bob', isActive: true });
    const ended = await console.call('accounts.requireNewPassword', { ids: [bob] });
    const { redone } = await redo(console, ended.operationId);
    expect(redone).toMatchObject({ undone: 1, mailsPutBack: 1, mailsLost: [] });
    expect(await leaving(console)).toHaveLength(1);
  });

  it('brings back a mail that was all there was to the act, and can be taken back in turn', async () => {
    const console = await open();
    const bob = await addAccount(console, { username: 'bob', isActive: true });
    const sent = await console.call('accounts.sendReset', { ids: [bob] });
    const { undone, redone } = await redo(console, sent.operationId);
    expect(undone).toMatchObject({ mailsTakenBack: 1, mailsPutBack: 0 });
    expect(redone).toMatchObject({ mailsTakenBack: 0, mailsPutBack: 1 });
    expect(await undo(console, redone.operationId)).toMatchObject({ mailsTakenBack: 1 });
    expect(await states(console)).toEqual(['password_reset cancelled']);
  });

  it('tells of a rejection again, and not of the sign-up', async () => {
    const console = await open();
    const anna = await register(console, 'anna');
    const rejected = await console.call('registrations.reject', {
      ids: [anna],
      reason: 'other',
      note: 'no',
      tell: true,
    });
    const { redone } = await redo(console, rejected.operationId);
    expect(await states(console)).toEqual(['activation cancelled', 'rejected queued']);
    await undo(console, redone.operationId);
    expect(await states(console)).toEqual(['activation queued', 'rejected cancelled']);
  });

  it('holds what was held, with its reason', async () => {
    const console = await open();
    const bob = await addAccount(console, { username: 'bob', isActive: true });
    const sent = await console.call('accounts.sendReset', { ids: [bob] });
    await console.db
      .updateTable('gatehouse_outbox')
      .set({ state: 'held', next_attempt_at: null, why: 'Too many.' })
      .execute();
    await redo(console, sent.operationId);
    expect((await outbox(console))[0]).toMatchObject({ state: 'held', why: 'Too many.' });
  });

  it('sends nothing twice', async () => {
    const console = await open();
    const anna = await register(console, 'anna');
    const resent = await console.call('registrations.resend', { ids: [anna] });
    expect(await leaving(console)).toHaveLength(1);
    const { undone, redone } = await redo(console, resent.operationId);
    expect(undone).toMatchObject({ mailsGone: 1, mailsPutBack: 1 });
    expect(redone).toMatchObject({ mailsGone: 0, mailsPutBack: 0, mailsLost: [] });
    expect(await leaving(console)).toEqual([]);
  });

  it('names whose reset link has ended meanwhile, and does not mail it', async () => {
    const console = await open();
    const bob = await addAccount(console, { username: 'bob', isActive: true });
    const eve = await addAccount(console, { username: 'eve', isActive: true });
    const gus = await addAccount(console, { username: 'gus', isActive: true });
    const ended = await console.call('accounts.sendReset', { ids: [bob, eve, gus] });
    const undone = await undo(console, ended.operationId);
    console.clock.advance({ hours: 1 });
    const set = (id: number, values: Record<string, string>) =>
      console.db.updateTable('auth_user').set(values).where('id', '=', id).execute();
    await set(bob, { last_login: '2026-03-01 12:30:00' });
    await set(eve, { email: 'eve@new.example' });
    const redone = await undo(console, undone.operationId);
    expect(redone).toMatchObject({
      mailsPutBack: 1,
      mailsLost: [
        { name: 'bob', reason: 'The link inside has ended: they have signed in since.' },
        { name: 'eve', reason: 'The link inside has ended: their address is another now.' },
      ],
    });
    expect(await leaving(console)).toHaveLength(1);
  });

  it('names whose link ran out before it was mailed', async () => {
    const console = await open();
    const anna = await register(console, 'anna');
    const bob = await addAccount(console, { username: 'bob', isActive: true });
    const sent = await console.call('accounts.sendReset', { ids: [bob] });
    const deleted = await console.call('registrations.delete', { ids: [anna] });
    const undone = await undo(console, sent.operationId);
    console.clock.advance({ days: 10 });
    const why = 'The link inside has run out.';
    expect((await undo(console, undone.operationId)).mailsLost).toEqual([
      { name: 'bob', reason: why },
    ]);
    expect(await undo(console, deleted.operationId)).toMatchObject({
      mailsPutBack: 0,
      mailsLost: [{ name: 'anna', reason: why }],
    });
  });
});

it('what a deactivation keeps from leaving leaves after all when it is taken back', async () => {
  const console = await open();
  const bob = await addAccount(console, { username: 'bob', isActive: true });
  await requestReset(console.context, 'bob@people.example');
  const { operationId } = await console.call('accounts.deactivate', { ids: [bob] });
  expect(await leaving(console)).toEqual([]);
  expect(await undo(console, operationId)).toMatchObject({ mailsPutBack: 1 });
  expect(await leaving(console)).toHaveLength(1);
});

it('a mail that was put back and then cancelled by hand can be taken up again', async () => {
  const console = await open();
  const anna = await register(console, 'anna');
  const deleted = await console.call('registrations.delete', { ids: [anna] });
  await undo(console, deleted.operationId);
  const ids = (await outbox(console)).map(({ id }) => id);
  await console.call('outbox.cancel', { ids });
  expect(await console.call('outbox.restore', { ids })).toMatchObject({ restored: 1 });
});
