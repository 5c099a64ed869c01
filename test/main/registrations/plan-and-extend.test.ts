import { describe, expect, it } from 'vitest';

import { planAccountAct } from '../../../src/main/accounts/plan-acts.ts';
import { toDjangoDatetime } from '../../../src/main/db/django-datetime.ts';
import { examineKey } from '../../../src/main/registrations/activate-by-key.ts';
import { extendRegistrations } from '../../../src/main/registrations/extend-registrations.ts';
import { saveRegistration } from '../../../src/main/registrations/save-registration.ts';
import { readSetting } from '../../../src/main/settings/settings-store.ts';
import { planReview, withoutSignals } from '../../../src/main/registrations/plan-review.ts';
import {
  activateRegistrations,
  resendActivation,
} from '../../../src/main/registrations/review-registrations.ts';
import {
  actorOf,
  addAccount,
  addAdministrator,
  createCore,
  keyOf,
  register,
  undo,
} from '../../support/core.ts';

async function withSome() {
  const core = await createCore();
  const eva = await addAdministrator(core);
  const anna = await register(core, 'anna');
  const ben = await register(core, 'ben');
  const cleo = await register(core, 'cleo');
  await activateRegistrations(core, { ids: [ben], actor: actorOf(eva) });
  await core.db.updateTable('auth_user').set({ email: '' }).where('id', '=', cleo).execute();
  return { core, eva, anna, ben, cleo };
}

describe('a plan', () => {
  it('counts who would be reached, who would get a mail, and who would not and why', async () => {
    const { core, anna, ben, cleo } = await withSome();
    const request = { ids: [anna, ben, cleo, 999], sparesStaff: false };
    expect(await planReview(core, { ...request, act: 'activate' })).toEqual({
      total: 4,
      done: 2,
      mails: 1,
      withoutAddress: 1,
      unconfirmed: 2,
      ended: 0,
      skipped: [
        { reason: 'Is active already.', count: 1, names: ['ben'] },
        { reason: 'Is gone already.', count: 1, names: [] },
      ],
    });
    expect(await planReview(core, { ...request, act: 'resend' })).toMatchObject({
      done: 1,
      mails: 1,
    });
  });

  it('says what the act then does, and changes nothing itself', async () => {
    const { core, eva, anna, ben, cleo } = await withSome();
    const ids = [anna, ben, cleo];
    const before = await core.db.selectFrom('gatehouse_operation').select('id').execute();
    const plan = await planReview(core, { ids, act: 'resend', sparesStaff: false });
    expect(await core.db.selectFrom('gatehouse_operation').select('id').execute()).toEqual(before);
    const outcome = await resendActivation(core, { ids, actor: actorOf(eva) });
    expect(outcome).toMatchObject({ done: plan.done, mailsQueued: plan.mails });
    expect(outcome.skipped.map(({ reason }) => reason).toSorted()).toEqual(
      plan.skipped.map(({ reason }) => reason).toSorted(),
    );
  });

  it('of an activation says how many are not confirmed, and how many of their links ended', async () => {
    const { core, anna, cleo } = await withSome();
    core.clock.advance({ days: 8 });
    const dora = await register(core, 'dora');
    const request = { ids: [anna, cleo, dora], sparesStaff: false };
    expect(await planReview(core, { ...request, act: 'activate' })).toMatchObject({
      unconfirmed: 3,
      ended: 2,
    });
    expect(await planReview(core, { ...request, act: 'resend' })).toMatchObject({ unconfirmed: 0 });
  });

  it('of a rejection counts mails only for those who are told', async () => {
    const { core, anna } = await withSome();
    const request = { ids: [anna], act: 'reject', sparesStaff: false, tell: true } as const;
    const told = await planReview(core, { ...request, reason: 'other' });
    const spam = await planReview(core, { ...request, reason: 'spam' });
    expect([told.mails, spam.mails]).toEqual([1, 0]);
  });

  it('of an act on accounts spares staff for who is no superuser', async () => {
    const { core, eva, ben } = await withSome();
    const staff = await addAccount(core, { username: 'sam', isActive: true, isStaff: true });
    const person = { ...eva, isSuperuser: false };
    const plan = await planAccountAct(
      { ...core, activationDays: 7 },
      { ids: [ben, staff], act: 'deactivate', person },
    );
    expect(plan).toMatchObject({
      done: 1,
      skipped: [{ reason: 'Only a superuser may change staff.', count: 1, names: ['sam'] }],
    });
  });

  it('of a deletion says who they are, whether oneself is among them, and whether nobody would be left', async () => {
    const { core, eva, anna, ben } = await withSome();
    await core.db
      .updateTable('auth_user')
      .set({ last_login: toDjangoDatetime(core.clock.now()) })
      .where('id', '=', ben)
      .execute();
    const ids = [anna, ben, eva.id];
    expect(
      await planAccountAct({ ...core, activationDays: 7 }, { ids, act: 'delete', person: eva }),
    ).toMatchObject({
      done: 3,
      leaving: { active: 2, recent: 1, staff: 1, self: true, lastAdministrator: true },
    });
    await addAdministrator(core, 'olga');
    core.clock.advance({ days: 31 });
    expect(
      await planAccountAct({ ...core, activationDays: 7 }, { ids, act: 'delete', person: eva }),
    ).toMatchObject({
      leaving: { active: 2, recent: 0, lastAdministrator: false },
    });
  });

  it('of an activation counts the signals', async () => {
    const { core, anna, cleo } = await withSome();
    await core.db
      .updateTable('auth_user')
      .set({ email: 'anna@mailinator.com' })
      .where('id', '=', anna)
      .execute();
    const request = { ids: [anna, cleo], sparesStaff: false };
    expect(await planReview(core, { ...request, act: 'activate' })).toMatchObject({
      signals: [{ text: 'with an address for one use', count: 1 }],
    });
    expect(await planReview(core, { ...request, act: 'activate', isNamed: true })).toMatchObject({
      signals: [{ count: 1, ids: [anna] }],
    });
    const signal = 'with an address for one use';
    expect(await withoutSignals(core, request, [signal])).toEqual([cleo]);
    await expect(withoutSignals(core, request, [signal, 'another one'])).rejects.toMatchObject({
      failure: { code: 'conflict' },
    });
    expect(await planReview(core, { ...request, act: 'delete' })).not.toHaveProperty('signals');
  });
});

