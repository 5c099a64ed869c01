import { expect, test } from 'vitest';

import { problemOf, serverAt, useSmtpSinks } from '../../../support/smtp-attempt.ts';

const sinkFor = useSmtpSinks();

const replies: readonly [string, Record<string, string>, object][] = [
  [
    'this computer is on a list of spammers',
    { RCPT: '550 5.7.1 Service unavailable; client [192.0.2.7] blocked using zen.spamhaus.org' },
    { kind: 'configuration', code: 'not-welcome' },
  ],
  [
    'the address of this computer is blocked',
    { RCPT: '554 5.7.1 Your IP is blocked' },
    { kind: 'configuration', code: 'not-welcome' },
  ],
  [
    'the login is refused late',
    { RCPT: '535 5.7.8 Authentication failed' },
    { kind: 'configuration', code: 'auth-refused' },
  ],
  [
    'the login may not send as this sender, which is told after the message',
    { message: '550 5.7.60 SMTP; Client does not have permissions to send as this sender' },
    { kind: 'configuration', code: 'sender-refused' },
  ],
  [
    'the login may not send as this sender, in the words of a store',
    {
      message:
        '554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied',
    },
    { kind: 'configuration', code: 'sender-refused' },
  ],
  [
    'the login may not send as this sender, which is told at the recipient',
    { RCPT: '553 5.7.1 <noreply@shop.example>: Sender address rejected: not owned by user eva' },
    { kind: 'configuration', code: 'sender-refused' },
  ],
  [
    'the sender is refused after the message',
    { message: '550 5.7.1 Sender denied' },
    { kind: 'configuration', code: 'sender-refused' },
  ],
  [
    'the content is refused for a link that is on a list',
    { message: '554 5.7.1 Message contains a link that is listed by dbl.spamhaus.org' },
    { kind: 'content', code: 'content-refused' },
  ],
  [
    'a mailbox is over its size',
    { RCPT: '450 mailbox size limit exceeded' },
    { kind: 'temporary', code: 'mailbox-full' },
  ],
];
test.each(replies)('%s', async (_name, scripts, expected) => {
  const sink = await sinkFor({ scripts });
  expect(await problemOf({ server: serverAt(sink.port) })).toMatchObject(expected);
});
