import { sql } from 'kysely';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { sendNow } from '../../../../src/main/mail/outbox/outbox-acts.ts';
import { createPace } from '../../../../src/main/mail/outbox/pace.ts';
import { recoverOutbox } from '../../../../src/main/mail/outbox/recover-outbox.ts';
import { judge } from '../../../../src/main/mail/outbox/verdict.ts';
import { SYSTEM } from '../../../../src/main/operations/actor.ts';
import {
  activateRegistrations,
  resendActivation,
} from '../../../../src/main/registrations/review-registrations.ts';
import { Clock, type Core, createCore, register, undo } from '../../../support/core.ts';
import {
  deliveryTo,
  hand,
  outbox,
  startCourier,
  undoing,
  withSink,
} from '../../../support/courier.ts';
import { change } from '../../../support/site-flows.ts';
import { closedPort, startSmtpSink } from '../../../support/smtp-sink.ts';

const NAMES = ['anna', 'boris', 'clara'];

async function withMails(names: readonly string[] = NAMES) {
  const core = await createCore();
  await change(core, 'registration', { holdAfter: 0 });
  const ids: number[] = [];
  for (const name of names) ids.push(await register(core, name));
  return { core, ids, id: ids[0] ?? 0 };
}

/** Says this, after something has happened. */
function after(happens: () => void, words: string) {
  return {
    get 'RCPT TO'() {
      happens();
      return words;
    },
  };
}

const states = async (core: Core) => (await outbox(core)).map(({ state }) => state);

it('nothing more leaves by a way that is no longer chosen', async () => {
  const { core } = await withMails();
  const right = await startSmtpSink();
  let chosen = right.port;
  const wrong = await startSmtpSink({
    scripts: after(() => {
      chosen = right.port;
      courier.resume();
    }, '250 ok'),
  });
  onTestFinished(() => right.close());
  onTestFinished(() => wrong.close());
  chosen = wrong.port;
  const courier = startCourier(core, async () => deliveryTo(chosen));
  await courier.flush();
  expect([wrong.messages.length, right.messages.length]).toEqual([1, 2]);
});

it('what a server took is not forgotten when it can’t be written down at first', async () => {
  const { core } = await withMails();
  const sink = await startSmtpSink();
  onTestFinished(() => sink.close());
  const courier = startCourier(core, async () => deliveryTo(sink.port), [/disk is full/]);
  await sql`CREATE TRIGGER full BEFORE INSERT ON gatehouse_outbox_attempt
    BEGIN SELECT RAISE(ABORT, 'disk is full'); END`.execute(core.db);
  await courier.flush();
  expect(courier.pause).not.toBeNull();
  expect(await states(core)).toEqual(['sending', 'queued', 'queued']);
  await sql`DROP TRIGGER full`.execute(core.db);
  courier.resume();
  await courier.flush();
  expect(await states(core)).toEqual(['sent', 'sent', 'sent']);
  expect(sink.messages).toHaveLength(3);
});

it('a paused queue keeps its reason when the database fails meanwhile', async () => {
  const { core } = await withMails(['anna']);
  const port = await closedPort();
  const courier = startCourier(core, async () => deliveryTo(port), [/disk is full/]);
  await courier.flush();
  const { pause } = courier;
  expect(pause?.title).toContain('Nobody answers');
  await sql`UPDATE gatehouse_outbox SET not_after = '2026-03-01 12:00:00'`.execute(core.db);
  await sql`CREATE TRIGGER full BEFORE UPDATE ON gatehouse_outbox
    BEGIN SELECT RAISE(ABORT, 'disk is full'); END`.execute(core.db);
  await courier.flush();
  expect(courier.pause).toEqual(pause);
});

it('a server that ends each connection after one mail is no reason for a pause', async () => {
  const { core } = await withMails();
  let mails = 0;
  const { courier, sink } = await withSink(core, {
    scripts: {
      get 'MAIL FROM'() {
        mails += 1;
        return mails % 2 === 0 ? 'hang up' : '250 ok';
      },
    },
  });
  await courier.flush();
  expect(courier.pause).toBeNull();
  expect(await states(core)).toEqual(['sent', 'sent', 'sent']);
  expect(sink.messages).toHaveLength(3);
});

