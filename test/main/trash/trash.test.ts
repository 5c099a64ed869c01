import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { readAccountRecord } from '../../../src/main/accounts/find-accounts.ts';
import { insertAccount } from '../../../src/main/accounts/account-store.ts';
import { deleteAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { checkChain, UNCHECKED } from '../../../src/main/operations/verify-chain.ts';
import { describeAll } from '../../../src/main/operations/operation-log.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { cleanUp } from '../../../src/main/registrations/clean-up.ts';
import { followDeadlines } from '../../../src/main/registrations/mail-deadlines.ts';
import { rejectRegistrations } from '../../../src/main/registrations/remove-registrations.ts';
import { sendReset } from '../../../src/main/sign-in/send-reset.ts';
import { startSession } from '../../../src/main/sign-in/site-sessions.ts';
import { expireTrash } from '../../../src/main/trash/expire-trash.ts';
import { restorePeople } from '../../../src/main/trash/restore-people.ts';
import { listTrash, trashIds } from '../../../src/main/trash/trash-list.ts';
import { saveRegistration } from '../../support/site.ts';
import {
  actorOf,
  addAccount,
  addAdministrator,
  type Core,
  createCore,
  register,
  undo,
} from '../../support/core.ts';

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

async function inTrash({ db }: Core, search = ''): Promise<readonly string[]> {
  const { rows, total } = await listTrash(db, { search, offset: 0, limit: 500 });
  expect(total).toBe(rows.length);
  return rows.map(({ username, act }) => `${username}: ${act}`);
}

function mailOf({ db }: Core, id: number) {
  return db
    .selectFrom('gatehouse_outbox')
    .selectAll()
    .where('account_id', '=', id)
    .executeTakeFirstOrThrow();
}

async function site() {
  const core = await createCore();
  const person = await addAdministrator(core);
  const actor = actorOf(person);
  const bringBack = (ids: readonly number[], isSuperuser = true) =>
    restorePeople(core, { ids, actor, isSuperuser });
  const reject = (ids: readonly number[]) =>
    rejectRegistrations(core, { ids, actor, reason: 'other', note: '', tell: false });
  return { core, person, actor, bringBack, reject };
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
    await addAccount(core, { username: 'anna' });
    const { done, skipped } = await bringBack([anna, chief, clara, 999], false);
    expect(done).toBe(0);
    expect(skipped.map(({ name, reason }) => `${name}: ${reason}`).toSorted()).toEqual([
      '#999: Is not in the trash any more.',
      'anna: The user name anna has been taken by somebody else since.',
      'chief: Only a superuser may bring back staff.',
      'clara: Only a superuser may take back what deleted it.',
    ]);
    expect(await bringBack([chief, clara])).toMatchObject({ done: 2 });
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
      { kind: 'accounts.import', actor, at: core.now() },
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
});

