import { describe, expect, it } from 'vitest';

import { activationMailFates, holdReasons } from '../../../../src/main/mail/outbox/mail-fate.ts';
import {
  cancelMails,
  releaseMails,
  restoreMails,
  sendNow,
} from '../../../../src/main/mail/outbox/outbox-acts.ts';
import { countOutbox } from '../../../../src/main/mail/outbox/count-outbox.ts';
import { listOutbox } from '../../../../src/main/mail/outbox/outbox-list.ts';
import { recoverOutbox } from '../../../../src/main/mail/outbox/recover-outbox.ts';
import { SYSTEM } from '../../../../src/main/operations/actor.ts';
import { runOperation } from '../../../../src/main/operations/run-operation.ts';
import { deleteRegistrations } from '../../../../src/main/registrations/remove-registrations.ts';
import { resendActivation } from '../../../../src/main/registrations/review-registrations.ts';
import { createCourier } from '../../../../src/main/mail/outbox/courier.ts';
import {
  actorOf,
  addAdministrator,
  type Core,
  createCore,
  keyOf,
  register,
  undo,
} from '../../../support/core.ts';
import { hand, undoing } from '../../../support/courier.ts';
import { pendingRows } from '../../../support/people-lists.ts';

const WHY = 'Held: 31 sign-ups within ten minutes, more than the 30 that are let through.';

/** A sign-up whose activation mail is held. */
async function withHeldMail() {
  const core = await createCore();
  const accountId = await register(core, 'anna');
  const activation_key = await keyOf(core, accountId);
  await core.db.deleteFrom('gatehouse_outbox').execute();
  const { value, operationId } = await runOperation(
    core.db,
    { kind: 'accounts.update', actor: SYSTEM, at: core.now() },
    (operation) =>
      core.outbox.put(operation, {
        kind: 'activation',
        accountId,
        to: 'anna@people.example',
        notAfter: null,
        graceMs: 0,
        hold: WHY,
        context: {
          user: { username: 'anna' },
          activation_key,
          activation_link: 'http://localhost/accounts/activate/ab/',
          expiration_days: 7,
          expires_at: '2026-03-08 12:00 UTC',
        },
      }),
  );
  return { core, accountId, id: value.id, operationId: operationId ?? 0 };
}

