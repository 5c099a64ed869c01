import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  nat,
  pre,
  tuple,
  uniqueArray,
} from 'fast-check';
import { expect, it } from 'vitest';

import {
  activateAccounts,
  deactivateAccounts,
  deleteAccounts,
} from '../../../src/main/accounts/manage-accounts.ts';
import type { Outcome } from '../../../src/shared/contract/operations.ts';
import { extendRegistrations } from '../../../src/main/registrations/extend-registrations.ts';
import {
  activateRegistrations,
  deleteRegistrations,
  rejectRegistrations,
  resendActivation,
} from '../../../src/main/registrations/review-registrations.ts';
import { undoOperation } from '../../../src/main/operations/undo-operation.ts';
import {
  actorOf,
  addAccount,
  addAdministrator,
  type Core,
  createCore,
  register,
} from '../../support/core.ts';
import type { Person } from '../../../src/main/accounts/account-guards.ts';

/** Every table that an act on accounts may touch. */
const TABLES = [
  'auth_user',
  'auth_user_groups',
  'registration_registrationprofile',
  'registration_supervisedregistrationprofile',
  'gatehouse_registration',
  'gatehouse_rejection',
] as const;

type Act = (core: Core, ids: readonly number[], person: Person) => Promise<Outcome>;

const ACTS: Readonly<Record<string, Act>> = {
  activate: (core, ids, person) => activateRegistrations(core, { ids, actor: actorOf(person) }),
  resend: (core, ids, person) => resendActivation(core, { ids, actor: actorOf(person) }),
  extend: (core, ids, person) =>
    extendRegistrations(core, { ids, days: 3, actor: actorOf(person) }),
  reject: (core, ids, person) =>
    rejectRegistrations(core, {
      ids,
      actor: actorOf(person),
      reason: 'other',
      note: 'No.',
      tell: true,
    }),
  'delete sign-ups': (core, ids, person) =>
    deleteRegistrations(core, { ids, actor: actorOf(person) }),
  'activate accounts': (core, ids, person) =>
    activateAccounts(core, { ids, person, includeSelf: false }),
  deactivate: (core, ids, person) => deactivateAccounts(core, { ids, person, includeSelf: false }),
  delete: (core, ids, person) => deleteAccounts(core, { ids, person, includeSelf: false }),
};

async function people() {
  const core = await createCore();
  const person = await addAdministrator(core);
  const ids: number[] = [];
  for (let number = 0; number < 8; number += 1) {
    ids.push(await register(core, `sign-up-${number}`));
    ids.push(await addAccount(core, { username: `member-${number}`, isActive: number % 2 === 0 }));
  }
  await core.db.insertInto('auth_group').values({ id: 1, name: 'editors' }).execute();
  await core.db
    .insertInto('auth_user_groups')
    .values(ids.filter((id) => id % 3 === 0).map((user_id) => ({ user_id, group_id: 1 })))
    .execute();
  return { core, person, ids };
}

/** All rows of the tables, one text each. */
async function rowsOf({ db }: Core): Promise<readonly string[]> {
  const tables = TABLES.map(async (table) => {
    const rows = await db.selectFrom(table).selectAll().execute();
    return rows.map((row) => `${table} ${JSON.stringify(row)}`);
  });
  return (await Promise.all(tables)).flat().toSorted();
}

function undo(core: Core, id: number | null, person: Person) {
  return undoOperation(core, {
    id: id ?? 0,
    actor: actorOf(person),
    at: core.now(),
    takeMailBack: core.outbox.takeBack,
    putMailBack: core.outbox.putBack,
    before: async () => {},
    after: async () => {},
  });
}

const act = constantFrom(...Object.keys(ACTS));
const chosen = uniqueArray(nat(15), { minLength: 1 });

it('any acts taken back in turn leave every row as it was', async () => {
  const { core, person, ids } = await people();
  await assert(
    asyncProperty(array(tuple(act, chosen), { minLength: 1, maxLength: 4 }), async (play) => {
      const before = await rowsOf(core);
      const done: number[] = [];
      for (const [name, places] of play) {
        core.clock.advance({ hours: 7 });
        const some = places.flatMap((place) => ids[place] ?? []);
        const outcome = await ACTS[name]?.(core, some, person);
        if (outcome?.operationId) done.push(outcome.operationId);
      }
      for (const id of done.toReversed()) {
        const { refused } = await undo(core, id, person);
        expect(refused).toEqual([]);
      }
      expect(await rowsOf(core)).toEqual(before);
    }),
    { numRuns: 25 },
  );
});

it('44: who was changed since is refused by name and left alone; the others come back', async () => {
  const switched = constantFrom('activate', 'activate accounts', 'deactivate');
  await assert(
    asyncProperty(switched, chosen, async (name, places) => {
      const { core, person, ids } = await people();
      const before = await rowsOf(core);
      const some = places.flatMap((place) => ids[place] ?? []);
      const outcome = await ACTS[name]?.(core, some, person);
      const changed = await core.db
        .selectFrom('gatehouse_operation_change')
        .select(['account_id', 'account_name'])
        .where('operation_id', '=', outcome?.operationId ?? 0)
        .where('table_name', '=', 'auth_user')
        .executeTakeFirst();
      pre(changed !== undefined);
      const { account_id: id, account_name } = changed;
      const isActive = name === 'deactivate' ? 1 : 0;
      await core.db
        .updateTable('auth_user')
        .set({ is_active: isActive })
        .where('id', '=', id ?? 0)
        .execute();
      const left = (await rowsOf(core)).filter((row) => isOf(row, id));
      const { refused } = await undo(core, outcome?.operationId ?? 0, person);
      expect(refused.map((each) => each.name)).toEqual([account_name]);
      const after = await rowsOf(core);
      expect(after.filter((row) => isOf(row, id))).toEqual(left);
      expect(after.filter((row) => !isOf(row, id))).toEqual(before.filter((row) => !isOf(row, id)));
    }),
    { numRuns: 10 },
  );
});

/** Whether it is the account's own row, or one that belongs to it. */
function isOf(row: string, id: number | null): boolean {
  return row.startsWith(`auth_user {"id":${id},`) || new RegExp(`"user_id":${id}[,}]`).test(row);
}
