import { expect, test } from 'vitest';

import { openSmtp } from '../../../../src/main/mail/smtp/connection.ts';
import { explainSmtpError } from '../../../../src/main/mail/smtp/explain.ts';
import {
  problemOf,
  RAW_MAIL,
  sendOnce,
  serverAt,
  useSmtpSinks,
} from '../../../support/smtp-attempt.ts';
import { closedPort } from '../../../support/smtp-sink.ts';

const sinkFor = useSmtpSinks();

test('nobody listens', async () => {
  const port = await closedPort();
  const problem = await problemOf({ server: serverAt(port) });
  expect(problem).toMatchObject({ kind: 'network', code: 'refused' });
  expect(problem.title).toBe(`Nobody answers at 127.0.0.1, port ${port}.`);
});

const replies: readonly [string, Record<string, string>, object][] = [
  [
    'the sender is refused',
    { MAIL: '553 not yours' },
    { kind: 'configuration', code: 'sender-refused', smtpCode: 553 },
  ],
  [
    'the server wants a login',
    { MAIL: '530 5.7.0 Authentication required' },
    { kind: 'configuration', code: 'auth-needed' },
  ],
  [
    'the server wants encryption',
    { MAIL: '530 Must issue a STARTTLS command first' },
    { kind: 'configuration', code: 'encryption-needed' },
  ],
  [
    'the recipient is unknown',
    { RCPT: '550 5.1.1 unknown' },
    { kind: 'recipient', code: 'recipient-unknown', title: 'ada@example.org does not exist.' },
  ],
  [
    'the recipient is unknown in other words',
    { RCPT: '550 No such user here' },
    { kind: 'recipient', code: 'recipient-unknown', title: 'ada@example.org does not exist.' },
  ],
  [
    'the recipient’s domain takes no mail',
    { RCPT: '550 5.1.2 Domain not found' },
    { code: 'recipient-unknown', title: 'The domain of ada@example.org takes no mail.' },
  ],
  [
    'the recipient’s mailbox is full for good',
    { RCPT: '552 5.2.2 over quota' },
    {
      kind: 'recipient',
      code: 'mailbox-full',
      title: 'The mailbox of ada@example.org is full.',
    },
  ],
  [
    'the recipient is refused for another reason',
    { RCPT: '550 5.7.1 blocked' },
    { kind: 'recipient', code: 'recipient-refused' },
  ],
  [
    'the server does not relay',
    { RCPT: '554 5.7.1 Relay access denied' },
    { kind: 'configuration', code: 'relay-refused' },
  ],
  [
    'the sender’s domain is unknown, which is told late',
    { RCPT: '550 5.1.8 <noreply@shop.example>: Sender address rejected: Domain not found' },
    { kind: 'configuration', code: 'sender-refused' },
  ],
  [
    'the sender is unknown, which is told late',
    { RCPT: '550 5.1.0 <noreply@shop.example>: Sender address rejected: User unknown' },
    { kind: 'configuration', code: 'sender-refused' },
  ],
  [
    'the sender’s mailbox was asked for in vain',
    {
      RCPT:
        '550-Verification failed for <noreply@shop.example>\r\n' +
        '550-No Such User Here\r\n550 Sender verify failed',
    },
    { kind: 'configuration', code: 'sender-refused' },
  ],
  [
    'this computer is refused late',
    { RCPT: '550 5.7.1 Client host rejected: domain does not exist' },
    { kind: 'configuration', code: 'not-welcome' },
  ],
  [
    'this computer is refused with the sender',
    { MAIL: '554 5.7.1 <unknown[192.0.2.7]>: Client host rejected: Access denied' },
    { kind: 'configuration', code: 'not-welcome' },
  ],
  [
    'the name of this computer is refused',
    { RCPT: '504 5.5.2 <laptop>: Helo command rejected: need fully-qualified hostname' },
    { kind: 'configuration', code: 'not-welcome' },
  ],
  [
    'a recipient is unknown whose name is a word, without a code',
    { RCPT: '550 <relay@example.org>: Recipient address rejected: User unknown' },
    { kind: 'recipient', code: 'recipient-unknown' },
  ],
  [
    'the server of the recipient refuses ours, which tells so',
    {
      RCPT:
        '550 5.1.1 <ada@example.org>: Recipient address rejected: undeliverable address: ' +
        'host mx.example.org[192.0.2.9] said: 554 5.7.1 Client host rejected',
    },
    { kind: 'recipient', code: 'recipient-unknown' },
  ],
  [
    'the code of a refusal says more than its words',
    { RCPT: '550 5.7.1 Policy: the user you want does not exist for you' },
    { kind: 'recipient', code: 'recipient-refused' },
  ],
  [
    'a recipient is unknown whose name is a word',
    { RCPT: '550 5.1.1 <relay@example.org>: unknown' },
    { kind: 'recipient', code: 'recipient-unknown' },
  ],
  [
    'the recipient is unknown by a code that says nothing',
    { RCPT: '550 5.0.0 User unknown' },
    { kind: 'recipient', code: 'recipient-unknown' },
  ],
  [
    'the recipient is unknown by a code at the end',
    { RCPT: '550 sorry, no mailbox here by that name (#5.1.1)' },
    { kind: 'recipient', code: 'recipient-unknown' },
  ],
  [
    'the recipient is greylisted',
    { RCPT: '451 4.7.1 greylisted' },
    { kind: 'temporary', code: 'try-later', smtpCode: 451 },
  ],
  [
    'the content is refused',
    { message: '554 5.7.1 spam' },
    { kind: 'content', code: 'content-refused' },
  ],
  [
    'the content is refused for now',
    { message: '452 full' },
    { kind: 'temporary', code: 'try-later' },
  ],
  [
    'the server has no room',
    { message: '452 4.3.1 Insufficient system storage' },
    { kind: 'temporary', code: 'storage-full' },
  ],
  ['the server is closing', { greeting: '421 busy' }, { kind: 'temporary', code: 'try-later' }],
  [
    'the server is closed to us',
    { greeting: '554 go away' },
    { kind: 'configuration', code: 'not-welcome' },
  ],
  [
    'another protocol answers',
    { greeting: 'HTTP/1.1 400 Bad Request' },
    { kind: 'configuration', code: 'not-smtp', reply: 'HTTP/1.1 400 Bad Request' },
  ],
  ['the server hangs up at once', { greeting: 'hang up' }, { kind: 'network' }],
  ['the server hangs up before the data', { DATA: 'hang up' }, { kind: 'network' }],
];
test.each(replies)('%s', async (_name, scripts, expected) => {
  const sink = await sinkFor({ scripts });
  expect(await problemOf({ server: serverAt(sink.port) })).toMatchObject(expected);
});