it('a 421 of several lines puts off the mail that it answers, and the next takes a new line', async () => {
  const { core } = await withMails(['anna', 'boris']);
  const { courier, sink } = await withSink(core, {
    scripts: { 'RCPT TO:<anna': '421-4.3.2 System maintenance\r\n421 4.3.2 Come back later' },
  });
  await courier.flush();
  const [anna, boris] = await outbox(core);
  expect(anna).toMatchObject({ state: 'deferred', attempts: 1, smtp_code: 421 });
  expect(anna?.reply).toContain('Come back later');
  expect(boris).toMatchObject({ state: 'sent' });
  expect(sink.messages).toHaveLength(1);
});

it('a mail whose link ends while others are sent does not leave', async () => {
  const { core } = await withMails(['anna', 'boris']);
  const { courier, sink } = await withSink(core, {
    scripts: after(() => core.clock.advance({ days: 8 }), '250 ok'),
  });
  await courier.flush();
  expect(sink.messages).toHaveLength(1);
  await courier.flush();
  expect(await states(core)).toEqual(['sent', 'expired']);
  expect(sink.messages).toHaveLength(1);
});

describe('a mail that what has happened to its account makes wrong', () => {
  it.each([
    ['activates', sql`UPDATE auth_user SET is_active = 1`, 'The account is active already.'],
    ['deletes', sql`DELETE FROM auth_user`, 'The account is gone.'],
  ])('stays when Django %s the account', async (_, byDjango, why) => {
    const { core } = await withMails(['anna']);
    const { courier, sink } = await withSink(core);
    await sql`PRAGMA foreign_keys = OFF`.execute(core.db);
    await byDjango.execute(core.db);
    await courier.flush();
    expect((await outbox(core))[0]).toMatchObject({ state: 'cancelled', why, attempts: 0 });
    expect(sink.messages).toEqual([]);
  });

  it('says so when a newer link took its place before it left', async () => {
    const { core, ids } = await withMails(['anna']);
    await resendActivation(core.context, { ids, actor: SYSTEM });
    expect((await outbox(core))[0]).toMatchObject({
      state: 'cancelled',
      why: 'A newer link took its place.',
    });
  });

  it('stays, also when somebody sends it again, once there is a newer link', async () => {
    const { core, ids } = await withMails(['anna']);
    const { courier, sink } = await withSink(core, {
      scripts: { 'RCPT TO': '550 5.1.1 no such user' },
    });
    await courier.flush();
    await resendActivation(core.context, { ids, actor: SYSTEM });
    const [old] = await outbox(core);
    const again = await sendNow(core.db, { ids: [old?.id ?? 0], sparing: false }, hand(core));
    expect(again).toMatchObject({ queued: 0, skipped: 1 });
    await courier.flush();
    expect((await outbox(core))[0]).toMatchObject({ state: 'failed' });
    expect(sink.commands.filter((command) => command.startsWith('RCPT'))).toHaveLength(1);
  });
});

