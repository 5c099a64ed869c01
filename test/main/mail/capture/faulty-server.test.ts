import { once } from 'node:events';

import { expect, it, onTestFinished } from 'vitest';

import { createFaults } from '../../../../src/main/mail/capture/faults.ts';
import { startCaptureServer } from '../../../../src/main/mail/capture/server.ts';
import type { FaultEffect } from '../../../../src/shared/contract/faults.ts';
import { connectRaw } from '../../../support/raw-smtp-client.ts';

async function startFaulty(...effects: readonly FaultEffect[]) {
  const faults = createFaults({ random: () => 0, onHit: () => {} });
  const everybody = { enabled: true, sender: '', recipient: '', chance: 100 };
  faults.follow(effects.map((effect, id) => ({ ...everybody, id: String(id), effect })));
  const mails: Buffer[] = [];
  const errors: unknown[] = [];
  const server = await startCaptureServer({
    port: 0,
    name: 'gatehouse.test',
    now: () => new Date(0),
    faults,
    onMail: async ({ raw }) => void mails.push(raw),
    onError: (error) => errors.push(error),
  });
  const client = connectRaw(server.port);
  onTestFinished(async () => {
    client.socket.destroy();
    await server.close();
    expect(errors).toEqual([]);
  });
  return { faults, mails, client, server };
}

async function send({ client }: Awaited<ReturnType<typeof startFaulty>>, size = 10) {
  await client.startMail();
  client.socket.write(`Subject: x\r\n\r\n${'y'.repeat(size)}\r\n.\r\n`);
  return client.reply();
}

it('refuses at the greeting, at MAIL, at a recipient and after the message', async () => {
  const text = 'Not today';
  const greeting = await startFaulty({ kind: 'defer', stage: 'connect', code: 421, text });
  expect(await greeting.client.reply()).toMatch(/^421 .*Not today/);
  const said = async (stage: 'mail' | 'rcpt', command: string) => {
    const { client } = await startFaulty({ kind: 'reject', stage, code: 550, text });
    await client.reply();
    await client.say('EHLO client.test');
    if (stage === 'rcpt') await client.say('MAIL FROM:<a@shop.example>');
    return client.say(command);
  };
  expect(await said('mail', 'MAIL FROM:<a@shop.example>')).toMatch(/^550 .*Not today/);
  expect(await said('rcpt', 'RCPT TO:<b@shop.example>')).toMatch(/^550 .*Not today/);
  const end = await startFaulty({ kind: 'reject', stage: 'end', code: 554, text });
  expect(await send(end)).toMatch(/^554 .*Not today/);
  expect(end.mails).toEqual([]);
});

it('refuses a login', async () => {
  const { client } = await startFaulty({ kind: 'reject', stage: 'auth', code: 535, text: 'No' });
  await client.reply();
  await client.say('EHLO client.test');
  expect(await client.say('AUTH PLAIN AGEAYg==')).toMatch(/^535/);
});

it('hangs up in the middle of a message, or after it, and keeps nothing', async () => {
  for (const stage of ['data', 'end'] as const) {
    const session = await startFaulty({ kind: 'drop', stage });
    expect(await send(session), stage).toBeNull();
    expect(session.mails).toEqual([]);
  }
});

it('answers late, and takes a message slowly', async () => {
  const session = await startFaulty(
    { kind: 'delay', stage: 'mail', ms: 60 },
    { kind: 'throttle', bytesPerSecond: 1_000_000 },
  );
  const started = performance.now();
  expect(await send(session, 100_000)).toMatch(/^250/);
  expect(performance.now() - started).toBeGreaterThan(150);
  expect(session.mails[0]?.length).toBeGreaterThan(100_000);
});

it('follows a change of the rules on an open connection', async () => {
  const session = await startFaulty({ kind: 'reject', stage: 'mail', code: 550, text: 'No' });
  await session.client.reply();
  await session.client.say('EHLO client.test');
  expect(await session.client.say('MAIL FROM:<a@shop.example>')).toMatch(/^550/);
  session.faults.follow([]);
  expect(await session.client.say('MAIL FROM:<a@shop.example>')).toMatch(/^250/);
});

it('does not make the end of the server wait', async () => {
  const { client, server } = await startFaulty({ kind: 'delay', stage: 'mail', ms: 300_000 });
  await client.reply();
  await client.say('EHLO client.test');
  client.socket.write('MAIL FROM:<a@shop.example>\r\n');
  const gone = once(client.socket, 'close');
  await server.close();
  await gone;
  expect(client.socket.destroyed).toBe(true);
});
