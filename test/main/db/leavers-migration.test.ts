import { type Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';

import { deleteAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { up } from '../../../src/main/db/migrations/0026-leavers.ts';
import { activateByKey } from '../../../src/main/registrations/activate-by-key.ts';
import { cleanUp } from '../../../src/main/registrations/clean-up.ts';
import { activateRegistrations } from '../../../src/main/registrations/review-registrations.ts';
import { expireTrash } from '../../../src/main/trash/expire-trash.ts';
import { addAccount, type Core, keyOf, register, undo } from '../../support/core.ts';
import { site } from '../../support/trash.ts';

function leavers({ db }: Core) {
  return db.selectFrom('gatehouse_leaver').selectAll().orderBy('account_id').execute();
}

/** Those whom a database of before gets that has the same log. */
async function fromTheLog(core: Core) {
  await sql`DROP TABLE gatehouse_leaver`.execute(core.db);
  await up(core.db as unknown as Kysely<unknown>);
  return leavers(core);
}

it('who left before is known from the log, also once that was emptied', async () => {
  const { core, person, actor, reject, bringBack } = await site();
  const ended = await register(core, 'ended');
  core.clock.advance({ days: 8 });
  const linked = await register(core, 'linked');
  await activateByKey(core.context, await keyOf(core, linked));
  await core.db.updateTable('gatehouse_outbox').set({ state: 'sent' }).execute();
  const activated = await register(core, 'activated');
  const act = await activateRegistrations(core.context, { ids: [activated], actor });
  await undo(core, (await undo(core, act.operationId)).operationId);
  const back = await register(core, 'back');
  const twice = await register(core, 'twice');
  const again = await register(core, 'again');
  const made = await addAccount(core, { username: 'made' });
  const remove = (...ids: number[]) => deleteAccounts(core, { ids, person, includeSelf: false });
  await cleanUp(core.context, { ids: [ended], actor, endedDays: 0 });
  await reject([back, twice]);
  await bringBack([back, twice]);
  await remove(linked, twice, activated, made);
  const gone = await remove(again);
  await undo(core, (await undo(core, gone.operationId)).operationId);
  const kept = await leavers(core);
  expect(kept.map(({ way, is_gone }) => `${way} ${is_gone}`)).toEqual([
    'cleanedUp 1',
    'deleted 1',
    'deleted 1',
    'rejected 0',
    'deleted 1',
    'deleted 1',
    'deleted 1',
  ]);
  expect(kept.map(({ was_active, was_mailed }) => `${was_active} ${was_mailed}`)).toEqual([
    '0 1',
    '1 1',
    '1 0',
    '0 0',
    '0 0',
    '0 0',
    '0 0',
  ]);
  expect(await fromTheLog(core)).toEqual(kept);
  core.clock.advance({ days: 31 });
  await expireTrash(core);
  expect(await leavers(core)).toEqual(kept);
  expect(await fromTheLog(core)).toEqual(kept);
});

it('of whom neither log nor trash knows when they joined, nobody is counted', async () => {
  const { core, person } = await site();
  const id = await addAccount(core, { username: 'older' });
  await sql`DELETE FROM gatehouse_operation_change WHERE account_id = ${id}`.execute(core.db);
  await deleteAccounts(core, { ids: [id], person, includeSelf: false });
  core.clock.advance({ days: 31 });
  await expireTrash(core);
  expect(await fromTheLog(core)).toEqual([]);
});
