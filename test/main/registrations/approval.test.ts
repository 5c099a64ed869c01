import { describe, expect, it } from 'vitest';

import { activateAccounts } from '../../../src/main/accounts/manage-accounts.ts';
import { readOperation } from '../../../src/main/operations/operation-log.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { activationLinks } from '../../../src/main/registrations/activation-links.ts';
import { activateByKey, examineKey } from '../../../src/main/registrations/activate-by-key.ts';
import { cleanUp, judgeCleanUp } from '../../../src/main/registrations/clean-up.ts';
import {
  deleteRegistrations,
  rejectRegistrations,
} from '../../../src/main/registrations/remove-registrations.ts';
import {
  activateRegistrations,
  changeEmailAndResend,
  resendActivation,
} from '../../../src/main/registrations/review-registrations.ts';
import { DEFAULTS, type RegistrationSettings } from '../../../src/main/settings/settings.ts';
import { writeSetting } from '../../../src/main/settings/settings-store.ts';
import { SYSTEM } from '../../../src/main/operations/actor.ts';
import { accountStory } from '../../../src/main/story/account-story.ts';
import {
  actorOf,
  addAccount,
  addAdministrator,
  type Core,
  createCore,
  keyOf,
  register,
  undo,
} from '../../support/core.ts';
import { pendingRows } from '../../support/people-lists.ts';

const CONFIRMED = 'Has confirmed the address already: approve or reject.';
const TABLES = [
  'auth_user',
  'registration_registrationprofile',
  'registration_supervisedregistrationprofile',
  'gatehouse_registration',
] as const;

async function underApproval(more: Partial<RegistrationSettings> = {}) {
  const core = await createCore();
  const person = await addAdministrator(core);
  const given = { ...DEFAULTS.registration, policy: 'approval' as const, ...more };
  await runOperation(
    core.db,
    { kind: 'settings.registration', actor: SYSTEM, at: core.now() },
    (operation) => writeSetting(operation, 'registration', given),
  );
  return { core, person, actor: actorOf(person) };
}

/** Somebody who has followed the link and waits. */
async function waiting(core: Core, username: string): Promise<number> {
  const id = await register(core, username);
  await activateByKey(core.context, await keyOf(core, id));
  return id;
}

async function mails({ db }: Core, kind: string) {
  return db
    .selectFrom('gatehouse_outbox')
    .select(['state', 'envelope_to', 'account_id'])
    .where('kind', '=', kind)
    .orderBy('id')
    .execute();
}

async function supervised({ db }: Core): Promise<number> {
  const rows = await db
    .selectFrom('registration_supervisedregistrationprofile')
    .selectAll()
    .execute();
  return rows.length;
}

async function snapshot({ db }: Core): Promise<unknown> {
  return Promise.all(TABLES.map((table) => db.selectFrom(table).selectAll().execute()));
}

const BY_NAME = { column: 'username', direction: 'ascending' } as const;

describe('the link of a sign-up that needs approval', () => {
  it('confirms the address, leaves the account inactive and tells every superuser once', async () => {
    const { core } = await underApproval();
    await addAccount(core, { username: 'max', isActive: true, isSuperuser: true, email: '' });
    await addAccount(core, { username: 'liv', isActive: true, isStaff: true });
    const id = await register(core, 'anna');
    const key = await keyOf(core, id);
    expect(await examineKey(core.context, key)).toMatchObject({ state: 'valid' });
    const finding = { state: 'to-approve', username: 'anna', accountId: id };
    expect(await activateByKey(core.context, key)).toEqual(finding);
    expect(await activateByKey(core.context, key)).toEqual(finding);
    expect(await examineKey(core.context, key)).toEqual(finding);
    const { is_active } = await core.db
      .selectFrom('auth_user')
      .select('is_active')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(is_active).toBe(0);
    const asked = { state: 'queued', envelope_to: 'eva@people.example', account_id: id };
    expect(await mails(core, 'admin_approve')).toEqual([asked]);
  });

  it('tells the approvers of the settings instead, each address once', async () => {
    const approvers = ['desk@site.example', 'Desk@Site.example', 'max@site.example'];
    const { core } = await underApproval({ approvers });
    await waiting(core, 'anna');
    const told = (await mails(core, 'admin_approve')).map(({ envelope_to }) => envelope_to);
    expect(told).toEqual(['Desk@Site.example', 'max@site.example']);
  });

  it('confirms once; of two clicks at once one finds it done and nobody is told twice', async () => {
    const { core } = await underApproval();
    const key = await keyOf(core, await register(core, 'anna'));
    const both = await Promise.all([
      activateByKey(core.context, key),
      activateByKey(core.context, key),
    ]);
    expect(both.map(({ state }) => state)).toEqual(['to-approve', 'to-approve']);
    expect(await mails(core, 'admin_approve')).toHaveLength(1);
    const acts = await core.db
      .selectFrom('gatehouse_operation')
      .select('id')
      .where('kind', '=', 'registrations.confirmByLink')
      .execute();
    expect(acts).toHaveLength(1);
  });

  it('is used up when the account was approved and deactivated since', async () => {
    const { core, actor } = await underApproval();
    const id = await waiting(core, 'anna');
    await activateRegistrations(core.context, { ids: [id], actor });
    await core.db.updateTable('auth_user').set({ is_active: 0 }).where('id', '=', id).execute();
    const { state } = await activateByKey(core.context, await keyOf(core, id));
    expect(state).toBe('used');
  });
});

