import { describe, expect, it } from 'vitest';

import { activateByKey, examineKey } from '../../../src/main/registrations/activate-by-key.ts';
import { cleanUp, judgeCleanUp } from '../../../src/main/registrations/clean-up.ts';
import {
  deleteRegistrations,
  rejectRegistrations,
} from '../../../src/main/registrations/remove-registrations.ts';
import {
  activateRegistrations,
  changeEmailAndResend,
  resendActivation,
} from '../../../src/main/registrations/review-registrations.ts';
import { VISITOR } from '../../../src/main/operations/actor.ts';
import { signUp } from '../../../src/main/registrations/sign-up.ts';
import {
  actorOf,
  addAccount,
  addAdministrator,
  type Core,
  createCore,
  keyOf,
  PASSWORD,
  register,
} from '../../support/core.ts';
import { countPending, pendingRows } from '../../support/people-lists.ts';
import { outboxOf } from '../../support/site-browser.ts';

async function mails({ db }: Core) {
  return db
    .selectFrom('gatehouse_outbox')
    .select(['kind', 'state', 'envelope_to', 'not_after'])
    .orderBy('id')
    .execute();
}

describe('signing up', () => {
  it('makes the account, its profile and the mail with the link on its own line', async () => {
    const core = await createCore();
    const id = await register(core, 'anna');
    const user = await core.db.selectFrom('auth_user').selectAll().executeTakeFirstOrThrow();
    expect(user).toMatchObject({
      id,
      is_active: 0,
      last_login: null,
      email: 'anna@people.example',
    });
    const [mail] = await outboxOf(core);
    const text = mail?.raw.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? '';
    expect(text).toContain(
      `\r\nhttp://example.com/accounts/activate/${await keyOf(core, id)}/\r\n`,
    );
    expect(text).toContain('7 days');
  });

  it('leaves nothing behind when the mail can’t be queued', async () => {
    const core = await createCore();
    const broken = {
      ...core.context,
      outbox: { ...core.outbox, putMany: () => Promise.reject(new Error('no room')) },
    };
    const form = {
      username: 'anna',
      email: 'anna@people.example',
      password1: PASSWORD,
      password2: PASSWORD,
    };
    const from = { actor: VISITOR, address: '' };
    await expect(signUp(broken, form, from)).rejects.toThrow('no room');
    expect(await core.db.selectFrom('auth_user').selectAll().execute()).toEqual([]);
    expect(await core.db.selectFrom('gatehouse_operation').selectAll().execute()).toEqual([]);
  });
});

describe('a visitor’s user name', () => {
  it.each(['admin', 'Admin', 'root', '\u0430dmin', 'ａｄｍｉｎ', 'p\u0430ypal'])(
    'can’t be %s, which is reserved or passes for another',
    async (username) => {
      const core = await createCore();
      await expect(register(core, username)).rejects.toThrow('cannot be registered');
    },
  );
});

describe('the link', () => {
  it('activates once; of two clicks at once one finds it done', async () => {
    const core = await createCore();
    const key = await keyOf(core, await register(core, 'anna'));
    const both = await Promise.all([
      activateByKey(core.context, key),
      activateByKey(core.context, key),
    ]);
    expect(both.map(({ state }) => state).toSorted()).toEqual(['already-active', 'valid']);
    const acts = await core.db
      .selectFrom('gatehouse_operation')
      .selectAll()
      .where('kind', '=', 'registrations.activateByLink')
      .execute();
    expect(acts).toHaveLength(1);
  });

  it('ends at exactly seven days of 24 hours, not a moment before', async () => {
    const core = await createCore();
    const key = await keyOf(core, await register(core, 'anna'));
    core.clock.advance({ days: 7, ms: -1 });
    expect((await examineKey(core.context, key)).state).toBe('valid');
    core.clock.advance({ ms: 1 });
    expect((await examineKey(core.context, key)).state).toBe('expired');
    expect((await activateByKey(core.context, key)).state).toBe('expired');
  });

  it('never brings back an account that was deactivated after its activation', async () => {
    const core = await createCore();
    const id = await register(core, 'anna');
    const key = await keyOf(core, id);
    await activateByKey(core.context, key);
    await core.db.updateTable('auth_user').set({ is_active: 0 }).where('id', '=', id).execute();
    expect((await activateByKey(core.context, key)).state).toBe('used');
    const row = await core.db.selectFrom('auth_user').select('is_active').executeTakeFirstOrThrow();
    expect(row.is_active).toBe(0);
  });

  it('dies when a new one is sent, and the days count from then', async () => {
    const core = await createCore();
    const actor = actorOf(await addAdministrator(core));
    const id = await register(core, 'anna');
    const old = await keyOf(core, id);
    core.clock.advance({ days: 8 });
    const outcome = await resendActivation(core.context, { ids: [id], actor });
    expect(outcome).toMatchObject({ done: 1, mailsQueued: 1 });
    expect((await examineKey(core.context, old)).state).toBe('unknown');
    expect((await examineKey(core.context, await keyOf(core, id))).state).toBe('valid');
    core.clock.advance({ days: 6, hours: 23 });
    expect((await activateByKey(core.context, await keyOf(core, id))).state).toBe('valid');
  });

  it('is found by its text when Django itself wrote the profile', async () => {
    const core = await createCore();
    const id = await addAccount(core, { username: 'from-django' });
    const activation_key = 'ab'.repeat(32);
    await core.db
      .insertInto('registration_registrationprofile')
      .values({ user_id: id, activated: 0, activation_key })
      .execute();
    expect((await activateByKey(core.context, activation_key)).state).toBe('valid');
  });
});

