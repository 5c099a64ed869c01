import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { readAccountRecord } from '../../../src/main/accounts/find-accounts.ts';
import { deleteAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { checkChain, UNCHECKED } from '../../../src/main/operations/verify-chain.ts';
import { describeAll } from '../../../src/main/operations/operation-log.ts';
import { startSession } from '../../../src/main/sign-in/site-sessions.ts';
import { expireTrash } from '../../../src/main/trash/expire-trash.ts';
import { saveChangedKeys } from '../../../src/main/views/changed-keys.ts';
import { addAccount, type Core, register, undo } from '../../support/core.ts';
import { inTrash, mailOf, site } from '../../support/trash.ts';

async function newestTitle({ db }: Core): Promise<string | undefined> {
  const rows = await db
    .selectFrom('gatehouse_operation')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  const [newest] = await describeAll(db, rows);
  return newest?.title;
}

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
      title: 'Deleted 1 account for good: their time in the trash was over',
      actor: 'Gatehouse',
      undoBlocked: 'What was deleted for good can’t come back.',
    });
    expect(others.find(({ id }) => id === old.operationId)?.undoBlocked).toBe(
      'What it deleted was deleted for good on 31 March 2026.',
    );
  });

  it('the log counts whom it deleted for good: nobody who came back, or was deleted again', async () => {
    const { core, person, bringBack } = await site();
    const ids = [await addAccount(core, { username: 'gone' })];
    for (const username of ['back', 'again']) ids.push(await addAccount(core, { username }));
    await deleteAccounts(core, { ids, person, includeSelf: false });
    await bringBack(ids.slice(1));
    core.clock.advance({ days: 20 });
    await deleteAccounts(core, { ids: ids.slice(2), person, includeSelf: false });
    const undone = await deleteAccounts(core, { ids: ids.slice(1, 2), person, includeSelf: false });
    await undo(core, undone.operationId);
    core.clock.advance({ days: 10 });
    await expireTrash(core);
    expect(await newestTitle(core)).toBe(
      'Deleted 1 account for good: their time in the trash was over',
    );
    await bringBack(ids.slice(2));
    core.clock.advance({ days: 20 });
    await expireTrash(core);
    expect(await newestTitle(core)).toBe(
      'Forgot what 2 acts had deleted: nobody of it was in the trash any more',
    );
    expect(await checkChain(core.db, UNCHECKED)).toMatchObject({ problem: null });
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

  it('their sessions, arranged lists and changed keys go too; what they share stays', async () => {
    const { core, person } = await site();
    const id = await addAccount(core, { username: 'sam', isStaff: true });
    for (const owner of [id, person.id]) {
      const layout = { account_id: owner, list: 'users', layout: '{}' };
      await core.db.insertInto('gatehouse_list_layout').values(layout).execute();
      await saveChangedKeys(core, { id: owner }, { undo: 'q' });
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
    const keys = await core.db.selectFrom('gatehouse_key').selectAll().execute();
    expect(keys.map(({ account_id }) => account_id)).toEqual([person.id]);
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