describe('after 30 days', () => {
  it('nobody comes back: the rows are gone, the log says so and is unbroken', async () => {
    const { core, person, bringBack } = await site();
    const [anna, boris] = [
      await addAccount(core, { username: 'anna' }),
      await addAccount(core, { username: 'boris' }),
    ];
    const old = await deleteAccounts(core, { ids: [anna], person, includeSelf: false });
    core.clock.advance({ days: 1 });
    await deleteAccounts(core, { ids: [boris], person, includeSelf: false });
    core.clock.advance({ days: 29, ms: -1 });
    expect(await expireTrash(core)).toBe(0);
    core.clock.advance({ ms: 1 });
    expect(await expireTrash(core)).toBe(1);
    expect(await expireTrash(core)).toBe(0);
    expect(await inTrash(core)).toEqual(['boris: Deleted']);
    await expect(undo(core, old.operationId)).rejects.toThrow(
      'What it deleted was deleted for good on 31 March 2026.',
    );
    expect(await bringBack([anna])).toMatchObject({ done: 0 });
    const images = await core.db
      .selectFrom('gatehouse_operation_change')
      .select('before')
      .where('operation_id', '=', old.operationId)
      .execute();
    expect(images.every(({ before }) => before === null)).toBe(true);
    expect(await checkChain(core.db, UNCHECKED)).toMatchObject({ problem: null });
    const rows = await core.db
      .selectFrom('gatehouse_operation')
      .selectAll()
      .orderBy('id', 'desc')
      .execute();
    const [newest, ...others] = await describeAll(core.db, rows);
    expect(newest).toMatchObject({
      title: 'Deleted for good what 1 act had deleted',
      actor: 'Gatehouse',
      undoBlocked: 'What was deleted for good can’t come back.',
    });
    expect(others.find(({ id }) => id === old.operationId)?.undoBlocked).toBe(
      'What it deleted was deleted for good on 31 March 2026.',
    );
  });

  it('what their mails said goes with them, and what the figures need stays', async () => {
    const { core, person, bringBack } = await site();
    const ids = await Promise.all(['gone', 'back', 'again'].map((name) => register(core, name)));
    const [gone = 0, back = 0, again = 0] = ids;
    for (const id of ids) {
      await core.outbox.bytesOf(core.db, (await mailOf(core, id)).id);
      await core.db
        .updateTable('gatehouse_outbox')
        .set(({ ref, fn, val }) => ({
          state: 'failed',
          why: fn('concat', [ref('envelope_to'), val(' does not exist.')]),
          reply: '550 no such user',
        }))
        .where('account_id', '=', id)
        .execute();
    }
    await deleteAccounts(core, { ids, person, includeSelf: false });
    await bringBack([back, again]);
    core.clock.advance({ days: 29 });
    await deleteAccounts(core, { ids: [again], person, includeSelf: false });
    core.clock.advance({ days: 1 });
    const kept = await mailOf(core, again);
    expect(await expireTrash(core)).toBe(1);
    expect(await mailOf(core, gone)).toMatchObject({
      state: 'failed',
      kind: 'activation',
      envelope_to: '',
      subject: '',
      why: 'the address does not exist.',
      raw: null,
      variables: null,
      reply: null,
    });
    expect(await mailOf(core, back)).toMatchObject({ envelope_to: 'back@people.example' });
    expect(await mailOf(core, again)).toEqual(kept);
    const rows = await core.db.selectFrom('gatehouse_outbox').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('gone');
  });

  it('their sessions and arranged lists go too; what they share stays', async () => {
    const { core, person } = await site();
    const id = await addAccount(core, { username: 'sam', isStaff: true });
    for (const owner of [id, person.id]) {
      const layout = { account_id: owner, list: 'users', layout: '{}' };
      await core.db.insertInto('gatehouse_list_layout').values(layout).execute();
      for (const shared of [0, 1]) {
        const names = { list: 'users', name: `${owner} ${shared}`, query: '', layout: '{}' };
        const view = { ...names, owner_id: owner, shared, position: 0, deleted_at: null };
        await core.db.insertInto('gatehouse_view').values(view).execute();
      }
      const account = await readAccountRecord(core.db, owner);
      if (account) await startSession(core.context, account, { address: '', userAgent: '' });
    }
    await deleteAccounts(core, { ids: [id], person, includeSelf: false });
    core.clock.advance({ days: 30 });
    expect(await expireTrash(core)).toBe(1);
    const layouts = await core.db.selectFrom('gatehouse_list_layout').selectAll().execute();
    const sessions = await core.db.selectFrom('gatehouse_session').selectAll().execute();
    const views = await core.db.selectFrom('gatehouse_view').select('name').execute();
    expect(layouts.map(({ account_id }) => account_id)).toEqual([person.id]);
    expect(sessions.map(({ user_id }) => user_id)).toEqual([person.id]);
    expect(views.map(({ name }) => name)).toEqual([`${id} 1`, `${person.id} 0`, `${person.id} 1`]);
  });

  it.each([
    ['changed', `UPDATE gatehouse_operation_change SET account_name = 'mallory'`],
    ['taken out', `DELETE FROM gatehouse_operation_change`],
    [
      'added to',
      `INSERT INTO gatehouse_operation_change
        (operation_id, account_id, account_name, table_name, row_id)
      SELECT operation_id, account_id, account_name, table_name, row_id
      FROM gatehouse_operation_change`,
    ],
  ])('what is left of the log can’t be %s without being detected', async (_, tamper) => {
    const { core, person } = await site();
    const anna = await addAccount(core, { username: 'anna' });
    const { operationId } = await deleteAccounts(core, { ids: [anna], person, includeSelf: false });
    core.clock.advance({ days: 30 });
    await expireTrash(core);
    await sql`${sql.raw(tamper)} WHERE operation_id = ${operationId}`.execute(core.db);
    expect((await checkChain(core.db, UNCHECKED)).problem?.operationId).toBe(operationId);
  });

  it('an image that was emptied without an entry breaks the chain', async () => {
    const { core, person } = await site();
    const anna = await addAccount(core, { username: 'anna' });
    const { operationId } = await deleteAccounts(core, { ids: [anna], person, includeSelf: false });
    await core.db
      .updateTable('gatehouse_operation')
      .set({ emptied_at: '2026-04-01 00:00:00' })
      .where('id', '=', operationId)
      .execute();
    const { problem } = await checkChain(core.db, UNCHECKED);
    expect(problem?.what).toContain('gone for good, but no entry says so');
  });
});
