import { describe, expect, it } from 'vitest';

import { deleteAccounts, deactivateAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { activationMailFates } from '../../../src/main/mail/mail-fate.ts';
import { undoOperation } from '../../../src/main/operations/undo-operation.ts';
import {
  activateRegistrations,
  rejectRegistrations,
  resendActivation,
} from '../../../src/main/registrations/review-registrations.ts';
import {
  actorOf,
  addAccount,
  addAdministrator,
  type Core,
  createCore,
  register,
} from '../../support/core.ts';

const TABLES = [
  'auth_user',
  'registration_registrationprofile',
  'gatehouse_registration',
  'gatehouse_rejection',
  'auth_user_groups',
] as const;

async function snapshot({ db }: Core): Promise<unknown> {
  const tables = TABLES.map((table) =>
    db
      .selectFrom(table)
      .selectAll()
      .orderBy('rowid' as never)
      .execute(),
  );
  return Promise.all(tables);
}

async function undo(core: Core, id: number | null, actor: ReturnType<typeof actorOf>) {
  return undoOperation(core, {
    id: id ?? 0,
    actor,
    at: core.now(),
    takeMailBack: core.outbox.takeBack,
    putMailBack: core.outbox.putBack,
    before: async () => {},
    after: async () => {},
  });
}

describe('undoing an operation', () => {
  it('restores every account table as it was after an activation', async () => {
    const core = await createCore();
    const actor = actorOf(await addAdministrator(core));
    const ids = [await register(core, 'anna'), await register(core, 'boris')];
    const before = await snapshot(core);
    const act = await activateRegistrations(core.context, { ids, actor });
    expect(act.done).toBe(2);
    const undone = await undo(core, act.operationId, actor);
    expect(undone).toMatchObject({ undone: 2, refused: [], mailsTakenBack: 2, mailsGone: 0 });
    expect(await snapshot(core)).toEqual(before);
  });

  it('brings rejected people back whole, with their profile and key', async () => {
    const core = await createCore();
    const actor = actorOf(await addAdministrator(core));
    const ids = [await register(core, 'anna'), await register(core, 'boris')];
    const before = await snapshot(core);
    const act = await rejectRegistrations(core.context, {
      ids,
      actor,
      reason: 'not-eligible',
      note: 'Members only.',
      tell: true,
    });
    expect(act).toMatchObject({ done: 2, mailsQueued: 2 });
    await undo(core, act.operationId, actor);
    expect(await snapshot(core)).toEqual(before);
  });

  it('gives the old activation link back after a resend', async () => {
    const core = await createCore();
    const actor = actorOf(await addAdministrator(core));
    const ids = [await register(core, 'anna')];
    const before = await snapshot(core);
    core.clock.advance({ days: 3 });
    const act = await resendActivation(core.context, { ids, actor });
    expect(await snapshot(core)).not.toEqual(before);
    await undo(core, act.operationId, actor);
    expect(await snapshot(core)).toEqual(before);
  });

  it('refuses the people whose rows changed since, names them, and undoes the others', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    const actor = actorOf(person);
    const ids = [await register(core, 'anna'), await register(core, 'boris')];
    const act = await activateRegistrations(core.context, { ids, actor });
    await deactivateAccounts(core.context, { ids: [ids[0] ?? 0], person, includeSelf: false });
    const undone = await undo(core, act.operationId, actor);
    expect(undone.undone).toBe(1);
    expect(undone.refused).toEqual([{ name: 'anna', reason: 'It was changed since (is active).' }]);
  });

  it('refuses a person whose user name somebody else has taken since', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    const id = await addAccount(core, { username: 'anna', isActive: true });
    const act = await deleteAccounts(core.context, { ids: [id], person, includeSelf: false });
    await addAccount(core, { username: 'anna' });
    const undone = await undo(core, act.operationId, actorOf(person));
    expect(undone.undone).toBe(0);
    expect(undone.refused[0]?.reason).toContain('taken by somebody else');
  });

  it('can itself be undone, and an act only once', async () => {
    const core = await createCore();
    const actor = actorOf(await addAdministrator(core));
    const ids = [await register(core, 'anna')];
    const act = await activateRegistrations(core.context, { ids, actor });
    const after = await snapshot(core);
    const undone = await undo(core, act.operationId, actor);
    await undo(core, undone.operationId, actor);
    expect(await snapshot(core)).toEqual(after);
    await expect(undo(core, act.operationId, actor)).rejects.toMatchObject({
      failure: { code: 'conflict' },
    });
  });

  it('puts the mail back into the queue that a resend had taken out, and its fate counts again', async () => {
    const core = await createCore();
    const actor = actorOf(await addAdministrator(core));
    const id = await register(core, 'anna');
    const act = await resendActivation(core.context, { ids: [id], actor });
    await undo(core, act.operationId, actor);
    const mails = await core.db
      .selectFrom('gatehouse_outbox')
      .select(['state', 'next_attempt_at'])
      .orderBy('id')
      .execute();
    expect(mails).toEqual([
      { state: 'queued', next_attempt_at: '2026-03-01 12:00:00' },
      { state: 'cancelled', next_attempt_at: null },
    ]);
    const fates = await activationMailFates(core.db, [id]);
    expect(fates.get(id)).toMatchObject({ state: 'waiting' });
  });

  it('says how many mails had already left', async () => {
    const core = await createCore();
    const actor = actorOf(await addAdministrator(core));
    const ids = [await register(core, 'anna'), await register(core, 'boris')];
    const act = await resendActivation(core.context, { ids, actor });
    await core.db
      .updateTable('gatehouse_outbox')
      .set({ state: 'sent' })
      .where('operation_id', '=', act.operationId)
      .where('account_id', '=', ids[0] ?? 0)
      .execute();
    const undone = await undo(core, act.operationId, actor);
    expect(undone).toMatchObject({ mailsTakenBack: 1, mailsGone: 1 });
  });
});

describe('the log', () => {
  it('writes Django’s own history in its words, without values', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    const id = await register(core, 'anna');
    await activateRegistrations(core.context, { ids: [id], actor: actorOf(person) });
    const rows = await core.db.selectFrom('django_admin_log').selectAll().execute();
    expect(rows).toMatchObject([
      {
        object_id: String(id),
        object_repr: 'anna',
        action_flag: 2,
        user_id: person.id,
        change_message: '[{"changed": {"fields": ["Active"]}}]',
      },
    ]);
  });

  it('keeps nothing of an act that changed nothing', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    const id = await addAccount(core, { username: 'anna', isActive: true });
    const outcome = await activateRegistrations(core.context, {
      ids: [id],
      actor: actorOf(person),
    });
    expect(outcome).toMatchObject({ operationId: null, done: 0 });
    expect(outcome.skipped).toEqual([{ id, name: 'anna', reason: 'Is active already.' }]);
  });
});
