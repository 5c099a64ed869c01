import { expect, it } from 'vitest';

import { readAccountLog } from '../../../src/main/accounts/account-log.ts';
import { deleteAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { SYSTEM } from '../../../src/main/operations/actor.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { activateByKey } from '../../../src/main/registrations/activate-by-key.ts';
import { activationSteps } from '../../../src/main/story/activation-steps.ts';
import { createCore, keyOf, register, undo } from '../../support/core.ts';
import { site } from '../../support/trash.ts';

it('an act counts as done while its undo is taken back, as often as that changes', async () => {
  const core = await createCore();
  const anna = await register(core, 'anna');
  await activateByKey(core.context, await keyOf(core, anna));
  const { id } = await core.db
    .selectFrom('gatehouse_operation')
    .select('id')
    .where('kind', '=', 'registrations.activateByLink')
    .executeTakeFirstOrThrow();
  const known = async () => ({
    steps: (await activationSteps(core.db, anna, '')).length,
    confirmed: (await readAccountLog(core.db, anna)).emailConfirmedAt,
  });
  const done = { steps: 1, confirmed: '2026-03-01T12:00:00.000Z' };
  expect(await known()).toEqual(done);
  const undone = await undo(core, id);
  expect(await known()).toEqual({ steps: 0, confirmed: null });
  const redone = await undo(core, undone.operationId);
  expect(await known()).toEqual(done);
  await undo(core, redone.operationId);
  expect(await known()).toEqual({ steps: 0, confirmed: null });
});

it('an address that a link proved stays proved for who comes back, and while it is not another', async () => {
  const { core, person, bringBack } = await site();
  const anna = await register(core, 'anna');
  await activateByKey(core.context, await keyOf(core, anna));
  const proved = async () => (await readAccountLog(core.db, anna)).emailConfirmedAt !== null;
  await deleteAccounts(core, { ids: [anna], person, includeSelf: false });
  await bringBack([anna]);
  expect(await proved()).toBe(true);
  const act = { kind: 'accounts.update', actor: SYSTEM, at: core.now() } as const;
  const changed = await runOperation(core.db, act, (operation) =>
    operation.set('auth_user', [anna], { email: 'new@people.example' }),
  );
  expect(await proved()).toBe(false);
  await undo(core, changed.operationId);
  expect(await proved()).toBe(true);
});
