import { expect, it, onTestFinished, vi } from 'vitest';

import { expireOverdue } from '../../../../src/main/mail/outbox/expire-overdue.ts';
import { activationMailFates, holdReasons } from '../../../../src/main/mail/outbox/mail-fate.ts';
import {
  cancelMails,
  releaseMails,
  sendNow,
} from '../../../../src/main/mail/outbox/outbox-acts.ts';
import { countOutbox } from '../../../../src/main/mail/outbox/count-outbox.ts';
import { listOutbox } from '../../../../src/main/mail/outbox/outbox-list.ts';
import { extendRegistrations } from '../../../../src/main/registrations/extend-registrations.ts';
import { followDeadlines } from '../../../../src/main/registrations/mail-deadlines.ts';
import { requestActivation } from '../../../../src/main/registrations/resend-by-visitor.ts';
import { resendActivation } from '../../../../src/main/registrations/review-registrations.ts';
import { mailVerdict } from '../../../../src/main/story/mail-verdict.ts';
import { actorOf, addAdministrator, createCore, register } from '../../../support/core.ts';
import { hand, outbox, startCourier } from '../../../support/courier.ts';
import { pendingRows } from '../../../support/people-lists.ts';
import { saveRegistration } from '../../../support/site.ts';
import { change } from '../../../support/site-flows.ts';

const ALL = { search: '', view: 'all', offset: 0, limit: 50 } as const;

/** A sign-up whose mail is held, with a link of seven days, and no way for mail to leave. */
async function withHeldMail() {
  const core = await createCore();
  await change(core, 'registration', { holdAfter: 1 });
  await register(core, 'first');
  await core.db.deleteFrom('gatehouse_outbox').execute();
  const accountId = await register(core, 'anna');
  const [mail] = await outbox(core);
  expect(mail).toMatchObject({ state: 'held', not_after: '2026-03-08 12:00:00' });
  const courier = startCourier(core, () => Promise.reject(new Error('nothing may leave')));
  return { core, accountId, id: mail?.id ?? 0, why: mail?.why, courier };
}

it('is too late at once in the list, the counts, Pending and the person’s story', async () => {
  const { core, accountId, why, courier } = await withHeldMail();
  await courier.flush();
  expect(await countOutbox(core.db)).toEqual({ waiting: 0, held: 1, failed: 0 });
  core.clock.advance({ days: 7 });
  await courier.flush();
  expect(await countOutbox(core.db)).toEqual({ waiting: 0, held: 0, failed: 1 });
  const { rows } = await listOutbox({ ...core, courier: { pause: null } }, ALL);
  expect(rows).toMatchObject([
    {
      state: 'expired',
      why: 'The link inside had ended before the mail was released.',
      advice: 'Send a new mail from Pending.',
      nextAttemptAt: null,
    },
  ]);
  const fates = await activationMailFates(core.db, [accountId]);
  expect(fates.get(accountId)).toEqual({ state: 'failed', text: 'Too late' });
  expect(await holdReasons(core.db, [accountId])).toEqual(new Map([[accountId, why]]));
  expect(await pendingRows(core.context, 'mail:held')).toEqual([]);
  expect(await pendingRows(core.context, 'mail:failed')).toMatchObject([{ id: accountId }]);
  const anna = { username: 'anna', email: 'anna@people.example', state: 'expired' } as const;
  expect(await mailVerdict(core.db, { id: accountId, ...anna }, null)).toMatchObject({
    tone: 'warn',
    sentence: expect.stringContaining('was too late to be sent. The link inside had ended'),
    advice: 'Send a new mail from Pending.',
  });
});

it('is noticed on the instant, by a courier that has nothing else to do', async () => {
  const { core, accountId, courier } = await withHeldMail();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const changed = vi.fn<() => void>();
  await courier.stop();
  core.clock.advance({ days: 6, hours: 23, ms: 3_570_000 });
  const last = startCourier(core, () => Promise.reject(new Error('nothing may leave')), [], {
    onChange: changed,
  });
  await last.flush();
  expect(changed).not.toHaveBeenCalled();
  core.clock.advance({ ms: 30_000 });
  vi.advanceTimersByTime(30_000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(changed).toHaveBeenCalled());
  const fates = await activationMailFates(core.db, [accountId]);
  expect(fates.get(accountId)?.text).toBe('Too late');
});

