import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { deactivateAccounts, deleteAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { planAccountAct } from '../../../src/main/accounts/plan-acts.ts';
import { BATCH_SIZE } from '../../../src/main/operations/run-in-batches.ts';
import { requireNewPassword } from '../../../src/main/sign-in/require-new-password.ts';
import { addAccount, addAdministrator, createCore } from '../../support/core.ts';

const SPARED = 'Only a superuser may change staff.';

/** A site with one administrator, a member of the staff, and somebody whom both may touch. */
async function site() {
  const core = await createCore();
  const eva = await addAdministrator(core);
  const sam = await addAccount(core, { username: 'sam', isActive: true, isStaff: true });
  const anna = await addAccount(core, { username: 'anna', isActive: true });
  const asSam = { ...eva, id: sam, username: 'sam', isSuperuser: false };
  return { core, eva, asSam, sam, anna };
}

const acts = [
  ['deactivate', deactivateAccounts],
  ['delete', deleteAccounts],
] as const;

it.each(acts)(
  'to %s the last administrator among others is skipped where staff may not touch them',
  async (act, run) => {
    const { core, eva, asSam, anna } = await site();
    const request = { ids: [eva.id, anna], person: asSam };
    expect(await planAccountAct({ ...core, activationDays: 7 }, { ...request, act })).toMatchObject(
      {
        done: 1,
        leaving: { self: false, lastAdministrator: false },
      },
    );
    expect(await run(core.context, { ...request, includeSelf: false })).toMatchObject({
      done: 1,
      skipped: [{ name: 'eva', reason: SPARED }],
    });
  },
);

it.each([...acts, ['requireNewPassword', requireNewPassword] as const])(
  'to %s oneself among others needs no word where one is skipped',
  async (act, run) => {
    const { core, asSam, sam, anna } = await site();
    const request = { ids: [sam, anna], person: asSam };
    if (act !== 'requireNewPassword') {
      const plan = await planAccountAct({ ...core, activationDays: 7 }, { ...request, act });
      expect(plan).toMatchObject({ done: 1, leaving: { self: false } });
    }
    expect(await run(core.context, { ...request, includeSelf: false })).toMatchObject({
      done: 1,
      skipped: [{ name: 'sam', reason: SPARED }],
    });
  },
);

it('the last administrator, to whom a table of the site refers, stays while others are deleted', async () => {
  const { core, eva, anna } = await site();
  await sql`CREATE TABLE post (author INTEGER REFERENCES auth_user (id))`.execute(core.db);
  await sql`INSERT INTO post VALUES (${eva.id})`.execute(core.db);
  const request = { ids: [eva.id, anna], person: eva };
  expect(
    await planAccountAct({ ...core, activationDays: 7 }, { ...request, act: 'delete' }),
  ).toMatchObject({
    done: 1,
    leaving: { self: false, lastAdministrator: false },
  });
  const outcome = await deleteAccounts(core.context, { ...request, includeSelf: false });
  expect(outcome).toMatchObject({ done: 1, skipped: [{ name: 'eva' }] });
});

it('nobody is reached where the administrators of several parts would all go', async () => {
  const { core, eva, anna } = await site();
  const olga = await addAdministrator(core, 'olga');
  const gone = Array.from({ length: BATCH_SIZE }, (_, index) => 10_000 + index);
  const request = { ids: [anna, olga.id, ...gone, eva.id], person: eva, includeSelf: true };
  await expect(deactivateAccounts(core.context, request)).rejects.toThrow(
    'only administrator left',
  );
  const rows = await core.db.selectFrom('auth_user').select('is_active').execute();
  expect(rows.every(({ is_active }) => is_active === 1)).toBe(true);
});
