import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';

import { afterEach, describe, expect, test } from 'vitest';

import {
  type CaptureServer,
  type CaptureServerOptions,
  type ReceivedMail,
  startCaptureServer,
} from '../../../../src/main/mail/capture/server.ts';
import { connectRaw, type RawSmtpClient } from '../../../support/raw-smtp-client.ts';

const RECEIVED_AT = new Date('2026-03-01T10:00:00Z');

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((opened) => opened.close()));
});

interface Capture {
  readonly server: CaptureServer;
  readonly mails: readonly ReceivedMail[];
  readonly errors: readonly unknown[];
}

async function startCapture(change: Partial<CaptureServerOptions> = {}): Promise<Capture> {
  const mails: ReceivedMail[] = [];
  const errors: unknown[] = [];
  const server = await startCaptureServer({
    port: 0,
    name: 'gatehouse.test',
    now: () => RECEIVED_AT,
    onMail: async (mail) => void mails.push(mail),
    onError: (error) => errors.push(error),
    ...change,
  });
  open.push(server);
  return { server, mails, errors };
}

function client(server: CaptureServer): RawSmtpClient {
  const connected = connectRaw(server.port);
  open.push({ close: () => connected.socket.destroy() });
  return connected;
}

/** Sends bytes as a mail, dots stuffed, and gives the answer. */
function finish({ socket, reply }: RawSmtpClient, raw: Buffer): Promise<string | null> {
  const stuffed = raw.toString('latin1').replace(/(^|\n)\./g, '$1..');
  socket.write(
    Buffer.from(`${stuffed}\r\n.\r\n`.replace(/\r\n\r\n\.\r\n$/, '\r\n.\r\n'), 'latin1'),
  );
  return reply();
}

/** Proves that the server still takes mail. */
async function expectAlive(capture: Capture): Promise<void> {
  const before = capture.mails.length;
  const next = client(capture.server);
  await next.startMail();
  expect(await finish(next, Buffer.from('Subject: alive\r\n'))).toMatch(/^250/);
  expect(capture.mails).toHaveLength(before + 1);
}

describe('a mail', () => {
  const folder = new URL('../../../eml/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.eml'));

  test('is kept byte for byte', async () => {
    const { server, mails } = await startCapture();
    const connected = client(server);
    for (const name of files) {
      const raw = readFileSync(new URL(name, folder));
      await connected.startMail();
      expect(await finish(connected, raw), name).toMatch(/^250/);
      const whole = raw.toString('latin1').endsWith('\r\n')
        ? raw
        : Buffer.concat([raw, Buffer.from('\r\n')]);
      expect(mails.at(-1)?.raw.equals(whole), name).toBe(true);
    }
    expect(mails).toHaveLength(files.length);
  });

  test('comes with its envelope, its time and its client', async () => {
    const { server, mails } = await startCapture();
    const connected = client(server);
    await connected.startMail({
      from: 'jörg@bücher.example',
      to: ['用户@例え.example', 'b@c.example'],
    });
    await finish(connected, Buffer.from('Subject: x\r\n'));
    expect(mails[0]).toMatchObject({
      envelopeFrom: 'jörg@bücher.example',
      envelopeTo: ['用户@例え.example', 'b@c.example'],
      receivedAt: RECEIVED_AT,
      client: { address: '127.0.0.1', hello: 'test' },
    });
  });

  test('may come from and for names in quotation marks', async () => {
    const { server, mails } = await startCapture();
    const connected = client(server);
    const from = String.raw`"a b, <c> \" d@e:f"@x.example`;
    await connected.startMail({ from, to: ['"<svg/onload=1>"@y.example', '"plain"@y.example'] });
    await finish(connected, Buffer.from('Subject: x\r\n'));
    expect(mails[0]).toMatchObject({
      envelopeFrom: from,
      envelopeTo: ['"<svg/onload=1>"@y.example', '"plain"@y.example'],
    });
  });

  test.each(['"a\rb"@x.example', '"a\\\0"@x.example', '"a\u200b"@x.example'])(
    'comes from nobody whose name has what no name has, %j',
    async (from) => {
      const { server } = await startCapture();
      const connected = client(server);
      await connected.reply();
      await connected.say('EHLO test');
      expect(await connected.say(`MAIL FROM:<${from}> SMTPUTF8`)).toMatch(/^501/);
    },
  );

  test('is confirmed only once it is stored', async () => {
    const stored = Promise.withResolvers<void>();
    const called = Promise.withResolvers<void>();
    const { server } = await startCapture({
      onMail: () => {
        called.resolve();
        return stored.promise;
      },
    });
    const connected = client(server);
    await connected.startMail();
    let answered = false;
    const answer = finish(connected, Buffer.from('Subject: x\r\n')).finally(() => {
      answered = true;
    });
    await called.promise;
    await client(server).reply();
    expect(answered).toBe(false);
    stored.resolve();
    expect(await answer).toMatch(/^250/);
  });

  test('that can not be stored is answered with 451, and the session goes on', async () => {
    const fault = new Error('disk full');
    const { server, errors } = await startCapture({ onMail: () => Promise.reject(fault) });
    const connected = client(server);
    await connected.startMail();
    expect(await finish(connected, Buffer.from('Subject: x\r\n'))).toMatch(/^451 4\.3\.0 /);
    expect(errors).toEqual([fault]);
    expect(await connected.say('NOOP')).toMatch(/^250/);
  });

  test('that the disk has no room for is answered with 452, and why', async () => {
    const fault = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
    const { server } = await startCapture({ onMail: () => Promise.reject(fault) });
    const connected = client(server);
    await connected.startMail();
    expect(await finish(connected, Buffer.from('x\r\n'))).toMatch(/^452 .*the disk is full/);
  });

  test('above the size limit is refused and not stored', async () => {
    const { server, mails } = await startCapture();
    const connected = client(server);
    await connected.reply();
    await connected.say('EHLO test');
    expect(await connected.say('MAIL FROM:<a@b.example> SIZE=52428801')).toMatch(/^552/);
    await connected.say('MAIL FROM:<a@b.example>');
    await connected.say('RCPT TO:<c@d.example>');
    await connected.say('DATA');
    const line = Buffer.alloc(1024 * 1024, 'a');
    line.write('\r\n', line.length - 2);
    for (let megabyte = 0; megabyte < 51; megabyte += 1) connected.socket.write(line);
    expect(await connected.say('.')).toMatch(/^552/);
    expect(mails).toEqual([]);
  });

  test('has at most 100 recipients', async () => {
    const { server } = await startCapture();
    const connected = client(server);
    await connected.reply();
    await connected.say('EHLO test');
    await connected.say('MAIL FROM:<a@b.example>');
    for (let index = 0; index < 100; index += 1) {
      expect(await connected.say(`RCPT TO:<${index}@d.example>`)).toMatch(/^250/);
    }
    expect(await connected.say('RCPT TO:<100@d.example>')).toMatch(/^452/);
  });
});

