import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';

import { afterEach, describe, expect, test, vi } from 'vitest';

import { selfSigned } from '../../../../src/main/mail/capture/self-signed.ts';
import {
  type CaptureServerOptions,
  type ReceivedMail,
  startCaptureServer,
} from '../../../../src/main/mail/capture/server.ts';
import { openSmtp, type SmtpServer } from '../../../../src/main/mail/smtp/connection.ts';
import { connectRaw } from '../../../support/raw-smtp-client.ts';
import { serverAt } from '../../../support/smtp-attempt.ts';

const TLS = selfSigned({
  names: ['localhost', '127.0.0.1'],
  from: new Date('2020-01-01T00:00:00Z'),
  until: new Date('2120-01-01T00:00:00Z'),
});
const PASSWORD = 'canary-5a1c';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((opened) => opened.close()));
});

async function startCapture(change: Partial<CaptureServerOptions> = {}) {
  const mails: ReceivedMail[] = [];
  const server = await startCaptureServer({
    port: 0,
    name: 'gatehouse.test',
    now: () => new Date('2026-03-01T10:00:00Z'),
    tls: TLS,
    onMail: async (mail) => void mails.push(mail),
    onError: () => {},
    ...change,
  });
  open.push(server);
  const client = () => {
    const connected = connectRaw(server.port);
    open.push({ close: () => connected.socket.destroy() });
    return connected;
  };
  const send = async (how: Partial<SmtpServer>) => {
    const session = await openSmtp(serverAt(server.port, how), {});
    await session.send({
      envelopeFrom: 'a@b.example',
      recipients: ['c@d.example'],
      raw: Buffer.from('Subject: hello\r\n\r\nbody\r\n'),
      onDataStarted: async () => {},
    });
    await session.close();
  };
  return { server, mails, client, send };
}

describe('a client', () => {
  test('is greeted without the pause that a server for strangers makes', async () => {
    const { client } = await startCapture();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      expect(await client().reply()).toMatch(/^220 /);
    } finally {
      vi.useRealTimers();
    }
  });

  test('is greeted once, also when the pause would be over', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      const { client } = await startCapture();
      const connected = client();
      await connected.reply();
      vi.advanceTimersByTime(1_000);
      expect(await connected.say('NOOP')).toMatch(/^250 /);
    } finally {
      vi.useRealTimers();
    }
  });

  test('that talks HTTP from the start stores nothing and is sent away', async () => {
    const { client, mails } = await startCapture();
    const connected = client();
    const body = 'EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\nx\r\n.\r\n';
    connected.socket.write(`POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n${body}`);
    const replies = [await connected.reply(), await connected.reply(), await connected.reply()];
    expect(replies.filter((reply) => reply?.startsWith('421'))).toHaveLength(1);
    expect(replies.at(-1)).toBeNull();
    expect(mails).toEqual([]);
  });
});

describe('encryption', () => {
  test('is offered with the installation’s own certificate, and noted with the mail', async () => {
    const { mails, send } = await startCapture();
    await send({ security: 'starttls', host: 'localhost', pinnedCertificate: TLS.cert });
    await send({});
    expect(mails.map(({ client }) => client.tls)).toEqual([
      expect.stringMatching(/^TLSv1\.3, TLS_/),
      null,
    ]);
  });

  test('that fails leaves the server running', async () => {
    const { server, mails, client, send } = await startCapture();
    const garbage = client();
    await garbage.reply();
    await garbage.say('EHLO x');
    expect(await garbage.say('STARTTLS')).toMatch(/^220/);
    garbage.socket.write('this is no handshake\r\n');
    await once(garbage.socket, 'close');
    const broken = client();
    await broken.reply();
    await broken.say('EHLO x');
    await broken.say('STARTTLS');
    broken.socket.resetAndDestroy();
    const old = connectTls({ host: '127.0.0.1', port: server.port });
    await once(old, 'error');
    await send({});
    expect(mails).toHaveLength(1);
  });

  test('takes nothing over that was said before it', async () => {
    const { client, mails } = await startCapture();
    const connected = client();
    await connected.reply();
    await connected.say('EHLO x');
    connected.socket.write('STARTTLS\r\nMAIL FROM:<injected@b.example>\r\n');
    expect(await connected.reply()).toMatch(/^220/);
    const secure = connectTls({ socket: connected.socket, ca: TLS.cert, servername: 'localhost' });
    open.push({ close: () => secure.destroy() });
    await once(secure, 'secureConnect');
    secure.write('EHLO y\r\nRCPT TO:<c@d.example>\r\n');
    let said = '';
    while (!said.includes('\r\n503')) said += String((await once(secure, 'data'))[0]);
    expect(said).toMatch(/^503 5\.5\.1 Error: need MAIL command/m);
    expect(mails).toEqual([]);
  });
});

