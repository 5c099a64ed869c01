import { describe, expect, it } from 'vitest';

import { createPace } from '../../../../src/main/mail/outbox/pace.ts';
import { Clock } from '../../../support/core.ts';

const TOO_MANY = { code: 'try-later', smtpCode: 451, reply: '4.7.1 Too many messages, slow down' };

function paceOf() {
  const clock = new Clock();
  return { clock, pace: createPace(clock.now) };
}

describe('a pace', () => {
  it('without a limit lets every mail go', () => {
    const { pace } = paceOf();
    expect([pace.take(0), pace.take(0), pace.take(0)]).toEqual([true, true, true]);
    expect(pace.slowed).toBeNull();
  });

  it('keeps to the mails a minute that the profile allows', () => {
    const { clock, pace } = paceOf();
    expect(pace.take(2)).toBe(true);
    clock.advance({ ms: 29_999 });
    expect(pace.take(2)).toBe(false);
    clock.advance({ ms: 1 });
    expect(pace.take(2)).toBe(true);
  });

  it('is halved by a server that has had too many', () => {
    const { clock, pace } = paceOf();
    for (let mail = 0; mail < 20; mail += 1) pace.take(0);
    expect(pace.hear(TOO_MANY)).toBe(true);
    expect(pace.slowed).toEqual({ perMinute: 10, until: new Date('2026-03-01T12:10:00Z') });
    expect(pace.take(0)).toBe(false);
    clock.advance({ ms: 6_000 });
    expect(pace.take(0)).toBe(true);
  });

  it('is halved once by the mails that were under way together, and again by the next', () => {
    const { clock, pace } = paceOf();
    pace.take(60);
    pace.hear(TOO_MANY);
    pace.hear(TOO_MANY);
    expect(pace.slowed?.perMinute).toBe(30);
    clock.advance({ ms: 2_000 });
    pace.take(60);
    pace.hear(TOO_MANY);
    expect(pace.slowed?.perMinute).toBe(15);
  });

  it('recovers by doubling until the limit of the profile is reached', () => {
    const { clock, pace } = paceOf();
    pace.take(30);
    pace.hear(TOO_MANY);
    clock.advance({ ms: 10 * 60_000 - 1 });
    expect(pace.slowed?.perMinute).toBe(15);
    clock.advance({ ms: 1 });
    expect(pace.slowed).toBeNull();
  });

  it('recovers in steps where there is no limit', () => {
    const { clock, pace } = paceOf();
    for (let mail = 0; mail < 20; mail += 1) pace.take(0);
    pace.hear(TOO_MANY);
    clock.advance({ ms: 10 * 60_000 });
    expect(pace.slowed).toEqual({ perMinute: 20, until: new Date('2026-03-01T12:15:00Z') });
    clock.advance({ hours: 1 });
    expect(pace.slowed).toBeNull();
  });

  it('stays low for as long as the server asks', () => {
    const { pace } = paceOf();
    pace.take(0);
    pace.hear({ ...TOO_MANY, reply: '4.7.1 Rate limit, try again in 2 hours' });
    expect(pace.slowed?.until).toEqual(new Date('2026-03-01T14:00:10Z'));
  });

  it.each([
    [421, '4.7.0 Too many connections from your address', true],
    [450, '4.2.1 The user is receiving mail at a rate that prevents delivery', true],
    [452, '4.5.3 Quota exceeded, come back tomorrow', true],
    [450, '4.2.0 Greylisted, see http://postgrey.test/', false],
    [451, '4.3.0 Local error in processing', false],
    [550, '5.7.1 Too many messages', false],
    [null, 'Too many of something', false],
  ])('hears from %s %s: %s', (smtpCode, reply, isSlowed) => {
    const { pace } = paceOf();
    expect(pace.hear({ code: 'try-later', smtpCode, reply })).toBe(isSlowed);
  });

  it('does not hear that a mailbox is full: that is about this mailbox alone', () => {
    const { pace } = paceOf();
    const reply = '452 4.2.2 The account that you tried to reach is over quota';
    expect(pace.hear({ code: 'mailbox-full', smtpCode: 452, reply })).toBe(false);
    expect(pace.slowed).toBeNull();
  });
});