test('a server that relays nothing in spite of a login is told to be the wrong one', async () => {
  const sink = await sinkFor({
    extensions: ['AUTH PLAIN'],
    scripts: { RCPT: '554 5.7.1 Relay access denied' },
  });
  const login = { user: 'eva', password: 'secret' };
  const problem = await problemOf({ server: serverAt(sink.port, login) });
  expect(problem).toMatchObject({ kind: 'configuration', code: 'relay-refused-to-login' });
  expect(problem.advice).not.toContain('Enter the user name');
});

test('a break inside the message leaves its fate open', async () => {
  const sink = await sinkFor({ scripts: { data: 'hang up' } });
  const problem = await problemOf({
    server: serverAt(sink.port),
    raw: Buffer.alloc(300_000, 'a'),
  });
  expect(problem).toMatchObject({ kind: 'uncertain', code: 'broken-after-data' });
});

test('a break after the message leaves its fate open', async () => {
  const sink = await sinkFor({ scripts: { message: 'hang up' } });
  const problem = await problemOf({ server: serverAt(sink.port) });
  expect(problem).toMatchObject({ kind: 'uncertain' });
  expect(sink.messages).toHaveLength(1);
});

test('stopping while the server thinks about the message leaves its fate open', async () => {
  const sink = await sinkFor({ scripts: { message: 'say nothing' } });
  const stop = new AbortController();
  const attempt = { server: serverAt(sink.port), signal: stop.signal };
  const problem = problemOf({
    ...attempt,
    onDataStarted: async () => void setImmediate(() => stop.abort()),
  });
  expect(await problem).toMatchObject({ kind: 'uncertain' });
});

test('stopping before the data has sent nothing', async () => {
  const sink = await sinkFor({ scripts: { RCPT: 'say nothing' } });
  const server = serverAt(sink.port);
  const stop = new AbortController();
  const session = await openSmtp(server, {
    signal: stop.signal,
    onTranscript: ({ text }) => text.startsWith('RCPT') && stop.abort(),
  });
  const sending = session.send({
    envelopeFrom: 'a@b.example',
    recipients: ['c@d.example'],
    raw: RAW_MAIL,
    onDataStarted: () => Promise.resolve(),
  });
  const error: unknown = await sending.catch((reason: unknown) => reason);
  expect(explainSmtpError(error, server)).toMatchObject({ kind: 'network', code: 'stopped' });
});

test('a server that greets nobody is taken for one that starts with TLS', async () => {
  const sink = await sinkFor({ scripts: { greeting: 'say nothing' } });
  const server = serverAt(sink.port, { security: 'starttls', timeouts: { greeting: 50 } });
  expect(await problemOf({ server })).toMatchObject({ code: 'tls-wrong-port' });
});

test('a server that falls silent is not waited for', async () => {
  const sink = await sinkFor({ scripts: { MAIL: 'say nothing' } });
  const server = serverAt(sink.port, { timeouts: { socket: 50 } });
  expect(await problemOf({ server })).toMatchObject({ kind: 'network', code: 'timeout' });
});

test('a message above the limit of the server is not sent', async () => {
  const sink = await sinkFor({ extensions: ['SIZE 10'] });
  expect(await problemOf({ server: serverAt(sink.port) })).toMatchObject({ kind: 'content' });
  expect(sink.commands).not.toContain('DATA');
});

test('an address beyond ASCII needs a server that can take it', async () => {
  const attempt = { recipients: ['jörg@example.org'] };
  const plain = await sinkFor();
  expect(await problemOf({ server: serverAt(plain.port), ...attempt })).toMatchObject({
    kind: 'recipient',
    code: 'address-not-ascii',
  });
  const able = await sinkFor({ extensions: ['SMTPUTF8'] });
  const outcome = await sendOnce({ server: serverAt(able.port), ...attempt });
  expect(outcome.accepted).toEqual(['jörg@example.org']);
});

test('an address that would end the command is refused here', async () => {
  const sink = await sinkFor();
  const recipients = ['a@b.example>\r\nRCPT TO:<victim@example.org'];
  const problem = await problemOf({ server: serverAt(sink.port), recipients });
  expect(problem).toMatchObject({ kind: 'recipient', code: 'recipient-invalid' });
  expect(sink.commands.join()).not.toContain('victim');
});