it('is not released nor sent any more, and who tries hears that its link has ended', async () => {
  const { core, id } = await withHeldMail();
  core.clock.advance({ days: 7 });
  expect(await releaseMails(core.db, [id, 4_711], hand(core))).toEqual({
    released: 0,
    ended: 1,
    skipped: 1,
  });
  expect(await outbox(core)).toMatchObject([{ state: 'expired', next_attempt_at: null }]);
  const acts = await core.db.selectFrom('gatehouse_outbox_act').select('act').execute();
  expect(acts).toEqual([]);
  const again = await sendNow(core.db, { ids: [id], sparing: false }, hand(core));
  expect(again).toEqual({ queued: 0, skipped: 1 });
});

it('is held again, for the same reason, when its sign-up gets more time', async () => {
  const { core, accountId, id, why, courier } = await withHeldMail();
  core.clock.advance({ days: 7 });
  await courier.flush();
  const actor = actorOf(await addAdministrator(core));
  await extendRegistrations(core.context, { ids: [accountId], days: 3, actor });
  await courier.flush();
  expect(await outbox(core)).toMatchObject([
    { state: 'held', why, advice: null, finished_at: null, not_after: '2026-03-11 12:00:00' },
  ]);
  expect(await releaseMails(core.db, [id], hand(core))).toMatchObject({ released: 1, ended: 0 });
});

it('is held again when only the clock had been ahead, and a waiting one waits again', async () => {
  const { core, id, why } = await withHeldMail();
  await change(core, 'registration', { holdAfter: 0 });
  for (const name of ['boris', 'clara']) await register(core, name);
  const [, , clara] = await outbox(core);
  core.clock.advance({ days: 30 });
  await expireOverdue(core.db, core.now());
  expect((await outbox(core)).map(({ state }) => state)).toEqual(['expired', 'expired', 'expired']);
  await cancelMails(core.db, [clara?.id ?? 0], hand(core));
  core.clock.advance({ days: -30 });
  expect(await expireOverdue(core.db, core.now())).toBe(true);
  const mended = { advice: null, problem: null, finished_at: null };
  expect(await outbox(core)).toMatchObject([
    { state: 'held', why, next_attempt_at: null, ...mended },
    { state: 'queued', why: null, next_attempt_at: '2026-03-01 12:00:00', ...mended },
    { state: 'expired' },
  ]);
  expect(await expireOverdue(core.db, core.now())).toBe(false);
  expect(await releaseMails(core.db, [id], hand(core))).toMatchObject({ released: 1 });
});

it('stays expired while a clock is behind', async () => {
  const { core } = await withHeldMail();
  core.clock.advance({ days: 30 });
  await expireOverdue(core.db, core.now());
  core.clock.advance({ days: -2_000 });
  expect(await expireOverdue(core.db, core.now())).toBe(false);
  expect(await outbox(core)).toMatchObject([{ state: 'expired' }]);
});

it('holds the mail that its person asks for afterwards, for the same reason', async () => {
  const { core, why, courier } = await withHeldMail();
  core.clock.advance({ days: 7 });
  await courier.flush();
  expect(await requestActivation(core.context, 'anna@people.example')).toBeNull();
  expect(await outbox(core)).toMatchObject([{ state: 'expired' }, { state: 'held', why }]);
});

it('holds nothing any more once somebody has sent a new one', async () => {
  const { core, accountId, courier } = await withHeldMail();
  core.clock.advance({ days: 7 });
  await courier.flush();
  const actor = actorOf(await addAdministrator(core));
  await resendActivation(core.context, { ids: [accountId], actor });
  core.clock.advance({ days: 7 });
  await courier.flush();
  expect(await outbox(core)).toMatchObject([{ state: 'expired' }, { state: 'expired' }]);
  expect(await holdReasons(core.db, [accountId])).toEqual(new Map());
});

it('stays too late where more time ends before now, or somebody has dismissed it', async () => {
  const { core, accountId, courier, id } = await withHeldMail();
  core.clock.advance({ days: 20 });
  await courier.flush();
  await saveRegistration(core, { activationDays: 8 });
  await followDeadlines(core.db, [null]);
  await courier.flush();
  expect(await outbox(core)).toMatchObject([
    { state: 'expired', not_after: '2026-03-09 12:00:00' },
  ]);
  await core.db
    .insertInto('gatehouse_outbox_act')
    .values({ mail_id: id, at: '2026-03-21 12:00:00', act: 'dismissed', actor: 'eva', why: null })
    .execute();
  const actor = actorOf(await addAdministrator(core));
  await extendRegistrations(core.context, { ids: [accountId], days: 3, actor });
  await courier.flush();
  expect(await outbox(core)).toMatchObject([{ state: 'expired' }]);
});
