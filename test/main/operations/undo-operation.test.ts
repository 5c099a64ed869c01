import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { addNote } from '../../../src/main/accounts/account-notes.ts';
import { deleteAccounts, deactivateAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { setGroups } from '../../../src/main/accounts/set-rights.ts';
import { activationMailFates } from '../../../src/main/mail/outbox/mail-fate.ts';
import { createAccount } from '../../../src/main/registrations/create-account.ts';
import { rejectRegistrations } from '../../../src/main/registrations/remove-registrations.ts';
import {
  activateRegistrations,
  resendActivation,
} from '../../../src/main/registrations/review-registrations.ts';
import { sendReset } from '../../../src/main/sign-in/send-reset.ts';
import { restorePeople } from '../../../src/main/trash/restore-people.ts';
import {
  actorOf,
  addAccount,
  addAdministrator,
  type Core,
  createCore,
  PASSWORD,
  register,
  undo,
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

  it('case 44: refuses the people whose rows changed since, names them, and undoes the others', async () => {
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

  it('compares user names whatever their letter case, as the forms do', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    const id = await addAccount(core, { username: 'anna', isActive: true });
    const other = await addAccount(core, { username: 'boris', isActive: true });
    const act = await deleteAccounts(core.context, {
      ids: [id, other],
      person,
      includeSelf: false,
    });
    await addAccount(core, { username: 'ANNA' });
    expect(await undo(core, act.operationId, actorOf(person))).toMatchObject({
      undone: 1,
      refused: [
        { name: 'anna', reason: 'The user name ANNA has been taken by somebody else since.' },
      ],
    });
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
      { state: 'cancelled', next_attempt_at: '2026-03-01 12:00:10' },
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

describe('a mail of an act that is taken back', () => {
  it('still leaves to whoever is refused: it holds the only link that works', async () => {
    const core = await createCore();
    const actor = actorOf(await addAdministrator(core));
    const ids = [await register(core, 'anna'), await register(core, 'boris')];
    core.clock.advance({ days: 1 });
    const act = await resendActivation(core.context, { ids, actor });
    await core.db
      .updateTable('gatehouse_registration')
      .set({ reissued_at: '2026-03-05 12:00:00' })
      .where('user_id', '=', ids[1] ?? 0)
      .execute();
    const undone = await undo(core, act.operationId, actor);
    expect(undone).toMatchObject({ undone: 1, mailsTakenBack: 1, mailsGone: 0 });
    expect(undone.refused).toMatchObject([{ name: 'boris' }]);
    const mails = await core.db
      .selectFrom('gatehouse_outbox')
      .select(['account_id', 'state'])
      .where('operation_id', '=', act.operationId)
      .orderBy('id')
      .execute();
    expect(mails).toEqual([
      { account_id: ids[0], state: 'cancelled' },
      { account_id: ids[1], state: 'queued' },
    ]);
  });

  it('is taken back also when the act has changed nobody’s rows', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    const id = await addAccount(core, { username: 'anna', isActive: true });
    const act = await sendReset(core.context, { ids: [id], person });
    expect(await undo(core, act.operationId)).toMatchObject({ mailsTakenBack: 1, mailsGone: 0 });
  });
});

describe('undoing the making of accounts', () => {
  async function withMade() {
    const core = await createCore();
    const person = await addAdministrator(core);
    const flags = { isStaff: false, isSuperuser: false };
    const names = { firstName: ' Zoe ', lastName: '' };
    const made = await createAccount(core.context, {
      fields: { username: 'zoe', email: 'zoe@people.example', ...names, ...flags },
      password: PASSWORD,
      start: 'pending',
      person,
    });
    return { core, person, made };
  }

  it('takes along what became theirs since, and the trash brings it back', async () => {
    const { core, person, made } = await withMade();
    await core.db.insertInto('auth_group').values({ name: 'Editors' }).execute();
    await setGroups(core.context, { ids: [made.id], add: [1], remove: [], person });
    await addNote(core.context, { id: made.id, text: 'A note.', person });
    const before = await snapshot(core);
    const undone = await undo(core, made.operationId);
    expect(undone).toMatchObject({ undone: 1, refused: [], mailsTakenBack: 1 });
    const notes = () => core.db.selectFrom('gatehouse_note').select('text').execute();
    expect(await notes()).toEqual([]);
    await restorePeople(core, { ids: [made.id], actor: actorOf(person), isSuperuser: true });
    expect(await notes()).toEqual([{ text: 'A note.' }]);
    expect(await snapshot(core)).toEqual(before);
  });

  it('refuses whom a table of the site refers to, and names the table', async () => {
    const { core, made } = await withMade();
    await sql`CREATE TABLE blog_post (author_id INTEGER REFERENCES auth_user (id))`.execute(
      core.db,
    );
    await sql`INSERT INTO blog_post VALUES (${made.id})`.execute(core.db);
    const undone = await undo(core, made.operationId);
    expect(undone.refused).toEqual([
      { name: 'zoe', reason: 'The table blog_post (1 row) refers to it.' },
    ]);
    expect(undone).toMatchObject({ undone: 0, mailsTakenBack: 0 });
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