describe('the reviewer of who waits for approval', () => {
  it('approves with a mail of its own, and the undo makes it wait again', async () => {
    const { core, actor } = await underApproval();
    const ids = [await waiting(core, 'anna'), await register(core, 'boris')];
    const before = await snapshot(core);
    const { operationId, ...outcome } = await activateRegistrations(core.context, { ids, actor });
    expect(outcome).toEqual({ done: 2, skipped: [], mailsQueued: 2 });
    expect(await supervised(core)).toBe(0);
    const [told] = await mails(core, 'admin_approve_complete');
    expect(told).toMatchObject({ envelope_to: 'anna@people.example' });
    expect(await mails(core, 'activated')).toHaveLength(1);
    expect((await undo(core, operationId)).refused).toEqual([]);
    expect(await snapshot(core)).toEqual(before);
    expect((await mails(core, 'admin_approve_complete')).at(-1)?.state).toBe('cancelled');
  });

  it('rejects and deletes, and the undo brings back who waited', async () => {
    const { core, actor } = await underApproval();
    const anna = await waiting(core, 'anna');
    const boris = await waiting(core, 'boris');
    const before = await snapshot(core);
    const words = { reason: 'not-eligible', note: '', tell: false } as const;
    const rejected = await rejectRegistrations(core.context, { ids: [anna], actor, ...words });
    const deleted = await deleteRegistrations(core.context, { ids: [boris], actor });
    expect([rejected.done, deleted.done, await supervised(core)]).toEqual([1, 1, 0]);
    const { operation } = await readOperation(core.db, rejected.operationId ?? 0);
    expect(operation.title).toBe('Rejected anna (not eligible)');
    await undo(core, deleted.operationId);
    await undo(core, rejected.operationId);
    expect(await snapshot(core)).toEqual(before);
  });

  it('can send no new link, and hand none over', async () => {
    const { core, actor } = await underApproval();
    const ids = [await waiting(core, 'anna')];
    const resent = await resendActivation(core.context, { ids, actor });
    const email = 'anna@else.example';
    const changed = await changeEmailAndResend(core.context, { id: ids[0] ?? 0, email, actor });
    const { skipped } = await activationLinks(core.context, ids, false);
    const reasons = [resent.skipped, changed.skipped, skipped].flat().map(({ reason }) => reason);
    expect(reasons).toEqual([CONFIRMED, CONFIRMED, CONFIRMED]);
  });

  it('approves by activating the account too, which an undo takes back', async () => {
    const { core, person } = await underApproval();
    const id = await waiting(core, 'anna');
    const before = await snapshot(core);
    const request = { ids: [id], person, includeSelf: false };
    const { operationId } = await activateAccounts(core.context, request);
    expect(await supervised(core)).toBe(0);
    await undo(core, operationId);
    expect(await snapshot(core)).toEqual(before);
  });

  it('may be no superuser only where the sign-up will not be staff', async () => {
    const { core, actor } = await underApproval();
    const id = await waiting(core, 'anna');
    await core.db.updateTable('auth_user').set({ is_staff: 1 }).where('id', '=', id).execute();
    const request = { ids: [id], actor, sparesStaff: true };
    const { done, skipped } = await activateRegistrations(core.context, request);
    expect([done, skipped[0]?.reason]).toEqual([0, 'Only a superuser may change staff.']);
  });
});

describe('the lists of who waits for approval', () => {
  it('show the stage and the reason to join, and never call them expired', async () => {
    const { core } = await underApproval();
    const anna = await waiting(core, 'anna');
    await register(core, 'boris');
    await core.db
      .updateTable('gatehouse_registration')
      .set({ join_reason: 'I paint.' })
      .where('user_id', '=', anna)
      .execute();
    core.clock.advance({ days: 8 });
    const told = (await pendingRows(core.context, '', BY_NAME)).map((row) => [
      row.username,
      row.stage,
      row.joinReason,
      row.expired,
    ]);
    expect(told).toEqual([
      ['anna', 'to-approve', 'I paint.', false],
      ['boris', 'unconfirmed', '', true],
    ]);
    expect((await pendingRows(core.context, 'is:to-approve')).map(({ id }) => id)).toEqual([anna]);
    expect((await pendingRows(core.context, 'is:expired')).map(({ username }) => username)).toEqual(
      ['boris'],
    );
  });

  it('are left alone by the clean-up', async () => {
    const { core, actor } = await underApproval();
    const id = await waiting(core, 'anna');
    core.clock.advance({ days: 30 });
    const plan = await judgeCleanUp(core.context);
    expect(plan).toMatchObject({
      ids: [],
      leftOut: [{ reason: 'Waits for approval.', count: 1, names: ['anna'] }],
    });
    expect(await cleanUp(core.context, { ids: [id], actor })).toMatchObject({ done: 0 });
  });

  it('tell in the story what was confirmed by the link and what was approved', async () => {
    const { core, actor } = await underApproval();
    const id = await waiting(core, 'anna');
    await activateRegistrations(core.context, { ids: [id], actor });
    const { items } = await accountStory(core.db, { id, kind: 'all', limit: 20 });
    const titles = items.map(({ title }) => title);
    expect(titles).toContain('Confirmed the address by the link');
    expect(titles).toContain('Approved');
  });
});
