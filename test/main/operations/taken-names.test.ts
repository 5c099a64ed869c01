import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { deleteAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { SYSTEM } from '../../../src/main/operations/actor.ts';
import { BATCH_SIZE } from '../../../src/main/operations/run-in-batches.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { addAccount, type Core, undo } from '../../support/core.ts';
import { site } from '../../support/trash.ts';

/** A site with two accounts that differ in the case of a letter, which Django let in before 4.2. */
async function withTwins() {
  const opened = await site();
  const { core, person } = opened;
  const upper = await addAccount(core, { username: 'Bob', email: 'upper@people.example' });
  const lower = await addAccount(core, { username: 'bob', email: 'lower@people.example' });
  const remove = (...ids: readonly number[]) =>
    deleteAccounts(core, { ids, person, includeSelf: false });
  core.clock.advance({ days: 1 });
  return { ...opened, upper, lower, remove };
}

function rename(core: Core, id: number, username: string) {
  const how = { kind: 'accounts.update', actor: SYSTEM, at: core.now() } as const;
  return runOperation(core.db, how, (operation) => operation.set('auth_user', [id], { username }));
}

/** What Django writes when somebody signs up at the project's own pages: no log knows of it. */
async function signUpAtDjango(core: Core, username: string): Promise<void> {
  const id = await addAccount(core, { username });
  await sql`DELETE FROM gatehouse_operation_change WHERE account_id = ${id}`.execute(core.db);
}

function isTaken(own: string, name: string) {
  const reason = `The user name ${name} has been taken by somebody else since.`;
  return { name: own, reason, isNameTaken: true };
}

describe('accounts that differ in the case of a letter', () => {
  it('come back by undo beside each other, and from the trash', async () => {
    const { core, upper, remove, bringBack } = await withTwins();
    const { operationId } = await remove(upper);
    expect(await undo(core, operationId)).toMatchObject({ undone: 1, refused: [] });
    await remove(upper);
    expect(await bringBack([upper])).toMatchObject({ done: 1, skipped: [] });
  });

  it('come back one after the other, in either order', async () => {
    const { upper, lower, remove, bringBack } = await withTwins();
    for (const ids of [
      [upper, lower],
      [lower, upper],
    ]) {
      await remove(upper);
      await remove(lower);
      for (const id of ids) expect(await bringBack([id])).toMatchObject({ done: 1, skipped: [] });
    }
  });

  it('come back by one undo of one act, however many lie between them', async () => {
    const { core, person, upper, remove } = await withTwins();
    await sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${BATCH_SIZE})
      INSERT INTO auth_user (username, password, is_superuser, is_staff, is_active, date_joined,
        first_name, last_name, email)
      SELECT 'person' || i, '', 0, 0, 1, '2026-01-01', '', '', '' FROM n`.execute(core.db);
    const last = await addAccount(core, { username: 'BOB' });
    core.clock.advance({ days: 1 });
    const others = await core.db.selectFrom('auth_user').select('id').execute();
    const ids = others.map(({ id }) => id).filter((id) => id !== person.id);
    expect(ids).toContain(upper);
    expect(ids).toContain(last);
    const { operationId } = await remove(...ids);
    expect(await undo(core, operationId)).toMatchObject({ undone: ids.length, refused: [] });
  });

  it('get their former names back, also when the other was renamed meanwhile and back', async () => {
    const { core, upper, lower } = await withTwins();
    const mine = await rename(core, upper, 'Robert');
    const others = await rename(core, lower, 'robin');
    await undo(core, others.operationId);
    await rename(core, lower, 'BOB');
    expect(await undo(core, mine.operationId)).toMatchObject({ undone: 1, refused: [] });
  });
});

describe('a name that somebody else has since', () => {
  it('is refused in another case, whether an act gave it, a sign-up or a project’s page', async () => {
    const { core, upper, lower, remove } = await withTwins();
    const other = await addAccount(core, { username: 'carl' });
    const anna = await addAccount(core, { username: 'anna' });
    const gone = await remove(upper, lower, anna);
    core.clock.advance({ hours: 1 });
    await rename(core, other, 'boB');
    await signUpAtDjango(core, 'Anna');
    expect(await undo(core, gone.operationId)).toMatchObject({
      undone: 0,
      refused: expect.arrayContaining([
        isTaken('Bob', 'boB'),
        isTaken('bob', 'boB'),
        isTaken('anna', 'Anna'),
      ]),
    });
  });

  it('is refused byte by byte, whenever the other got it; who was only renamed is not in the trash', async () => {
    const { core, upper, lower } = await withTwins();
    const renamed = await rename(core, upper, 'Robert');
    await sql`UPDATE auth_user SET username = 'Bob' WHERE id = ${lower}`.execute(core.db);
    const { undone, refused } = await undo(core, renamed.operationId);
    expect(undone).toBe(0);
    const reason = 'The user name Bob has been taken by somebody else since.';
    expect(refused).toEqual([{ name: 'Robert', reason }]);
  });
});

describe('two in the trash under one name', () => {
  async function withNamesakes() {
    const opened = await site();
    const { core, person } = opened;
    const remove = (id: number) => deleteAccounts(core, { ids: [id], person, includeSelf: false });
    const first = await addAccount(core, { username: 'anna', email: 'first@people.example' });
    await remove(first);
    const second = await addAccount(core, { username: 'anna', email: 'second@people.example' });
    await remove(second);
    return { ...opened, first, second };
  }

  it('do not come back together: one does, the other is refused by name', async () => {
    const { core, first, second, bringBack } = await withNamesakes();
    expect(await bringBack([first, second])).toMatchObject({
      done: 1,
      skipped: [{ id: second, ...isTaken('anna', 'anna') }],
    });
    const back = core.db.selectFrom('auth_user').select('email').where('username', '=', 'anna');
    expect(await back.execute()).toEqual([{ email: 'first@people.example' }]);
  });

  it('are in nobody’s way while they stay there', async () => {
    const { core, first, second, bringBack } = await withNamesakes();
    await sql`UPDATE gatehouse_operation_change SET before = NULL
      WHERE account_id = ${first}`.execute(core.db);
    expect(await bringBack([first, second])).toMatchObject({
      done: 1,
      skipped: [{ id: first, reason: 'It was deleted for good.' }],
    });
  });
});