describe('a mail that is called off while it is tried', () => {
  it('is not tried again after an undo of what queued it', async () => {
    const { core, id } = await withMails(['anna']);
    const [mail] = await outbox(core);
    const takeBack = async () => {
      const undo = undoing(core);
      const mails = await core.outbox.mailsOf(undo, mail?.operation_id ?? 0, [id]);
      await core.outbox.takeBack(undo, mails);
    };
    const { courier } = await withSink(core, {
      scripts: after(() => void takeBack(), '451 4.7.1 greylisted'),
    });
    await courier.flush();
    expect((await outbox(core))[0]).toMatchObject({
      state: 'cancelled',
      why: 'Taken back before it left.',
    });
  });

  it('is not tried again once its account is active, and comes back with an undo of that', async () => {
    const { core, id } = await withMails(['anna']);
    let activated: Promise<unknown> = Promise.resolve();
    const { courier } = await withSink(core, {
      scripts: after(() => {
        activated = activateRegistrations(core.context, { ids: [id], actor: SYSTEM });
      }, '451 4.7.1 greylisted'),
    });
    await courier.flush();
    await activated;
    const [mail] = await outbox(core);
    expect(mail).toMatchObject({ state: 'cancelled', why: 'Its link ended before it left.' });
    await undo(core, mail?.cancelled_by ?? 0);
    expect((await outbox(core))[0]).toMatchObject({ state: 'deferred', called_off: null });
  });

  it('stays sent after such an undo if it left after all', async () => {
    const { core, id } = await withMails(['anna']);
    await core.db.updateTable('gatehouse_outbox').set({ state: 'sending' }).execute();
    const { operationId } = await activateRegistrations(core.context, { ids: [id], actor: SYSTEM });
    await core.db
      .updateTable('gatehouse_outbox')
      .set({ state: 'sent' })
      .where('kind', '=', 'activation')
      .execute();
    await undo(core, operationId);
    expect((await outbox(core))[0]).toMatchObject({ state: 'sent', cancelled_by: null });
  });
});

describe('after a kill', () => {
  it('a test of a server never leaves by another, that of a template does, and what was called off stays here', async () => {
    const { core } = await withMails(['anna', 'boris', 'clara']);
    const [anna, boris, clara] = await outbox(core);
    const set = (id: number | undefined, columns: object) =>
      core.db
        .updateTable('gatehouse_outbox')
        .set({ state: 'sending', ...columns })
        .where('id', '=', id ?? 0)
        .execute();
    const fromAct = (id: number | null | undefined, kind: string) =>
      core.db
        .updateTable('gatehouse_operation')
        .set({ kind })
        .where('id', '=', id ?? 0)
        .execute();
    await set(anna?.id, { kind: 'test', account_id: null });
    await fromAct(anna?.operation_id, 'settings.test');
    await set(boris?.id, { called_off: 'Taken back before it left.' });
    await set(clara?.id, { kind: 'test', account_id: null });
    await fromAct(clara?.operation_id, 'templates.test');
    await recoverOutbox(core.db, core.now());
    expect(await states(core)).toEqual(['failed', 'cancelled', 'queued']);
    expect((await outbox(core))[1]?.why).toBe('Taken back before it left.');
  });
});

describe('a clock that was set back', () => {
  it('holds up no mail that was written after the time it shows now', async () => {
    const { core } = await withMails(['anna']);
    const { courier, sink } = await withSink(core);
    core.clock.advance({ hours: -3 });
    await courier.flush();
    expect(sink.messages).toHaveLength(1);
  });

  it('holds up a paused queue for no more than a pause', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { core } = await withMails(['anna']);
    const port = await closedPort();
    const courier = startCourier(core, async () => deliveryTo(port));
    await courier.flush();
    core.clock.advance({ hours: -3 });
    vi.advanceTimersByTime(60_000);
    const nextTry = () => (courier.pause?.nextTryAt.getTime() ?? Infinity) - core.now().getTime();
    await vi.waitFor(() => expect(nextTry()).toBeLessThanOrEqual(60_000));
  });

  it('holds up a limited rate for no more than a minute', () => {
    const clock = new Clock();
    const pace = createPace(clock.now);
    expect(pace.take(1)).toBe(true);
    clock.advance({ hours: -3 });
    expect(pace.nextAt).toBe(clock.now().getTime() + 60_000);
  });
});

it('says of a mail that was put off too often that it is not tried again', () => {
  const problem = {
    kind: 'temporary',
    code: 'try-later',
    title: 'Try later, says the server.',
    advice: 'It is tried again; nothing to do.',
    reply: '451 later',
    smtpCode: 451,
  } as const;
  const verdict = judge({ problem, attempts: 12, at: new Date(), random: () => 0.5 });
  expect(verdict.state).toBe('failed');
  expect(verdict.advice).toContain('given up');
});