describe('the reviewer', () => {
  it('takes the waiting mail with the old link out of the outbox when a new one is sent', async () => {
    const core = await createCore();
    const actor = actorOf(await addAdministrator(core));
    const id = await register(core, 'anna');
    await resendActivation(core.context, { ids: [id], actor });
    expect((await mails(core)).map(({ state }) => state)).toEqual(['cancelled', 'queued']);
  });

  it('activates expired sign-ups too and tells the people', async () => {
    const core = await createCore();
    const actor = actorOf(await addAdministrator(core));
    const id = await register(core, 'anna');
    core.clock.advance({ days: 30 });
    const outcome = await activateRegistrations(core.context, { ids: [id, 4_711], actor });
    expect(outcome).toMatchObject({ done: 1, mailsQueued: 1 });
    expect(outcome.skipped).toEqual([{ id: 4_711, name: '#4711', reason: 'Is gone already.' }]);
    expect((await mails(core)).at(-1)).toMatchObject({
      kind: 'activated',
      envelope_to: 'anna@people.example',
    });
  });

  it('corrects an address and sends the mail there', async () => {
    const core = await createCore();
    const actor = actorOf(await addAdministrator(core));
    const id = await register(core, 'anna');
    await changeEmailAndResend(core.context, { id, email: 'anna@right.example', actor });
    expect((await mails(core)).at(-1)).toMatchObject({
      kind: 'activation',
      envelope_to: 'anna@right.example',
    });
    await expect(
      changeEmailAndResend(core.context, { id, email: 'anna@', actor }),
    ).rejects.toMatchObject({ failure: { fields: { email: ['Enter a valid email address.'] } } });
    await expect(
      changeEmailAndResend(core.context, { id, email: 'anna@right.example', actor }),
    ).rejects.toMatchObject({
      failure: { fields: { email: [expect.stringContaining('already')] } },
    });
  });

  it('tells a rejected person unless it is spam, and remembers the rejection', async () => {
    const core = await createCore();
    const actor = actorOf(await addAdministrator(core));
    const ids = [await register(core, 'anna')];
    const spam = {
      ids: [await register(core, 'buy-pills')],
      actor,
      reason: 'spam',
      note: '',
      tell: true,
    } as const;
    await rejectRegistrations(core.context, {
      ids,
      actor,
      reason: 'other',
      note: 'Sorry.',
      tell: true,
    });
    expect(await rejectRegistrations(core.context, spam)).toMatchObject({
      done: 1,
      mailsQueued: 0,
    });
    expect((await mails(core)).filter(({ kind }) => kind === 'rejected')).toHaveLength(1);
    const kept = await core.db
      .selectFrom('gatehouse_rejection')
      .select(['username', 'reason'])
      .execute();
    expect(kept).toEqual([
      { username: 'anna', reason: 'other' },
      { username: 'buy-pills', reason: 'spam' },
    ]);
  });

  it('never deletes somebody who is or was somebody from Pending', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    const active = await addAccount(core, { username: 'active', isActive: true });
    const outcome = await deleteRegistrations(core.context, {
      ids: [person.id, active],
      actor: actorOf(person),
    });
    expect(outcome).toMatchObject({ done: 0, operationId: null });
    expect(outcome.skipped.map(({ reason }) => reason)).toEqual(['Is active.', 'Is active.']);
  });
});

describe('the list of pending sign-ups', () => {
  it('shows when each ends, the soonest first, and what became of the mail', async () => {
    const core = await createCore();
    await register(core, 'first');
    core.clock.advance({ days: 1 });
    await register(core, 'second');
    const rows = await pendingRows(core.context);
    expect(rows.map(({ username, expiresAt }) => [username, expiresAt])).toEqual([
      ['first', '2026-03-08T12:00:00.000Z'],
      ['second', '2026-03-09T12:00:00.000Z'],
    ]);
    expect(rows[0]?.mail).toEqual({ state: 'waiting', text: 'Waiting' });
  });

  it('finds by parts of the address and treats % and _ as letters', async () => {
    const core = await createCore();
    await register(core, 'anna_b');
    await register(core, 'annaxb');
    const find = (query: string) => countPending(core.context, query);
    expect(await find('people.example')).toBe(2);
    expect(await find('anna_b')).toBe(1);
    expect(await find('100%')).toBe(0);
  });
});

describe('cleaning up', () => {
  it('plans who goes and who stays, then takes only the frozen set', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    const gone = await register(core, 'gone');
    const signedIn = await register(core, 'signed-in');
    await core.db
      .updateTable('auth_user')
      .set({ last_login: '2026-03-02 10:00:00' })
      .where('id', '=', signedIn)
      .execute();
    const resent = await register(core, 'resent');
    core.clock.advance({ days: 5 });
    await resendActivation(core.context, { ids: [resent], actor: actorOf(person) });
    core.clock.advance({ days: 3 });
    const fresh = await register(core, 'fresh');
    const plan = await judgeCleanUp(core.context);
    expect(plan.ids).toEqual([gone]);
    expect(plan.goes).toEqual([{ reason: 'Never activated, and the link ended.', count: 1 }]);
    expect(plan.leftOut).toEqual([
      { reason: 'Has signed in before.', count: 1, names: ['signed-in'] },
      {
        reason: 'Signed up long enough ago, but a newer link still works.',
        count: 1,
        names: ['resent'],
      },
    ]);
    const outcome = await cleanUp(core.context, {
      ids: [gone, signedIn, resent, fresh],
      actor: actorOf(person),
    });
    expect(outcome).toMatchObject({ done: 1 });
    const left = await core.db.selectFrom('auth_user').select('username').orderBy('id').execute();
    expect(left.map(({ username }) => username)).toEqual(['eva', 'signed-in', 'resent', 'fresh']);
  });
});