async function mailOf({ db }: Core, id: number) {
  return db
    .selectFrom('gatehouse_outbox')
    .select(['state', 'next_attempt_at', 'why'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

const HELD = { state: 'held', next_attempt_at: null, why: WHY };
const NOW = '2026-03-01 12:00:00';

describe('a held mail', () => {
  it('is never sent by the courier, however long it lies', async () => {
    const { core, id } = await withHeldMail();
    const errors: unknown[] = [];
    const courier = createCourier({
      db: core.db,
      now: core.now,
      random: () => 0.5,
      bytesOf: (id) => core.outbox.bytesOf(core.db, id),
      delivery: () => Promise.reject(new Error('nothing may be delivered')),
      onChange: () => {},
      onError: (error) => errors.push(error),
    });
    core.clock.advance({ days: 3 });
    await recoverOutbox(core.db, core.now());
    await courier.flush();
    await courier.stop();
    expect(errors).toEqual([]);
    expect(await mailOf(core, id)).toEqual(HELD);
  });

  it('is due at once when it is released, and only then', async () => {
    const { core, id } = await withHeldMail();
    expect(await releaseMails(core.db, [id, 4_711], hand(core))).toEqual({
      released: 1,
      ended: 0,
      skipped: 1,
    });
    expect(await mailOf(core, id)).toMatchObject({ state: 'queued', next_attempt_at: NOW });
    expect(await releaseMails(core.db, [id], hand(core))).toEqual({
      released: 0,
      ended: 0,
      skipped: 1,
    });
  });

  it('is released by being sent now, and no longer says that it is held', async () => {
    const { core, id } = await withHeldMail();
    expect(await sendNow(core.db, { ids: [id], sparing: false }, hand(core))).toEqual({
      queued: 1,
      skipped: 0,
    });
    const mail = await mailOf(core, id);
    expect(mail).toMatchObject({ state: 'queued', next_attempt_at: NOW });
    expect(mail.why).not.toContain('Held');
  });

  it('is cancelled like one that waits', async () => {
    const { core, id } = await withHeldMail();
    expect(await cancelMails(core.db, [id], hand(core))).toEqual({
      cancelled: [id],
      dismissed: [],
      skipped: 0,
    });
    expect((await mailOf(core, id)).state).toBe('cancelled');
  });

  it('is taken back with the act that wrote it', async () => {
    const { core, id, operationId } = await withHeldMail();
    const mails = await core.outbox.mailsOf(undoing(core), operationId, null);
    expect(await core.outbox.takeBack(undoing(core), mails)).toEqual({ taken: 1, gone: 0 });
    expect((await mailOf(core, id)).state).toBe('cancelled');
  });

  it('is held again, with the reason, when the act that cancelled it is undone', async () => {
    const { core, accountId, id } = await withHeldMail();
    const actor = actorOf(await addAdministrator(core));
    const outcome = await deleteRegistrations(core.context, { ids: [accountId], actor });
    expect((await mailOf(core, id)).state).toBe('cancelled');
    await undo(core, outcome.operationId, actor);
    expect(await mailOf(core, id)).toEqual(HELD);
  });

  it('is not sent while a newer one is on its way, and is held again once that is undone', async () => {
    const { core, accountId, id } = await withHeldMail();
    const actor = actorOf(await addAdministrator(core));
    const outcome = await resendActivation(core.context, { ids: [accountId], actor });
    const sent = await sendNow(core.db, { ids: [id], sparing: false }, hand(core));
    expect(sent).toEqual({ queued: 0, skipped: 1 });
    await undo(core, outcome.operationId);
    expect(await mailOf(core, id)).toEqual(HELD);
  });

  it('is counted and listed by itself, not among those that wait', async () => {
    const { core, accountId } = await withHeldMail();
    expect(await countOutbox(core.db)).toEqual({ waiting: 0, held: 1, failed: 0 });
    const request = { search: '', view: 'held', offset: 0, limit: 50 } as const;
    const { views, rows } = await listOutbox({ ...core, courier: { pause: null } }, request);
    expect(views).toEqual({ all: 1, held: 1, waiting: 0, sent: 0, failed: 0 });
    expect(rows).toMatchObject([{ state: 'held', nextAttemptAt: null, why: WHY, accountId }]);
  });

  it('shows in Pending, in a view of its own', async () => {
    const { core, accountId } = await withHeldMail();
    await register(core, 'boris');
    const fates = await activationMailFates(core.db, [accountId]);
    expect(fates.get(accountId)).toEqual({ state: 'held', text: 'Held' });
    expect((await holdReasons(core.db, [accountId])).get(accountId)).toBe(WHY);
    expect(await pendingRows(core.context)).toHaveLength(2);
    expect(await pendingRows(core.context, 'mail:held')).toMatchObject([{ id: accountId }]);
  });
});

it('sends many again but for those that may have arrived or were cancelled', async () => {
  const core = await createCore();
  const states = ['failed', 'uncertain', 'cancelled', 'deferred'];
  for (const [index, state] of states.entries()) {
    const accountId = await register(core, `person-${index}`);
    await core.db
      .updateTable('gatehouse_outbox')
      .set({ state })
      .where('account_id', '=', accountId)
      .execute();
  }
  const rows = await core.db.selectFrom('gatehouse_outbox').select('id').orderBy('id').execute();
  const ids = rows.map(({ id }) => id);
  expect(await sendNow(core.db, { ids, sparing: true }, hand(core))).toEqual({
    queued: 2,
    skipped: 2,
  });
  expect(await sendNow(core.db, { ids, sparing: false }, hand(core))).toMatchObject({ queued: 4 });
});

describe('a mail that was cancelled by hand', () => {
  it('is held again for the same reason when that is taken back', async () => {
    const { core, id } = await withHeldSignUp();
    await cancelMails(core.db, [id], hand(core));
    expect(await restoreMails(core.db, [id], hand(core))).toEqual({ restored: 1 });
    const rows = await core.db.selectFrom('gatehouse_outbox').selectAll().execute();
    expect(rows).toMatchObject([
      { state: 'held', why: WHY, next_attempt_at: null, finished_at: null },
    ]);
    expect(await restoreMails(core.db, [id], hand(core))).toEqual({ restored: 0 });
  });

  it('waits again when it had waited, and stays where a newer one has taken its place', async () => {
    const { core, accountId, id } = await withHeldSignUp();
    await releaseMails(core.db, [id], hand(core));
    await cancelMails(core.db, [id], hand(core));
    expect(await restoreMails(core.db, [id], hand(core))).toEqual({ restored: 1 });
    expect(await states(core)).toEqual(['queued']);
    await cancelMails(core.db, [id], hand(core));
    const actor = actorOf(await addAdministrator(core));
    await resendActivation(core.context, { ids: [accountId], actor });
    expect(await restoreMails(core.db, [id], hand(core))).toEqual({ restored: 0 });
    expect((await states(core))[0]).toBe('cancelled');
  });
});

async function states({ db }: Core): Promise<string[]> {
  const rows = await db.selectFrom('gatehouse_outbox').select('state').orderBy('id').execute();
  return rows.map(({ state }) => state);
}

/** A sign-up whose own mail is held. */
async function withHeldSignUp() {
  const core = await createCore();
  const accountId = await register(core, 'anna');
  const { id } = await core.db
    .updateTable('gatehouse_outbox')
    .set({ state: 'held', why: WHY, next_attempt_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { core, accountId, id };
}
