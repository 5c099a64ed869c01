import { expect, it } from 'vitest';

import { addNote } from '../../../src/main/accounts/account-notes.ts';
import { deleteAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { insertAccounts } from '../../../src/main/demo/insert-accounts.ts';
import { generatePeople } from '../../../src/main/demo/people.ts';
import { checkChain, UNCHECKED } from '../../../src/main/operations/verify-chain.ts';
import { rejectRegistrations } from '../../../src/main/registrations/remove-registrations.ts';
import { activateRegistrations } from '../../../src/main/registrations/review-registrations.ts';
import { expireTrash } from '../../../src/main/trash/expire-trash.ts';
import { listTrash } from '../../../src/main/trash/trash-list.ts';
import { actorOf, addAdministrator, createCore, register, undo } from '../../support/core.ts';

it('nothing of those deleted for good is left in the log but their names, and the chain holds', async () => {
  const core = await createCore();
  const person = await addAdministrator(core);
  const actor = actorOf(person);
  const ids = [await register(core, 'anna'), await register(core, 'boris')];
  const [anna = 0, boris = 0] = ids;
  const both = await activateRegistrations(core, { ids, actor });
  await addNote(core, { id: anna, text: 'Called anna@people.example', person });
  await deleteAccounts(core, { ids: [anna], person, includeSelf: false });
  const clara = await register(core, 'clara');
  await rejectRegistrations(core, {
    ids: [clara],
    actor,
    reason: 'other',
    note: '',
    tell: false,
  });
  core.clock.advance({ days: 30 });
  expect(await expireTrash(core)).toBe(2);
  const changes = await core.db.selectFrom('gatehouse_operation_change').selectAll().execute();
  const theirs = changes.filter(({ account_id: id }) => id === anna || id === clara);
  expect(theirs.length).toBeGreaterThan(10);
  expect(theirs.filter(({ before, after }) => before !== null || after !== null)).toEqual([]);
  const operations = await core.db.selectFrom('gatehouse_operation').select('detail').execute();
  expect(JSON.stringify([changes, operations])).not.toMatch(/(anna|clara)@/);
  expect(JSON.stringify(changes)).toContain('boris@people.example');
  expect((await checkChain(core.db, UNCHECKED)).problem).toBeNull();
  expect(await undo(core, both.operationId)).toMatchObject({
    undone: 1,
    refused: [{ name: 'anna', reason: 'It was deleted for good.' }],
  });
  expect((await checkChain(core.db, UNCHECKED)).problem).toBeNull();
  await core.db
    .updateTable('gatehouse_operation_change')
    .set({ after: null, before: null })
    .where('account_id', '=', boris)
    .where('operation_id', '=', both.operationId)
    .execute();
  expect((await checkChain(core.db, UNCHECKED)).problem).toEqual({
    operationId: both.operationId,
    what: 'What it changed is no longer as it was written.',
  });
});

it('many whom one act deleted are forgotten part by part, in one entry, and the chain holds', async () => {
  const core = await createCore();
  const person = await addAdministrator(core);
  await insertAccounts(core.db, generatePeople({ seed: 3, count: 601 }), {
    now: core.now(),
    randomBytes: core.randomBytes,
  });
  const rows = await core.db.selectFrom('auth_user').select('id').execute();
  const ids = rows.map(({ id }) => id).filter((id) => id !== person.id);
  const { operationId } = await deleteAccounts(core, { ids, person, includeSelf: false });
  core.clock.advance({ days: 30 });
  expect(await expireTrash(core)).toBe(1);
  expect(await listTrash(core.db, { search: '', offset: 0, limit: 1 })).toMatchObject({ total: 0 });
  const kept = await core.db
    .selectFrom('gatehouse_operation_change')
    .select('id')
    .where('operation_id', '=', operationId)
    .where('before', 'is not', null)
    .execute();
  expect(kept).toEqual([]);
  const parts = await core.db
    .selectFrom('gatehouse_audit_link as link')
    .innerJoin('gatehouse_operation as operation', 'operation.id', 'link.operation_id')
    .select('operation_id')
    .where('kind', '=', 'trash.expire')
    .execute();
  expect(parts).toHaveLength(2);
  expect(new Set(parts.map(({ operation_id: id }) => id)).size).toBe(1);
  expect((await checkChain(core.db, UNCHECKED)).problem).toBeNull();
});
