import { describe, expect, test } from 'vitest';

import { openSmtp } from '../../../../src/main/mail/smtp/connection.ts';
import {
  problemOf,
  RAW_MAIL,
  sendOnce,
  serverAt,
  useSmtpSinks,
} from '../../../support/smtp-attempt.ts';

const sinkFor = useSmtpSinks();

describe('a message that is taken', () => {
  test('arrives byte for byte, with the dots it had', async () => {
    const sink = await sinkFor();
    await sendOnce({ server: serverAt(sink.port) });
    expect(sink.messages).toEqual([RAW_MAIL.toString()]);
  });

  test('comes back with the words of the server', async () => {
    const sink = await sinkFor();
    const outcome = await sendOnce({ server: serverAt(sink.port) });
    expect(outcome).toEqual({
      accepted: ['ada@example.org'],
      rejected: [],
      reply: '250 taken as 42',
    });
  });

  test('names the recipients that were refused beside those that were not', async () => {
    const sink = await sinkFor({ scripts: { 'RCPT TO:<bad@': '550 5.1.1 no such user' } });
    const outcome = await sendOnce({
      server: serverAt(sink.port),
      recipients: ['bad@example.org', 'good@example.org'],
    });
    expect(outcome.accepted).toEqual(['good@example.org']);
    expect(outcome.rejected).toEqual([
      { address: 'bad@example.org', code: 550, reply: '550 5.1.1 no such user' },
    ]);
  });

  test('can be followed by another over the same session', async () => {
    const sink = await sinkFor({ extensions: ['PIPELINING'] });
    const session = await openSmtp(serverAt(sink.port), {});
    const message = {
      envelopeFrom: 'a@b.example',
      recipients: ['c@d.example'],
      raw: RAW_MAIL,
      onDataStarted: () => Promise.resolve(),
    };
    await session.send(message);
    await session.send(message);
    await session.close();
    expect(sink.messages).toHaveLength(2);
    expect(sink.commands.at(-1)).toBe('QUIT');
  });

  test('goes to an international domain by its ASCII name', async () => {
    const sink = await sinkFor();
    const outcome = await sendOnce({
      server: serverAt(sink.port),
      recipients: ['ada@bücher.example'],
    });
    expect(sink.commands).toContain('RCPT TO:<ada@xn--bcher-kva.example>');
    expect(outcome.accepted).toEqual(['ada@bücher.example']);
  });
});

describe('the start of the data', () => {
  test('is announced after the server asked for the message and before its first byte', async () => {
    const sink = await sinkFor();
    let heard: readonly string[] = [];
    await sendOnce({
      server: serverAt(sink.port),
      onDataStarted: () => {
        heard = [...sink.commands, ...sink.messages];
        return Promise.resolve();
      },
    });
    expect(heard.at(-1)).toBe('DATA');
  });

  test('is not announced when the recipient is refused, with or without pipelining', async () => {
    for (const extensions of [[], ['PIPELINING']]) {
      const sink = await sinkFor({ extensions, scripts: { RCPT: '550 no', DATA: '554 no' } });
      let announced = false;
      const problem = await problemOf({
        server: serverAt(sink.port),
        onDataStarted: () => {
          announced = true;
          return Promise.resolve();
        },
      });
      expect(problem).toMatchObject({ kind: 'recipient', smtpCode: 550 });
      expect(announced).toBe(false);
    }
  });

  test('that can not be written down keeps the message back', async () => {
    const sink = await sinkFor();
    const disk = new Error('disk full');
    const sending = sendOnce({
      server: serverAt(sink.port),
      onDataStarted: () => Promise.reject(disk),
    });
    await expect(sending).rejects.toBe(disk);
    expect(sink.messages).toEqual([]);
  });
});
