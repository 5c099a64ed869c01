import { expect, test } from 'vitest';

import { accessesTo } from '../../../src/main/operations/accesses-to.ts';
import { SYSTEM } from '../../../src/main/operations/actor.ts';
import type { PlainKind } from '../../../src/main/operations/operation-kinds.ts';
import type { Operation } from '../../../src/main/operations/operation.ts';
import { type Part, runPart } from '../../../src/main/operations/run-operation.ts';
import { addAccount, createCore } from '../../support/core.ts';

test('bringing people back asks for what each of its parts did, from that part on', async () => {
  const { db, now, ...core } = await createCore();
  const act = async (
    kind: PlainKind,
    work: (operation: Operation) => Promise<unknown>,
    id?: number,
  ) => {
    const part: Part = { id: id ?? null, isWhole: id === undefined };
    const request = { kind, actor: SYSTEM, at: now() };
    return (await runPart(db, request, part, work)).operationId ?? 0;
  };
  const deleted = async (username: string, kind: PlainKind) => {
    const id = await addAccount({ ...core, db, now }, { username });
    const row = await db
      .selectFrom('auth_user')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await act(kind, (operation) => operation.delete('auth_user', [id]));
    return (operation: Operation) => operation.insert('auth_user', [{ ...row }]);
  };
  const anna = await deleted('anna', 'accounts.delete');
  const boris = await deleted('boris', 'settings.cleanUp');

  const id = await act('trash.restore', anna);
  expect([...(await accessesTo(db, id, null))]).toEqual(['auth.delete_user']);
  await act('trash.restore', boris, id);
  expect([...(await accessesTo(db, id, null))].toSorted()).toEqual([
    'auth.delete_user',
    'superuser',
  ]);
});

test('an act of another Gatehouse is a superuser’s to take back', async () => {
  const { db } = await createCore();
  const { id } = await db
    .insertInto('gatehouse_operation')
    .values({
      at: '2026-03-01 12:00:00',
      kind: 'accounts.later',
      actor_id: null,
      actor: 'eva',
      via: 'console',
      accounts: 0,
      detail: '{}',
      undo_of: null,
      undone_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  expect([...(await accessesTo(db, id, null))]).toEqual(['superuser']);
});
