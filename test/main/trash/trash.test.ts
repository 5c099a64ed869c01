import { describe, expect, it } from 'vitest';

import { insertAccount } from '../../../src/main/accounts/account-store.ts';
import { deleteAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { cleanUp } from '../../../src/main/registrations/clean-up.ts';
import { followDeadlines } from '../../../src/main/registrations/mail-deadlines.ts';
import { rejectRegistrations } from '../../../src/main/registrations/remove-registrations.ts';
import { sendReset } from '../../../src/main/sign-in/send-reset.ts';
import { accountStory } from '../../../src/main/story/account-story.ts';
import { restoreAs } from '../../../src/main/trash/restore-people.ts';
import { listTrash, trashIds } from '../../../src/main/trash/trash-list.ts';
import { saveRegistration } from '../../support/site.ts';
import { addAccount, type Core, register, undo } from '../../support/core.ts';
import { inTrash, mailOf, site } from '../../support/trash.ts';

const TABLES = [
  'auth_user',
  'auth_user_groups',
  'registration_registrationprofile',
  'gatehouse_registration',
  'gatehouse_rejection',
] as const;

async function rowsOf({ db }: Core): Promise<readonly string[]> {
  const tables = TABLES.map(async (table) => {
    const rows = await db.selectFrom(table).selectAll().execute();
    return rows.map((row) => `${table} ${JSON.stringify(row)}`);
  });
  return (await Promise.all(tables)).flat().toSorted();
}

describe('the trash', () => {
  it('holds whoever was deleted, with when, by whom and by which act', async () => {
    const { core, person, actor, reject } = await site();
    const anna = await addAccount(core, { username: 'anna', firstName: 'Anna', lastName: 'Lind' });
    const boris = await register(core, 'boris');
    const clara = await register(core, 'clara');
    core.clock.advance({ days: 8 });
    await deleteAccounts(core, { ids: [anna], person, includeSelf: false });
    core.clock.advance({ hours: 1 });
    await reject([boris]);
    core.clock.advance({ hours: 1 });
    await cleanUp(core, { ids: [clara], actor });
    expect(await inTrash(core)).toEqual(['clara: Cleaned up', 'boris: Rejected', 'anna: Deleted']);
    const newest = await listTrash(core.db, { search: '', offset: 0, limit: 1 });
    expect(newest.rows[0]?.reason).toBe('The link ended, and the account was never activated.');
    expect(await inTrash(core, 'LIND people')).toEqual(['anna: Deleted']);
    expect(await inTrash(core, '%')).toEqual([]);
    expect([...(await trashIds(core.db, 'clara people'))]).toEqual([clara]);
    const { rows } = await listTrash(core.db, { search: '', offset: 2, limit: 1 });
    expect(rows).toEqual([
      {
        id: anna,
        username: 'anna',
        email: 'anna@people.example',
        name: 'Anna Lind',
        deletedAt: '2026-03-09T12:00:00.000Z',
        until: '2026-04-08T12:00:00.000Z',
        act: 'Deleted',
        reason: '',
        by: 'eva',
        via: 'console',
        takenBy: null,
        addressTaken: false,
      },
    ]);
  });

  it('gives back the chosen whole, with their rejection; the others stay deleted', async () => {
    const { core, bringBack, reject } = await site();
    const ids = [await register(core, 'anna'), await register(core, 'boris')];
    const before = await rowsOf(core);
    const act = await reject(ids);
    expect(await bringBack(ids.slice(0, 1))).toMatchObject({ done: 1, skipped: [] });
    expect(await inTrash(core)).toEqual(['boris: Rejected']);
    const rejections = await core.db.selectFrom('gatehouse_rejection').select('username').execute();
    expect(rejections).toEqual([{ username: 'boris' }]);
    expect(await undo(core, act.operationId)).toMatchObject({ undone: 2, refused: [] });
    expect(await rowsOf(core)).toEqual(before);
    expect(await inTrash(core)).toEqual([]);
  });

  it('gives back in an act that can be undone, and again', async () => {
    const { core, bringBack, reject } = await site();
    const ids = [await register(core, 'anna'), await register(core, 'boris')];
    const whole = await rowsOf(core);
    const act = await reject(ids);
    const deleted = await rowsOf(core);
    const { operationId } = await bringBack(ids);
    expect(await rowsOf(core)).toEqual(whole);
    await undo(core, operationId);
    expect(await rowsOf(core)).toEqual(deleted);
    expect(await inTrash(core)).toEqual(['boris: Undone', 'anna: Undone']);
    expect(await bringBack([ids[0] ?? 0])).toMatchObject({ done: 1 });
    expect(await undo(core, act.operationId)).toMatchObject({ undone: 2, refused: [] });
    expect(await rowsOf(core)).toEqual(whole);
  });

  it('refuses by name who is gone, whose name was taken, and what only a superuser may', async () => {
    const { core, person, actor, bringBack } = await site();
    const anna = await addAccount(core, { username: 'anna' });
    const chief = await addAccount(core, { username: 'chief', isStaff: true });
    const clara = await register(core, 'clara');
    core.clock.advance({ days: 8 });
    await deleteAccounts(core, { ids: [anna, chief], person, includeSelf: false });
    await cleanUp(core, { ids: [clara], actor });
    await addAccount(core, { username: 'Anna' });
    const { done, skipped } = await bringBack([anna, chief, clara, 999], false);
    expect(done).toBe(0);
    expect(skipped.map(({ name, reason }) => `${name}: ${reason}`).toSorted()).toEqual([
      '#999: Is not in the trash any more.',
      'anna: The user name Anna has been taken by somebody else since.',
      'chief: Only a superuser may bring back staff.',
      'clara: Only a superuser may take back what deleted it.',
    ]);
    expect(await bringBack([chief, clara])).toMatchObject({ done: 2 });
  });

  it('brings somebody back under another name when theirs was taken, and says who has it', async () => {
    const { core, person, actor, bringBack } = await site();
    const anna = await addAccount(core, { username: 'anna' });
    const act = await deleteAccounts(core, { ids: [anna], person, includeSelf: false });
    const other = await addAccount(core, { username: 'anna', email: 'other@people.example' });
    const { rows } = await listTrash(core.db, { search: '', offset: 0, limit: 10 });
    expect(rows).toMatchObject([{ id: anna, takenBy: { id: other, username: 'anna' } }]);
    expect((await bringBack([anna])).skipped).toMatchObject([{ id: anna, isNameTaken: true }]);
    expect((await undo(core, act.operationId)).refused).toMatchObject([{ isNameTaken: true }]);

    const as = (username: string) =>
      restoreAs(core, { id: anna, username, actor, isSuperuser: true });
    await expect(as('anna')).rejects.toThrow('another look');
    await expect(as('')).rejects.toThrow('another look');
    const back = await as('anna2');
    expect(back).toMatchObject({ done: 1, skipped: [] });
    const names = () => core.db.selectFrom('auth_user').select(['id', 'username']).execute();
    expect(await names()).toContainEqual({ id: anna, username: 'anna2' });
    expect(await undo(core, back.operationId)).toMatchObject({ undone: 1, refused: [] });
    const story = await accountStory(core.db, { id: anna, kind: 'all', limit: 5 });
    expect(story.username).toBe('anna2');
    expect(await inTrash(core)).toEqual(['anna2: Undone']);
  });

  it('renames nobody whose name is free', async () => {
    const { core, person, actor } = await site();
    const anna = await addAccount(core, { username: 'anna' });
    await deleteAccounts(core, { ids: [anna], person, includeSelf: false });
    const back = await restoreAs(core, { id: anna, username: 'zoe', actor, isSuperuser: false });
    expect(back).toMatchObject({ done: 1, skipped: [] });
    const names = await core.db.selectFrom('auth_user').select(['id', 'username']).execute();
    expect(names).toContainEqual({ id: anna, username: 'anna' });
  });

  it('gives back a mail that says when the link inside ends by now', async () => {
    const { core, person, bringBack } = await site();
    const anna = await register(core, 'anna');
    await deleteAccounts(core, { ids: [anna], person, includeSelf: false });
    await saveRegistration(core, { activationDays: 9 });
    await followDeadlines(core.db, [null]);
    await bringBack([anna]);
    expect(await mailOf(core, anna)).toMatchObject({
      state: 'queued',
      not_after: '2026-03-10 12:00:00',
    });
  });

  it('says which mails leave after all, and whose would only mislead by now', async () => {
    const { core, person, bringBack } = await site();
    const anna = await addAccount(core, { username: 'anna', isActive: true });
    const boris = await addAccount(core, { username: 'boris', isActive: true });
    await sendReset(core.context, { ids: [anna, boris], person });
    await deleteAccounts(core, { ids: [anna], person, includeSelf: false });
    expect(await bringBack([anna])).toMatchObject({ done: 1, mailsPutBack: 1, mailsLost: [] });
    await deleteAccounts(core, { ids: [anna, boris], person, includeSelf: false });
    core.clock.advance({ days: 10 });
    expect(await bringBack([anna, boris])).toMatchObject({
      done: 2,
      mailsPutBack: 0,
      mailsLost: [
        { name: 'anna', reason: 'The link inside has run out.' },
        { name: 'boris', reason: 'The link inside has run out.' },
      ],
    });
  });

  it('keeps mails of every kind from leaving to who is in it, but for the rejection itself', async () => {
    const { core, person, actor, bringBack } = await site();
    const anna = await addAccount(core, { username: 'anna', isActive: true });
    await sendReset(core.context, { ids: [anna], person });
    await deleteAccounts(core, { ids: [anna], person, includeSelf: false });
    expect(await mailOf(core, anna)).toMatchObject({
      kind: 'password_reset',
      state: 'cancelled',
      why: 'Its account was deleted before it left.',
    });
    await bringBack([anna]);
    expect(await mailOf(core, anna)).toMatchObject({ state: 'queued', why: null });
    const boris = await register(core, 'boris');
    const words = { reason: 'other', note: '', tell: true } as const;
    await rejectRegistrations(core, { ids: [boris], actor, ...words });
    const mails = await core.db
      .selectFrom('gatehouse_outbox')
      .select(['kind', 'state'])
      .where('account_id', '=', boris)
      .orderBy('id')
      .execute();
    expect(mails).toEqual([
      { kind: 'activation', state: 'cancelled' },
      { kind: 'rejected', state: 'queued' },
    ]);
  });

  it('gives staff nobody back whom only a superuser could: with a refused domain, or imported', async () => {
    const { core, actor, bringBack } = await site();
    const anna = await register(core, 'anna');
    const request = { ids: [anna], actor, reason: 'spam', note: '', tell: false } as const;
    await rejectRegistrations(core, { ...request, remember: 'domain' });
    const { value: boris, operationId } = await runOperation(
      core.db,
      { kind: 'accounts.import', actor, at: core.now(), detail: { filename: 'a.csv' } },
      (operation) => insertAccount(operation, { username: 'boris', email: '', password: '!' }),
    );
    await undo(core, operationId, actor);
    expect(await bringBack([anna, boris], false)).toMatchObject({
      done: 0,
      skipped: [
        { name: 'anna', reason: 'Only a superuser may take back what deleted it.' },
        { name: 'boris', reason: 'Only a superuser may take back what deleted it.' },
      ],
    });
    expect(await bringBack([anna, boris])).toMatchObject({ done: 2, skipped: [] });
  });

  it('keeps the words of a rejection from leaving to whom it brings back', async () => {
    const { core, actor, bringBack } = await site();
    const ids = [await register(core, 'anna'), await register(core, 'boris')];
    const [anna = 0] = ids;
    const words = { reason: 'other', note: '', tell: true } as const;
    await rejectRegistrations(core, { ids, actor, ...words });
    const mails = async () => {
      const rows = await core.db
        .selectFrom('gatehouse_outbox')
        .select(['kind', 'state', 'account_id'])
        .orderBy('id')
        .execute();
      return rows.map(
        (row) => `${row.account_id === anna ? 'anna' : 'boris'}: ${row.kind} ${row.state}`,
      );
    };
    const rejected = [
      'anna: activation cancelled',
      'boris: activation cancelled',
      'anna: rejected queued',
      'boris: rejected queued',
    ];
    expect(await mails()).toEqual(rejected);
    const { operationId } = await bringBack([anna]);
    expect(await mails()).toEqual([
      'anna: activation queued',
      'boris: activation cancelled',
      'anna: rejected cancelled',
      'boris: rejected queued',
    ]);
    await undo(core, operationId);
    expect(await mails()).toEqual(rejected);
  });
});
