import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { openRecorded } from '../../../../src/main/mail/smtp/recorded-session.ts';
import { problemOf, serverAt, useSmtpSinks } from '../../../support/smtp-attempt.ts';

const sinkFor = useSmtpSinks();

/** More than a socket takes at once, so that its end is still to be written when its start has left. */
const LARGE = Buffer.from(`Subject: large\r\n\r\n${'x'.repeat(70)}\r\n`.repeat(300_000));

describe('a server that drops the connection', () => {
  it.each(['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA'])('at %s has got nothing', async (moment) => {
    const sink = await sinkFor({ scripts: { [moment]: 'hang up' } });
    expect(await problemOf({ server: serverAt(sink.port) })).toMatchObject({ kind: 'network' });
    expect(sink.messages).toEqual([]);
  });

  it.each(['data', 'message'])('at %s may have got the mail', async (moment) => {
    const sink = await sinkFor({ scripts: { [moment]: 'hang up' } });
    const raw = moment === 'data' ? LARGE : undefined;
    const problem = await problemOf({ server: serverAt(sink.port), ...(raw && { raw }) });
    expect(problem).toMatchObject({ kind: 'uncertain' });
  });
});

describe('a server that answers before it has the mail', () => {
  it('has not taken one that had not begun to leave, and gets nothing more', async () => {
    const sink = await sinkFor({ scripts: { DATA: '354 go\r\n250 taken' } });
    const { promise: written, resolve } = Promise.withResolvers<void>();
    const problem = await problemOf({ server: serverAt(sink.port), onDataStarted: () => written });
    expect(problem).toMatchObject({ kind: 'temporary', reply: '250 taken' });
    resolve();
    await expect.poll(() => sink.connections(), { timeout: 10_000 }).toBe(0);
    expect(sink.commands.at(-1)).toBe('DATA');
  });

  it('may have taken one whose end was still to come', async () => {
    const sink = await sinkFor({ scripts: { data: '250 taken' } });
    const problem = await problemOf({ server: serverAt(sink.port), raw: LARGE });
    expect(problem).toMatchObject({ kind: 'uncertain' });
    await expect.poll(() => sink.connections(), { timeout: 10_000 }).toBe(0);
    expect(sink.messages).toEqual([]);
  });

  it('has refused it when it says so', async () => {
    const sink = await sinkFor({ scripts: { data: '552 5.3.4 too large' } });
    const problem = await problemOf({ server: serverAt(sink.port), raw: LARGE });
    expect(problem).toMatchObject({ kind: 'content', smtpCode: 552 });
  });

  it('and closes, is tried again', async () => {
    const sink = await sinkFor({ scripts: { data: '421 4.3.2 going down' } });
    const problem = await problemOf({ server: serverAt(sink.port), raw: LARGE });
    expect(problem).toMatchObject({ kind: 'temporary', smtpCode: 421 });
  });
});

it('a mail after which a server says what is no answer may have been taken', async () => {
  const sink = await sinkFor({ scripts: { message: '354 go on' } });
  expect(await problemOf({ server: serverAt(sink.port) })).toMatchObject({ kind: 'uncertain' });
});

describe('a server that talks on', () => {
  it('is cut short, and no more of its words is kept than a person reads', async () => {
    const words = `250-${'x'.repeat(500)}\r\n`;
    const sink = await sinkFor({
      scripts: { MAIL: words.repeat(200), RCPT: `550 ${'y'.repeat(20_000)}` },
    });
    expect(await problemOf({ server: serverAt(sink.port) })).toMatchObject({ code: 'not-smtp' });
    const short = await sinkFor({ scripts: { RCPT: `550 ${'y'.repeat(20_000)}` } });
    const problem = await problemOf({ server: serverAt(short.port) });
    expect(problem.reply).toHaveLength(4_000);
    const session = await openRecorded(serverAt(short.port), new AbortController().signal);
    const sending = session.send({
      envelopeFrom: 'no-reply@shop.example',
      recipients: ['ada@example.org'],
      raw: LARGE,
      onDataStarted: () => Promise.resolve(),
    });
    await expect(sending).rejects.toThrow(/rejected/);
    expect(session.takeTalk().length).toBeLessThan(6_000);
  });

  it.each([
    ['before', 'MAIL', 'network'],
    ['after', 'message', 'uncertain'],
  ])('but never to the end, is given up %s the mail', async (_, moment, kind) => {
    const { promise: silent, resolve } = Promise.withResolvers<void>();
    const scripts = {
      get [moment]() {
        resolve();
        return 'say nothing';
      },
    };
    const sink = await sinkFor({ scripts });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const server = serverAt(sink.port, { timeouts: { socket: 2_000_000_000 } });
    const problem = problemOf({ server });
    await silent;
    vi.advanceTimersByTime(700_000);
    expect(await problem).toMatchObject({ kind });
  });
});
