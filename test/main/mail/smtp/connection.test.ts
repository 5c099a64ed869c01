import tls from 'node:tls';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { openSmtp, type SmtpServer } from '../../../../src/main/mail/smtp/connection.ts';
import { explainSmtpError } from '../../../../src/main/mail/smtp/explain.ts';
import type { TranscriptLine } from '../../../../src/main/mail/smtp/transcript.ts';
import { selfSignedCertificate } from '../../../support/self-signed-certificate.ts';
import { closedPort, type SmtpSink, type SmtpSinkOptions, startSmtpSink } from '../../../support/smtp-sink.ts';

const open: SmtpSink[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sink) => sink.close()));
});

async function sinkFor(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const sink = await startSmtpSink(options);
  open.push(sink);
  return sink;
}

function serverAt(port: number, change: Partial<SmtpServer> = {}): SmtpServer {
  return { host: '127.0.0.1', port, security: 'none', user: null, password: null, ...change };
}

const RAW = Buffer.from('Subject: hello\r\n\r\n.dot\r\n..two\r\nlast\r\n');

interface Attempt {
  readonly server: SmtpServer;
  readonly recipients?: readonly string[];
  readonly raw?: Buffer;
  readonly onDataStarted?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

async function sendOnce({ server, recipients, raw, onDataStarted, signal }: Attempt) {
  const session = await openSmtp(server, signal ? { signal } : {});
  try {
    return await session.send({
      envelopeFrom: 'no-reply@shop.example',
      recipients: recipients ?? ['ada@example.org'],
      raw: raw ?? RAW,
      onDataStarted: onDataStarted ?? (() => Promise.resolve()),
    });
  } finally {
    await session.close();
  }
}

/** What a person would be told. */
async function problemOf(attempt: Attempt) {
  try {
    await sendOnce(attempt);
  } catch (error) {
    return explainSmtpError(error, attempt.server);
  }
  throw new Error('It was sent.');
}

describe('a message that is taken', () => {
  test('arrives byte for byte, with the dots it had', async () => {
    const sink = await sinkFor();
    await sendOnce({ server: serverAt(sink.port) });
    expect(sink.messages).toEqual([RAW.toString()]);
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
      raw: RAW,
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

describe('what went wrong is explained:', () => {
  test('nobody listens', async () => {
    const port = await closedPort();
    const problem = await problemOf({ server: serverAt(port) });
    expect(problem).toMatchObject({ kind: 'network', code: 'refused' });
    expect(problem.title).toBe(`Nobody answers at 127.0.0.1, port ${port}.`);
  });

  const replies: readonly [string, Record<string, string>, object][] = [
    ['the sender is refused', { MAIL: '553 not yours' }, { kind: 'configuration', code: 'sender-refused', smtpCode: 553 }],
    ['the server wants a login', { MAIL: '530 5.7.0 Authentication required' }, { kind: 'configuration', code: 'auth-needed' }],
    ['the server wants encryption', { MAIL: '530 Must issue a STARTTLS command first' }, { kind: 'configuration', code: 'encryption-needed' }],
    ['the recipient is unknown', { RCPT: '550 5.1.1 unknown' }, { kind: 'recipient', code: 'recipient-refused' }],
    ['the server does not relay', { RCPT: '554 5.7.1 Relay access denied' }, { kind: 'configuration', code: 'relay-refused' }],
    ['the recipient is greylisted', { RCPT: '451 4.7.1 greylisted' }, { kind: 'temporary', code: 'try-later', smtpCode: 451 }],
    ['the content is refused', { message: '554 5.7.1 spam' }, { kind: 'content', code: 'content-refused' }],
    ['the content is refused for now', { message: '452 full' }, { kind: 'temporary', code: 'try-later' }],
    ['the server is closing', { greeting: '421 busy' }, { kind: 'temporary', code: 'try-later' }],
    ['the server is closed to us', { greeting: '554 go away' }, { kind: 'configuration', code: 'not-welcome' }],
    ['another protocol answers', { greeting: 'HTTP/1.1 400 Bad Request' }, { kind: 'configuration', code: 'not-smtp' }],
    ['the server hangs up at once', { greeting: 'hang up' }, { kind: 'network' }],
    ['the server hangs up before the data', { DATA: 'hang up' }, { kind: 'network' }],
  ];
  test.each(replies)('%s', async (_name, scripts, expected) => {
    const sink = await sinkFor({ scripts });
    expect(await problemOf({ server: serverAt(sink.port) })).toMatchObject(expected);
  });

  test('a break inside the message leaves its fate open', async () => {
    const sink = await sinkFor({ scripts: { data: 'hang up' } });
    const problem = await problemOf({ server: serverAt(sink.port), raw: Buffer.alloc(300_000, 'a') });
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
    const problem = problemOf({ ...attempt, onDataStarted: async () => void setImmediate(() => stop.abort()) });
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
      raw: RAW,
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
});

describe('a login', () => {
  const login = { user: 'anna', password: 'open sesame 9' };

  test('that is refused says so without the password', async () => {
    const sink = await sinkFor({
      extensions: ['AUTH PLAIN'],
      scripts: { 'AUTH PLAIN': '535 5.7.8 bad password: open sesame 9' },
    });
    const server = serverAt(sink.port, login);
    const error: unknown = await openSmtp(server, {}).catch((reason: unknown) => reason);
    expect(explainSmtpError(error, server)).toMatchObject({
      kind: 'configuration',
      code: 'auth-refused',
      reply: '535 5.7.8 bad password: ****',
    });
    expect(JSON.stringify([error, String(error)])).not.toContain('sesame');
  });

  test('leaves no secret in the transcript, whichever way it goes', async () => {
    const scripts = {
      'AUTH LOGIN': '334 VXNlcm5hbWU6',
      YW5uYQ: '334 UGFzc3dvcmQ6',
      'b3BlbiBzZXNhbWUgOQ': '235 hello, open sesame 9',
    };
    for (const extensions of [['AUTH LOGIN'], ['AUTH PLAIN']]) {
      const sink = await sinkFor({ extensions, scripts });
      const transcript: TranscriptLine[] = [];
      const onTranscript = (line: TranscriptLine) => transcript.push(line);
      const session = await openSmtp(serverAt(sink.port, login), { onTranscript });
      await session.close();
      const said = transcript.map(({ text }) => text).join('\n');
      expect(said).toContain('AUTH');
      expect(said).not.toMatch(/sesame|b3Blbi|YW5uYQ/);
    }
  });

  test('is not tried where none is offered', async () => {
    const sink = await sinkFor();
    const problem = await problemOf({ server: serverAt(sink.port, login) });
    expect(problem).toMatchObject({ kind: 'configuration', code: 'auth-not-offered' });
    expect(sink.commands.join()).not.toContain('AUTH');
  });
});

describe('encryption', () => {
  test('that is demanded and not to be had ends the attempt before any mail', async () => {
    const sink = await sinkFor();
    const problem = await problemOf({ server: serverAt(sink.port, { security: 'starttls' }) });
    expect(problem).toMatchObject({ kind: 'configuration', code: 'starttls-missing' });
    expect(sink.commands.join()).not.toContain('MAIL');
  });

  test('in clear to another computer is refused before anything is said', async () => {
    const server = serverAt(25, { host: 'mail.shop.example' });
    const error: unknown = await openSmtp(server, {}).catch((reason: unknown) => reason);
    expect(explainSmtpError(error, server)).toMatchObject({ code: 'plain-refused' });
  });

  test('with a certificate nobody vouches for is refused', async () => {
    const sink = await sinkFor({ tls: selfSignedCertificate('localhost') });
    const server = serverAt(sink.port, { host: 'localhost', security: 'starttls' });
    const problem = await problemOf({ server });
    expect(problem).toMatchObject({ kind: 'configuration', code: 'tls-certificate' });
  });

  test('from the first byte on a port without it is explained', async () => {
    const sink = await sinkFor();
    const server = serverAt(sink.port, { security: 'tls' });
    expect(await problemOf({ server })).toMatchObject({ code: 'tls-wrong-port' });
  });

  describe('with a certificate that is trusted', () => {
    const certificate = selfSignedCertificate('localhost');
    const trusted = tls.getCACertificates('default');
    beforeAll(() => tls.setDefaultCACertificates([...trusted, certificate.cert]));
    afterAll(() => tls.setDefaultCACertificates(trusted));

    test.each(['starttls', 'starttls-if-offered', 'tls'] as const)('carries a mail by %s', async (security) => {
      const sink = await sinkFor({ tls: { ...certificate, first: security === 'tls' } });
      const server = serverAt(sink.port, { host: 'localhost', security });
      await sendOnce({ server });
      expect(sink.messages).toEqual([RAW.toString()]);
      expect(sink.commands.includes('STARTTLS')).toBe(security !== 'tls');
    });

    test('is refused for another name', async () => {
      const sink = await sinkFor({ tls: { ...certificate, first: true } });
      const problem = await problemOf({ server: serverAt(sink.port, { security: 'tls' }) });
      expect(problem.title).toBe("The server's certificate is for localhost, not 127.0.0.1.");
    });
  });
});
