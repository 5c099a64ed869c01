import { describe, expect, it } from 'vitest';

import { createQueue } from '../../../../src/main/mail/outbox/queue.ts';
import type { Verdict } from '../../../../src/main/mail/outbox/verdict.ts';
import { resendActivation } from '../../../../src/main/registrations/review-registrations.ts';
import { keyOf, register, undo } from '../../../support/core.ts';
import { outbox } from '../../../support/courier.ts';
import { change } from '../../../support/site-flows.ts';
import { site } from '../../../support/trash.ts';

/** The activation mail of a sign-up is on its way to a server that puts it off or takes it. */
async function underWay() {
  const opened = await site();
  const { core } = opened;
  await change(core, 'registration', { holdAfter: 0 });
  const anna = await register(core, 'anna');
  core.clock.advance({ hours: 1 });
  const queue = createQueue(core.db, core.now, null);
  const claim = async () => {
    const mail = await queue.claim('mail.example:25');
    if (!mail) throw new Error('Nothing is due.');
    return mail;
  };
  const mail = await claim();
  const finish = (verdict: Partial<Verdict>, which = mail) =>
    queue.finish(which, { ...PUT_OFF, nextAttemptAt: core.now(), ...verdict }, '');
  const states = async () => (await outbox(core)).map(({ state }) => state);
  return { ...opened, anna, claim, finish, states };
}

const PUT_OFF: Verdict = {
  state: 'deferred',
  nextAttemptAt: null,
  why: 'Try later, says the server.',
  advice: null,
  reply: '451 later',
  smtpCode: 451,
  problem: 'later',
  pauses: false,
};
const TAKEN: Partial<Verdict> = { state: 'sent', nextAttemptAt: null, why: 'The server took it.' };

describe('a mail that an act calls off while it is tried', () => {
  it('is tried again where that act was taken back meanwhile', async () => {
    const { core, anna, reject, finish } = await underWay();
    const { operationId } = await reject([anna]);
    expect(await undo(core, operationId)).toMatchObject({ mailsGone: 0, mailsTakenBack: 0 });
    await finish({});
    expect(await outbox(core)).toMatchObject([{ state: 'deferred', called_off: null }]);
  });

  it('is tried again where its person came back from the trash meanwhile', async () => {
    const { core, anna, reject, bringBack, finish } = await underWay();
    await reject([anna]);
    await bringBack([anna]);
    await finish({});
    expect(await outbox(core)).toMatchObject([{ state: 'deferred', called_off: null }]);
  });

  it('is called off again with the act, however often that is taken back and done again', async () => {
    const { core, anna, reject, finish, states } = await underWay();
    const rejected = await reject([anna]);
    const back = await undo(core, rejected.operationId);
    const again = await undo(core, back.operationId);
    await finish({});
    expect(await states()).toEqual(['cancelled']);
    expect((await outbox(core))[0]?.cancelled_by).toBe(again.operationId);
    expect(await undo(core, again.operationId)).toMatchObject({ mailsPutBack: 1 });
    expect(await states()).toEqual(['deferred']);
  });
});

describe('an undo of what queued a mail that is being tried', () => {
  it('calls it off, and counts it as gone', async () => {
    const { core, anna, claim, finish, states } = await underWay();
    await finish(TAKEN);
    const resent = await resendActivation(core.context, {
      ids: [anna],
      actor: { accountId: null, label: 'eva', via: 'console' },
    });
    core.clock.advance({ hours: 1 });
    const mail = await claim();
    const back = await undo(core, resent.operationId);
    expect(back).toMatchObject({ mailsTakenBack: 0, mailsGone: 1 });
    await finish({}, mail);
    expect((await outbox(core))[1]).toMatchObject({
      state: 'cancelled',
      why: 'Taken back before it left.',
      cancelled_by: back.operationId,
    });
    expect(await states()).toEqual(['sent', 'cancelled']);
  });

  it('lets it go on once the undo is taken back, and calls it off with the next one', async () => {
    const { core, anna, claim, finish } = await underWay();
    await finish(TAKEN);
    const resent = await resendActivation(core.context, {
      ids: [anna],
      actor: { accountId: null, label: 'eva', via: 'console' },
    });
    const key = await keyOf(core, anna);
    core.clock.advance({ hours: 1 });
    const mail = await claim();
    const back = await undo(core, resent.operationId);
    const redone = await undo(core, back.operationId);
    expect(await keyOf(core, anna)).toBe(key);
    await finish({}, mail);
    expect((await outbox(core))[1]).toMatchObject({ state: 'deferred', called_off: null });
    expect(await undo(core, redone.operationId)).toMatchObject({ mailsTakenBack: 1 });
    expect((await outbox(core))[1]).toMatchObject({ state: 'cancelled' });
  });
});
