import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { NoDeliveryError } from '../../../../src/main/mail/outbox/no-delivery.ts';
import { recoverOutbox } from '../../../../src/main/mail/outbox/recover-outbox.ts';
import { resendActivation } from '../../../../src/main/registrations/review-registrations.ts';
import { actorOf, addAdministrator, createCore, register } from '../../../support/core.ts';
import { deliveryTo, outbox, startCourier, withSink } from '../../../support/courier.ts';
import { closedPort, startSmtpSink } from '../../../support/smtp-sink.ts';

describe('the courier', () => {
  it('sends what is due, byte for byte, and keeps the server’s words', async () => {
    const core = await createCore();
    await register(core, 'anna');
    const { sink, courier } = await withSink(core);
    await courier.flush();
    const [mail] = await outbox(core);
    expect(mail).toMatchObject({ state: 'sent', attempts: 1, smtp_code: 250 });
    expect(mail?.reply).toMatch(/^250/);
    expect(sink.messages.map((text) => text.trimEnd())).toEqual([
      mail?.raw?.toString('latin1').trimEnd(),
    ]);
  });

  it('leaves mails of an administrator’s act alone until the time for an undo is over', async () => {
    const core = await createCore();
    const actor = actorOf(await addAdministrator(core));
    const ids = [await register(core, 'anna')];
    const { sink, courier } = await withSink(core);
    await courier.flush();
    await resendActivation(core.context, { ids, actor });
    await courier.flush();
    expect(sink.messages).toHaveLength(1);
    core.clock.advance({ ms: 10_000 });
    await courier.flush();
    expect(sink.messages).toHaveLength(2);
  });

  it('hears that it may go on also in the moment in which it goes to sleep', async () => {
    const core = await createCore();
    await register(core, 'anna');
    const sink = await startSmtpSink();
    onTestFinished(() => sink.close());
    let port = await closedPort();
    const courier = startCourier(core, async () => deliveryTo(port), [], {
      now: () => {
        // It looks at the clock once more to know for how long.
        if (courier.pause !== null && port !== sink.port) {
          port = sink.port;
          courier.resume();
        }
        return core.now();
      },
    });
    await courier.flush();
    expect(sink.messages).toHaveLength(1);
  });

  it('pauses on a fault of the configuration and burns no attempt', async () => {
    const core = await createCore();
    await register(core, 'anna');
    await register(core, 'boris');
    const port = await closedPort();
    const courier = startCourier(core, async () => deliveryTo(port));
    await courier.flush();
    expect(courier.pause?.title).toContain('Nobody answers');
    expect((await outbox(core)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['queued', 0],
      ['queued', 0],
    ]);
  });

  it('pauses when the sender is refused, because every mail would be', async () => {
    const core = await createCore();
    await register(core, 'anna');
    const { sink, courier } = await withSink(core, {
      scripts: { 'MAIL FROM': '550 5.7.1 not you' },
    });
    await courier.flush();
    expect(courier.pause).not.toBeNull();
    expect((await outbox(core))[0]).toMatchObject({ state: 'queued', attempts: 0 });
    expect(sink.messages).toEqual([]);
  });

  it('fails only the mail whose recipient is refused', async () => {
    const core = await createCore();
    await register(core, 'anna');
    await register(core, 'boris');
    const { courier } = await withSink(core, {
      scripts: { 'RCPT TO:<anna': '550 5.1.1 no such user' },
    });
    await courier.flush();
    const [anna, boris] = await outbox(core);
    expect(anna).toMatchObject({ state: 'failed', attempts: 1, smtp_code: 550 });
    expect(anna?.reply).toContain('no such user');
    expect(boris).toMatchObject({ state: 'sent' });
  });

  it('keeps back over one connection all mails that the server can’t take', async () => {
    const core = await createCore();
    for (const name of ['anna', 'boris', 'clara']) await register(core, name);
    await core.db
      .updateTable('gatehouse_outbox')
      .set({ raw: Buffer.from('Subject: x\r\n\r\nGrüße\r\n') })
      .execute();
    const { sink, courier } = await withSink(core);
    await courier.flush();
    expect((await outbox(core)).map(({ state, problem }) => [state, problem])).toEqual(
      Array.from({ length: 3 }, () => ['failed', 'eight-bits']),
    );
    expect(sink.connected).toBe(1);
  });

  it('puts off what the server puts off, longer each time', async () => {
    const core = await createCore();
    await register(core, 'anna');
    const { courier } = await withSink(core, { scripts: { 'RCPT TO': '451 4.7.1 greylisted' } });
    await courier.flush();
    const [first] = await outbox(core);
    expect(first).toMatchObject({
      state: 'deferred',
      attempts: 1,
      next_attempt_at: '2026-03-01 12:00:30',
    });
    core.clock.advance({ ms: 30_000 });
    await courier.flush();
    expect((await outbox(core))[0]).toMatchObject({
      state: 'deferred',
      attempts: 2,
      next_attempt_at: '2026-03-01 12:01:30',
    });
  });

  it('calls it uncertain when the connection breaks after the message', async () => {
    const core = await createCore();
    await register(core, 'anna');
    const { courier } = await withSink(core, { scripts: { message: 'hang up' } });
    await courier.flush();
    expect((await outbox(core))[0]).toMatchObject({ state: 'uncertain', attempts: 1 });
    await courier.flush();
    expect((await outbox(core))[0]).toMatchObject({ state: 'uncertain', attempts: 1 });
  });

  it('does not send a mail whose link has ended', async () => {
    const core = await createCore();
    await register(core, 'anna');
    core.clock.advance({ days: 7 });
    const { sink, courier } = await withSink(core);
    await courier.flush();
    expect((await outbox(core))[0]).toMatchObject({ state: 'expired' });
    expect(sink.messages).toEqual([]);
  });

  it('waits while there is nowhere to deliver to, and goes on when there is', async () => {
    const core = await createCore();
    await register(core, 'anna');
    const sink = await startSmtpSink();
    onTestFinished(() => sink.close());
    let ready = false;
    const courier = startCourier(core, async () => {
      if (ready) return deliveryTo(sink.port);
      throw new NoDeliveryError('The capture server is not running.', 'Start it.');
    });
    await courier.flush();
    expect(courier.pause).toMatchObject({
      title: 'The capture server is not running.',
      advice: 'Mails wait. Start it.',
    });
    ready = true;
    courier.resume();
    await courier.flush();
    expect(sink.messages).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('does not wait for a server that never greets, and burns no attempt', async () => {
    const core = await createCore();
    await register(core, 'anna');
    const { sink, courier } = await withSink(core, { scripts: { greeting: 'say nothing' } });
    const flushed = courier.flush();
    await expect.poll(() => sink.connections()).toBe(1);
    await courier.stop();
    await flushed;
    expect((await outbox(core))[0]).toMatchObject({ state: 'queued', attempts: 0 });
  });

  it.each([
    ['before the mail', 'RCPT', { state: 'queued', attempts: 0 }],
    ['after the mail', 'message', { state: 'uncertain', attempts: 1 }],
  ])('does not wait long for a server that is silent %s', async (_, moment, end) => {
    const core = await createCore();
    await register(core, 'anna');
    const { promise: silent, resolve } = Promise.withResolvers<void>();
    const scripts = {
      get [moment]() {
        resolve();
        return 'say nothing';
      },
    };
    const { courier } = await withSink(core, { scripts });
    const flushed = courier.flush();
    await silent;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const stopped = courier.stop();
    vi.advanceTimersByTime(10_000);
    await Promise.all([flushed, stopped]);
    expect((await outbox(core))[0]).toMatchObject(end);
  });
});

describe('after a kill', () => {
  it('mails that had not reached DATA are sent, those that had are uncertain', async () => {
    const core = await createCore();
    for (const name of ['anna', 'boris', 'clara']) await register(core, name);
    const [anna, boris, clara] = await outbox(core);
    const sending = { state: 'sending', destination: 'mail.example:587' };
    await core.db
      .updateTable('gatehouse_outbox')
      .set(sending)
      .where('id', '=', anna?.id ?? 0)
      .execute();
    await core.db
      .updateTable('gatehouse_outbox')
      .set({ ...sending, data_started_at: '2026-03-01 12:00:00' })
      .where('id', '=', boris?.id ?? 0)
      .execute();
    await core.db
      .updateTable('gatehouse_outbox')
      .set({ state: 'sending', destination: 'capture', data_started_at: '2026-03-01 12:00:00' })
      .where('id', '=', clara?.id ?? 0)
      .execute();
    await core.db
      .insertInto('gatehouse_captured_mail')
      .values({
        received_at: '2026-03-01 12:00:00',
        envelope_from: '',
        envelope_to: '[]',
        from_text: '',
        to_text: '',
        subject: '',
        preview: '',
        size: 1,
        raw: Buffer.from('x'),
        has_attachments: 0,
        message_id: clara?.message_id.slice(1, -1) ?? '',
      })
      .execute();
    await recoverOutbox(core.db, core.now());
    expect((await outbox(core)).map(({ state }) => state)).toEqual(['queued', 'uncertain', 'sent']);
  });
});