describe('a session', () => {
  test('may log in with anything and offers no STARTTLS', async () => {
    const { server } = await startCapture();
    const connected = client(server);
    await connected.reply();
    connected.socket.write('EHLO test\r\n');
    expect(await connected.reply()).not.toContain('STARTTLS');
    expect(await connected.say('STARTTLS')).toMatch(/^50/);
    const login = Buffer.from('\0anyone\0anything').toString('base64');
    expect(await connected.say(`AUTH PLAIN ${login}`)).toMatch(/^235/);
  });

  test('that speaks HTTP is ended', async () => {
    const { server, mails } = await startCapture();
    const connected = client(server);
    await connected.reply();
    expect(await connected.say('POST / HTTP/1.1')).toMatch(/^421/);
    expect(await connected.reply()).toBeNull();
    expect(mails).toEqual([]);
  });

  test.each(['\n.\n', '\r.\r', '\r\n.\n', '\n.\r\n'])('does not let %j end a mail', async (end) => {
    const { server, mails } = await startCapture();
    const connected = client(server);
    await connected.startMail();
    connected.socket.write(`Subject: x\r\n\r\none${end}MAIL FROM:<smuggled@b.example>\r\n`);
    expect(await connected.say('.')).toMatch(/^250/);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.raw.toString()).toContain('smuggled');
  });
});

describe('a client that misbehaves leaves the server running:', () => {
  test('a reset inside a mail', async () => {
    const capture = await startCapture();
    const connected = client(capture.server);
    await connected.startMail();
    connected.socket.write('Subject: half');
    connected.socket.resetAndDestroy();
    await expectAlive(capture);
    expect(capture.mails).toHaveLength(1);
  });

  test('a close inside a mail', async () => {
    const capture = await startCapture();
    const connected = client(capture.server);
    await connected.startMail();
    connected.socket.end('Subject: half');
    await expectAlive(capture);
    expect(capture.mails).toHaveLength(1);
  });

  test('garbage before and after the greeting', async () => {
    const capture = await startCapture();
    const early = client(capture.server);
    early.socket.write(Buffer.from([0x16, 0x03, 0x01, 0x00, 0xff, 0x0a, 0x0d, 0x0a]));
    const late = client(capture.server);
    await late.reply();
    late.socket.write(Buffer.alloc(100_000, 0xff));
    expect(await late.reply()).toMatch(/^421/);
    await expectAlive(capture);
  });

  test('a reset while the mail is being stored', async () => {
    const stored = Promise.withResolvers<void>();
    const called = Promise.withResolvers<void>();
    const mails: ReceivedMail[] = [];
    const capture = await startCapture({
      onMail: async (mail) => {
        mails.push(mail);
        called.resolve();
        await stored.promise;
      },
    });
    const connected = client(capture.server);
    await connected.startMail();
    connected.socket.write('Subject: x\r\n.\r\n');
    await called.promise;
    connected.socket.resetAndDestroy();
    stored.resolve();
    await expectAlive({ ...capture, mails });
  });
});

describe('the port', () => {
  test('answers at 127.0.0.1 and at no other address of this computer', async () => {
    const { server } = await startCapture();
    expect(await client(server).reply()).toMatch(/^220 gatehouse\.test/);
    const elsewhere = connect(server.port, '127.0.0.2');
    await expect(once(elsewhere, 'connect')).rejects.toMatchObject({ syscall: 'connect' });
  });

  test('that is taken rejects with the error of the system', async () => {
    const { server } = await startCapture();
    const second = startCapture({ port: server.port });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('is free again after closing, even while a client is idle', async () => {
    const { server } = await startCapture();
    await client(server).reply();
    await server.close();
    const again = await startCapture({ port: server.port });
    expect(again.server.port).toBe(server.port);
  });
});
