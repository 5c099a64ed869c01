import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { planAccountAct } from '../../../src/main/accounts/plan-acts.ts';
import {
  activateAccounts,
  deactivateAccounts,
  deleteAccounts,
} from '../../../src/main/accounts/manage-accounts.ts';
import { setGroups, setPermissions } from '../../../src/main/accounts/set-rights.ts';
import { planReview } from '../../../src/main/registrations/plan-review.ts';
import {
  deleteRegistrations,
  rejectRegistrations,
} from '../../../src/main/registrations/remove-registrations.ts';
import {
  activateRegistrations,
  resendActivation,
} from '../../../src/main/registrations/review-registrations.ts';
import { requireNewPassword } from '../../../src/main/sign-in/require-new-password.ts';
import { sendReset } from '../../../src/main/sign-in/send-reset.ts';
import { actorOf, addAdministrator, createCore, register } from '../../support/core.ts';

async function site() {
  const core = await createCore();
  const person = await addAdministrator(core);
  const rights = { add: [], remove: [], person };
  const rejection = { reason: 'other', note: '', tell: false } as const;
  const acts = {
    activateAccounts: (ids: readonly number[]) =>
      activateAccounts(core.context, { ids, person, includeSelf: false }),
    deactivateAccounts: (ids: readonly number[]) =>
      deactivateAccounts(core.context, { ids, person, includeSelf: false }),
    deleteAccounts: (ids: readonly number[]) =>
      deleteAccounts(core.context, { ids, person, includeSelf: false }),
    setGroups: (ids: readonly number[]) => setGroups(core.context, { ids, ...rights }),
    setPermissions: (ids: readonly number[]) => setPermissions(core.context, { ids, ...rights }),
    sendReset: (ids: readonly number[]) => sendReset(core.context, { ids, person }),
    requireNewPassword: (ids: readonly number[]) =>
      requireNewPassword(core.context, { ids, person, includeSelf: false }),
    activateRegistrations: (ids: readonly number[]) =>
      activateRegistrations(core.context, { ids, actor: actorOf(person) }),
    resendActivation: (ids: readonly number[]) =>
      resendActivation(core.context, { ids, actor: actorOf(person) }),
    rejectRegistrations: (ids: readonly number[]) =>
      rejectRegistrations(core.context, { ids, actor: actorOf(person), ...rejection }),
    deleteRegistrations: (ids: readonly number[]) =>
      deleteRegistrations(core.context, { ids, actor: actorOf(person) }),
  };
  return { core, person, acts };
}

it('every act on many names those who are gone', async () => {
  const { acts } = await site();
  const skipped = [{ id: 4_711, name: '#4711', reason: 'Is gone already.' }];
  for (const [name, act] of Object.entries(acts)) {
    expect([name, await act([4_711])]).toEqual([
      name,
      { operationId: null, done: 0, mailsQueued: 0, skipped },
    ]);
  }
});

it('every table of the site that refers to an account is named, of one account with its rows', async () => {
  const { core, person } = await site();
  const kept = await register(core, 'kept');
  const other = await register(core, 'other');
  await activateAccounts(core.context, { ids: [kept], includeSelf: false, person });
  await sql`CREATE TABLE shop_note (author_id INTEGER REFERENCES auth_user (id),
    reader_id INTEGER REFERENCES auth_user (id))`.execute(core.db);
  await sql`CREATE TABLE shop_order (buyer_id INTEGER REFERENCES auth_user (id))`.execute(core.db);
  await sql`INSERT INTO shop_note VALUES (${kept}, ${kept}), (${other}, ${kept})`.execute(core.db);
  await sql`INSERT INTO shop_order VALUES (${kept})`.execute(core.db);
  const plan = (ids: readonly number[]) =>
    planAccountAct({ ...core, activationDays: 7 }, { ids, act: 'delete', person });
  expect(await plan([kept])).toMatchObject({
    done: 0,
    leaving: { active: 0, deactivatable: 1 },
    skipped: [{ reason: 'The tables shop_note (2 rows) and shop_order (1 row) refer to it.' }],
  });
  expect(await plan([kept, other])).toMatchObject({
    leaving: { deactivatable: 1 },
    skipped: [
      { reason: 'The tables shop_note and shop_order refer to it.', names: ['kept'] },
      { reason: 'The table shop_note refers to it.', names: ['other'] },
    ],
  });
});

it.each([
  ['auth_user', 'id'],
  ['registration_registrationprofile', 'user_id'],
])(
  'whom a table of the site refers to through %s is spared by every deletion, and its plan; the others go',
  async (target, owner) => {
    const { core, person, acts } = await site();
    await sql`CREATE TABLE blog_post (author_id INTEGER NOT NULL
    REFERENCES ${sql.table(target)} (id) DEFERRABLE INITIALLY DEFERRED)`.execute(core.db);
    const reason = 'The table blog_post refers to it.';
    for (const name of ['deleteAccounts', 'rejectRegistrations', 'deleteRegistrations'] as const) {
      const kept = await register(core, `kept-by-${name.toLowerCase()}`);
      const ids = [await register(core, name.toLowerCase()), kept];
      await sql`INSERT INTO blog_post SELECT id FROM ${sql.table(target)}
      WHERE ${sql.ref(owner)} = ${kept}`.execute(core.db);
      const plan = await (name === 'deleteAccounts'
        ? planAccountAct({ ...core, activationDays: 7 }, { ids, act: 'delete', person })
        : planReview(core, { ids, act: 'reject', sparesStaff: false }));
      expect(plan).toMatchObject({ done: 1, skipped: [{ reason, count: 1 }] });
      const outcome = await acts[name](ids);
      expect([name, outcome]).toMatchObject([name, { done: 1, skipped: [{ id: kept, reason }] }]);
    }
  },
);