describe('more time', () => {
  it('makes a link that has ended work again, for so many days from now', async () => {
    const { core, eva, anna } = await withSome();
    const key = await keyOf(core, anna);
    core.clock.advance({ days: 8 });
    expect((await examineKey(core, key)).state).toBe('expired');
    const outcome = await extendRegistrations(core, { ids: [anna], days: 3, actor: actorOf(eva) });
    expect(outcome).toMatchObject({ done: 1, mailsQueued: 0 });
    core.clock.advance({ days: 2, hours: 23 });
    expect((await examineKey(core, key)).state).toBe('valid');
    core.clock.advance({ hours: 2 });
    expect((await examineKey(core, key)).state).toBe('expired');
  });

  it('adds to what is left where the link still works', async () => {
    const { core, eva, anna } = await withSome();
    const key = await keyOf(core, anna);
    await extendRegistrations(core, { ids: [anna], days: 3, actor: actorOf(eva) });
    core.clock.advance({ days: 9, hours: 23 });
    expect((await examineKey(core, key)).state).toBe('valid');
    core.clock.advance({ hours: 2 });
    expect((await examineKey(core, key)).state).toBe('expired');
  });

  it('is what a mail that still waits for its release says and goes by, until it is taken back', async () => {
    const { core, eva, anna } = await withSome();
    await core.db
      .updateTable('gatehouse_outbox')
      .set({ state: 'held', next_attempt_at: null })
      .execute();
    const mail = () =>
      core.db
        .selectFrom('gatehouse_outbox')
        .select(['id', 'not_after'])
        .where('account_id', '=', anna)
        .executeTakeFirstOrThrow();
    const text = async () => (await core.outbox.bytesOf(core.db, (await mail()).id)).toString();
    expect(await text()).toContain('2026-03-08 12:00 UTC');
    const { operationId } = await extendRegistrations(core, {
      ids: [anna],
      days: 30,
      actor: actorOf(eva),
    });
    expect(await mail()).toMatchObject({ not_after: '2026-04-07 12:00:00' });
    expect(await text()).toContain('2026-04-07 12:00 UTC');
    await undo(core, operationId);
    expect(await mail()).toMatchObject({ not_after: '2026-03-08 12:00:00' });
    expect(await text()).toContain('2026-03-08 12:00 UTC');
    const registration = await readSetting(core.db, 'registration');
    await saveRegistration(core.context, eva, { ...registration, activationDays: 9 });
    expect(await mail()).toMatchObject({ not_after: '2026-03-10 12:00:00' });
  });
});
