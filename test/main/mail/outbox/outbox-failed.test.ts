import { describe, expect, it } from 'vitest';

import {
  cancelMails,
  restoreMails,
  sendNow,
} from '../../../../src/main/mail/outbox/outbox-acts.ts';
import { countOutbox } from '../../../../src/main/mail/outbox/count-outbox.ts';
import { listOutbox } from '../../../../src/main/mail/outbox/outbox-list.ts';
import { resendActivation } from '../../../../src/main/registrations/review-registrations.ts';
import {
  actorOf,
  addAccount,
  addAdministrator,
  createCore,
  register,
  undo,
} from '../../../support/core.ts';
import { hand } from '../../../support/courier.ts';

type Change = Readonly<Record<string, string | number | null>>;

/** A sign-up whose activation mail fared so. */
async function withMail(change: Change) {
  const core = await createCore();
  const accountId = await register(core, 'anna');
  await core.db.updateTable('gatehouse_outbox').set(change).execute();
  const { id } = await core.db
    .selectFrom('gatehouse_outbox')
    .select('id')
    .executeTakeFirstOrThrow();
  const list = async (view: 'all' | 'failed' | 'waiting') =>
    (
      await listOutbox(
        { ...core, courier: { pause: null } },
        { search: '', view, offset: 0, limit: 50 },
      )
    ).rows;
  return { core, accountId, id, list };
}

const FAILED = { state: 'failed', why: 'No such mailbox.', next_attempt_at: null } as const;
const NEWER = 'The link inside has ended: there is a newer one.';

describe('a failed mail', () => {
  it('is not asked about any more once a newer one has taken its place, nor sent again', async () => {
    const { core, accountId, id, list } = await withMail(FAILED);
    expect(await countOutbox(core.db)).toMatchObject({ failed: 1 });
    const actor = actorOf(await addAdministrator(core));
    await resendActivation(core.context, { ids: [accountId], actor });
    expect(await countOutbox(core.db)).toMatchObject({ failed: 0 });
    expect(await list('failed')).toEqual([]);
    expect((await list('all')).at(-1)).toMatchObject({ id, state: 'failed', overtaken: NEWER });
    expect(await sendNow(core.db, { ids: [id], sparing: false }, hand(core))).toEqual({
      queued: 0,
      skipped: 1,
    });
  });

  it('is not asked about when the doctor sent it: whoever asked for that was told', async () => {
    const { core, list } = await withMail({ ...FAILED, kind: 'test', account_id: null });
    await core.db.updateTable('gatehouse_operation').set({ kind: 'settings.test' }).execute();
    expect(await countOutbox(core.db)).toMatchObject({ failed: 0 });
    expect(await list('failed')).toEqual([]);
    expect(await list('all')).toMatchObject([{ state: 'failed', kind: 'test' }]);
  });

  it('is asked about when it was a test of its template: nobody else tells of it', async () => {
    const { core, list } = await withMail({ ...FAILED, kind: 'test', account_id: null });
    await core.db.updateTable('gatehouse_operation').set({ kind: 'templates.test' }).execute();
    expect(await countOutbox(core.db)).toMatchObject({ failed: 1 });
    expect(await list('failed')).toMatchObject([{ kind: 'test' }]);
  });

  it('tells the address that was meant, also by the domains that people of this site have', async () => {
    const { core, list } = await withMail({ ...FAILED, envelope_to: 'anna@webpots.example' });
    expect(await list('failed')).toMatchObject([{ meant: null }]);
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const username of names) {
      await addAccount(core, { username, email: `${username}@webpost.example` });
    }
    // Which domains these are is counted once a minute.
    expect(await list('failed')).toMatchObject([{ meant: null }]);
    core.clock.advance({ ms: 60_000 });
    expect(await list('failed')).toMatchObject([{ meant: 'anna@webpost.example' }]);
  });

  it('is dismissed, and asked about again when that is taken back', async () => {
    const { core, id, list } = await withMail(FAILED);
    expect(await cancelMails(core.db, [id], hand(core))).toEqual({
      cancelled: [],
      dismissed: [id],
      skipped: 0,
    });
    expect(await countOutbox(core.db)).toMatchObject({ failed: 0 });
    expect(await list('all')).toMatchObject([{ state: 'failed', dismissed: true }]);
    expect(await cancelMails(core.db, [id], hand(core))).toMatchObject({ skipped: 1 });
    expect(await restoreMails(core.db, [id], hand(core))).toEqual({ restored: 1 });
    expect(await list('failed')).toMatchObject([{ id, dismissed: false }]);
  });

  it('is asked about again when it was sent again after a dismissal and failed once more', async () => {
    const { core, id } = await withMail(FAILED);
    await cancelMails(core.db, [id], hand(core));
    await sendNow(core.db, { ids: [id], sparing: false }, hand(core));
    await core.db.updateTable('gatehouse_outbox').set(FAILED).execute();
    expect(await countOutbox(core.db)).toMatchObject({ failed: 1 });
  });
});

describe('a mail that was put off', () => {
  const DEFERRED = {
    state: 'deferred',
    attempts: 8,
    why: 'The mailbox is full.',
    advice: 'Common on a first contact (greylisting).',
  };

  it('says how often, and no longer that this is common on a first contact', async () => {
    const { list } = await withMail(DEFERRED);
    expect(await list('waiting')).toMatchObject([
      {
        why: 'Put off 8 times. The mailbox is full.',
        advice: null,
        attempts: 8,
        attemptsMost: 12,
        linkEndsAt: '2026-03-08T12:00:00.000Z',
      },
    ]);
  });

  it('is put off still after an act that cancelled it was undone', async () => {
    const { core, accountId, id, list } = await withMail(DEFERRED);
    const why = 'The mailbox is full.';
    const attempt = { mail_id: id, at: '2026-03-01 12:00:00', destination: 'mail.example:25' };
    await core.db
      .insertInto('gatehouse_outbox_attempt')
      .values({ ...attempt, state: 'deferred', smtp_code: 452, why, reply: null, transcript: '' })
      .execute();
    const actor = actorOf(await addAdministrator(core));
    const { operationId } = await resendActivation(core.context, { ids: [accountId], actor });
    await undo(core, operationId);
    expect((await list('waiting')).at(-1)).toMatchObject({
      state: 'deferred',
      why: 'Put off 8 times. The mailbox is full.',
    });
  });
});
