import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { describe, expect, test } from 'vitest';

import { composeMail } from '../../../../src/main/mail/outbox/compose.ts';
import { openSmtp } from '../../../../src/main/mail/smtp/connection.ts';
import { verifySmtp } from '../../../../src/main/mail/smtp/verify.ts';
import { askForSmtpUtf8 } from '../../../../src/main/mail/smtp/wire-needs.ts';
import { problemOf, sendOnce, serverAt, useSmtpSinks } from '../../../support/smtp-attempt.ts';

const sinkFor = useSmtpSinks();

const UTF_8_HEADER = Buffer.from('Subject: Grüße\r\n\r\nHello.\r\n');
const EIGHT_BIT_BODY = Buffer.from('Subject: hello\r\n\r\nGrüße\r\n');
const LATIN_HEADER = Buffer.from('Subject: Gr\xfc\xdfe\r\n\r\nHello.\r\n', 'latin1');
const ALL = ['PIPELINING', '8BITMIME', 'SMTPUTF8'];

/** The parameters with which a mail is announced. */
async function announced(raw: Buffer, extensions: readonly string[] = ALL): Promise<string[]> {
  const sink = await sinkFor({ extensions });
  await sendOnce({ server: serverAt(sink.port), raw });
  expect(sink.messages).toEqual([raw.toString('latin1')]);
  const command = sink.commands.find((line) => line.startsWith('MAIL FROM:')) ?? '';
  return command.split(' ').slice(2).toSorted();
}

describe('a mail that leaves byte for byte', () => {
  test('is announced with what it takes, and nothing more', async () => {
    expect(await announced(UTF_8_HEADER)).toEqual(['BODY=8BITMIME', 'SMTPUTF8']);
    expect(await announced(UTF_8_HEADER, ['8BITMIME', 'SMTPUTF8'])).toContain('SMTPUTF8');
    expect(await announced(EIGHT_BIT_BODY)).toEqual(['BODY=8BITMIME']);
    expect(await announced(Buffer.from('Subject: hello\r\n\r\nHello.\r\n'))).toEqual([]);
  });

  test('asks for nothing in the name of the next one over the same connection', async () => {
    const sink = await sinkFor({ extensions: ALL });
    const session = await openSmtp(serverAt(sink.port), {});
    for (const raw of [UTF_8_HEADER, EIGHT_BIT_BODY]) {
      await session.send({
        envelopeFrom: 'a@b.example',
        recipients: ['c@d.example'],
        raw,
        onDataStarted: () => Promise.resolve(),
      });
    }
    await session.close();
    expect(sink.commands.filter((line) => line.startsWith('MAIL FROM:'))).toEqual([
      'MAIL FROM:<a@b.example> BODY=8BITMIME SMTPUTF8',
      'MAIL FROM:<a@b.example> BODY=8BITMIME',
    ]);
  });

  test('is kept back where the server takes no headers in UTF-8', async () => {
    const sink = await sinkFor({ extensions: ['8BITMIME'] });
    const problem = await problemOf({ server: serverAt(sink.port), raw: UTF_8_HEADER });
    expect(problem).toMatchObject({ kind: 'content', code: 'headers-not-ascii' });
    expect(sink.commands.join()).not.toContain('MAIL');
  });

  test('is kept back where the server takes only seven bits', async () => {
    const sink = await sinkFor();
    const problem = await problemOf({ server: serverAt(sink.port), raw: EIGHT_BIT_BODY });
    expect(problem).toMatchObject({ kind: 'content', code: 'eight-bits' });
    expect(sink.commands.join()).not.toContain('MAIL');
  });

  test('that is kept back leaves the line to the next', async () => {
    const sink = await sinkFor({ extensions: ['8BITMIME'] });
    const session = await openSmtp(serverAt(sink.port), {});
    const send = (raw: Buffer) =>
      session.send({
        envelopeFrom: 'a@b.example',
        recipients: ['c@d.example'],
        raw,
        onDataStarted: () => Promise.resolve(),
      });
    await expect(send(UTF_8_HEADER)).rejects.toThrow('no headers beyond ASCII');
    await send(EIGHT_BIT_BODY);
    await session.close();
    expect(sink.messages).toEqual([EIGHT_BIT_BODY.toString('latin1')]);
  });

  test('never leaves without the word that its headers need', () => {
    expect(() => askForSmtpUtf8({} as SMTPConnection)).toThrow(TypeError);
  });

  test('with headers of no standard is the server’s to judge', async () => {
    expect(await announced(LATIN_HEADER)).toEqual(['BODY=8BITMIME']);
  });
});

describe('our own mail', () => {
  const letter = {
    from: { name: 'Übung', address: 'noreply@shop.example' },
    replyTo: '',
    subject: 'Grüße',
    text: 'Grüße €',
    html: '<p>Grüße €</p>',
    messageId: '<1@shop.example>',
    date: new Date(0),
  };

  test('is in seven bits, also to an international domain', async () => {
    const raw = await composeMail({ ...letter, to: 'ada@bücher.example' });
    expect(await announced(raw, [])).toEqual([]);
    expect(raw.toString()).toContain('ada@xn--bcher-kva.example');
  });

  test('with an international address to answer to takes SMTPUTF8', async () => {
    const raw = await composeMail({ ...letter, to: 'a@b.example', replyTo: 'jörg@b.example' });
    expect(await announced(raw)).toEqual(['BODY=8BITMIME', 'SMTPUTF8']);
    const sink = await sinkFor();
    const problem = await problemOf({ server: serverAt(sink.port), raw });
    expect(problem.code).toBe('headers-not-ascii');
  });
});

test('an international sender is tried out as mails will have it', async () => {
  const verify = async (extensions: readonly string[]) => {
    const sink = await sinkFor({ extensions });
    const found = await verifySmtp(serverAt(sink.port), 'jörg@shop.example', {
      now: () => new Date(0),
    });
    return {
      problem: found.problem?.code,
      said: Buffer.from(sink.commands.join(), 'latin1').toString(),
    };
  };
  expect((await verify(ALL)).said).toContain('MAIL FROM:<jörg@shop.example> SMTPUTF8');
  expect((await verify([])).problem).toBe('address-not-ascii');
});