describe('a login', () => {
  test.each(['plain', 'login', 'cram-md5'] as const)('by %s is kept by its name', async (auth) => {
    const { mails, send } = await startCapture();
    await send({ auth, user: 'shop', password: PASSWORD });
    expect(mails[0]?.client.user).toBe('shop');
    expect(JSON.stringify(mails)).not.toContain(PASSWORD);
    expect(JSON.stringify(mails)).not.toContain(Buffer.from(PASSWORD).toString('base64'));
    expect(mails[0]?.talk).toMatch(/^C: AUTH /m);
  });

  test('by XOAUTH2 is kept by its name, and its token nowhere', async () => {
    const { client, mails } = await startCapture();
    const connected = client();
    await connected.reply();
    await connected.say('EHLO x');
    const token = Buffer.from(`user=shop\u0001auth=Bearer ${PASSWORD}\u0001\u0001`);
    expect(await connected.say(`AUTH XOAUTH2 ${token.toString('base64')}`)).toMatch(/^235/);
    await connected.startMail();
    connected.socket.write('Subject: x\r\n.\r\n');
    await connected.reply();
    expect(mails[0]?.client.user).toBe('shop');
    expect(mails[0]?.talk).not.toContain(token.toString('base64'));
  });
});

describe('the talk', () => {
  test('is kept with its mail, and each mail of a connection has its own', async () => {
    const { client, mails } = await startCapture();
    const connected = client();
    for (const from of ['first@b.example', 'second@b.example']) {
      await connected.startMail({ from, to: ['c@d.example'] });
      connected.socket.write('Subject: never in the talk\r\n\r\nbody\r\n.\r\n');
      await connected.reply();
    }
    const [first = '', second = ''] = mails.map(({ talk }) => talk);
    expect(first).toMatch(/^S: 220 .*\n(.*\n)*C: MAIL FROM:<first@b\.example>.*\n/);
    const lines = first.trimEnd().split('\n');
    expect(lines.at(-3)).toMatch(/^S: 354 /);
    expect(lines.at(-2)).toBe('… the message, 36 bytes …');
    expect(lines.toSpliced(-2, 1).every((line) => /^[CS]: /.test(line))).toBe(true);
    expect(second).toContain('<second@b.example>');
    expect(second).not.toContain('first@b.example');
    expect(second).toMatch(/^C: EHLO /);
    expect(first + second).not.toContain('never in the talk');
  });

  test('ends with the answer that the client hears, and begins as its connection did', async () => {
    const { client, mails } = await startCapture();
    const connected = client();
    await connected.startMail({ from: 'first@b.example', to: ['c@d.example'] });
    connected.socket.write('Subject: x\r\n.\r\n');
    const heard = await connected.reply();
    await connected.say('MAIL FROM:<second@b.example>');
    await connected.say('RCPT TO:<c@d.example>');
    await connected.say('DATA');
    connected.socket.write('Subject: y\r\n.\r\n');
    await connected.reply();
    const [first = '', second = ''] = mails.map(({ talk }) => talk);
    expect(first.trimEnd().split('\n').at(-1)).toBe(`S: ${heard?.trimEnd()}`);
    expect(second).toMatch(/^S: 220 .*\nC: EHLO /);
    expect(second).not.toContain('first@b.example');
    expect(second).toContain('… earlier mails of this connection …\nC: MAIL FROM:<second@');
  });

  test('has an end', async () => {
    const { client, mails } = await startCapture();
    const connected = client();
    await connected.reply();
    for (let count = 0; count < 700; count += 1) await connected.say(`NOOP ${'x'.repeat(60)}`);
    await connected.startMail();
    connected.socket.write('Subject: x\r\n.\r\n');
    await connected.reply();
    expect(mails[0]?.talk.length).toBeLessThan(21_000);
  });
});
