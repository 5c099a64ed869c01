import { expect, test } from 'vitest';

import type { SmtpServer } from '../../../../src/main/mail/smtp/connection.ts';
import { verifySmtp } from '../../../../src/main/mail/smtp/verify.ts';
import { serverAt, useSmtpSinks } from '../../../support/smtp-attempt.ts';
import { closedPort } from '../../../support/smtp-sink.ts';

const sinkFor = useSmtpSinks();

const FROM = 'no-reply@shop.example';

async function verify(port: number, change: Partial<SmtpServer> = {}) {
  const server = serverAt(port, change);
  const { steps, problem } = await verifySmtp(server, FROM, { now: () => new Date() });
  return { states: steps.map(({ name, state }) => `${name} ${state}`), problem };
}

test('a server that would take mail passes every step and gets none', async () => {
  const sink = await sinkFor({ extensions: ['AUTH PLAIN'] });
  const { states, problem } = await verify(sink.port, { user: 'anna', password: 'secret' });
  expect(problem).toBeNull();
  expect(states).toEqual([
    'dns ok',
    'connect ok',
    'greeting ok',
    'ehlo ok',
    'tls skipped',
    'auth ok',
    'sender ok',
  ]);
  expect(sink.commands.slice(-3)).toEqual([`MAIL FROM:<${FROM}>`, 'RSET', 'QUIT']);
});

test('a server that demands a login fails at the sender when none is given', async () => {
  const sink = await sinkFor({ scripts: { MAIL: '530 5.7.0 log in first' } });
  const { states, problem } = await verify(sink.port);
  expect(states.slice(-2)).toEqual(['auth skipped', 'sender failed']);
  expect(problem?.code).toBe('auth-needed');
});

test('a sender that is not allowed is named', async () => {
  const sink = await sinkFor({ scripts: { MAIL: '550 not allowed' } });
  const { problem } = await verify(sink.port);
  expect(problem?.title).toBe(`The server will not send as ${FROM}.`);
});

test('a login that is refused fails at the login, not at the step before', async () => {
  const sink = await sinkFor({ extensions: ['AUTH PLAIN'], scripts: { AUTH: '535 no' } });
  const { states } = await verify(sink.port, { user: 'anna', password: 'wrong' });
  expect(states.slice(-3)).toEqual(['tls skipped', 'auth failed', 'sender skipped']);
});

test('a connection that breaks during the login fails at the login', async () => {
  const sink = await sinkFor({ extensions: ['AUTH PLAIN'], scripts: { AUTH: 'hang up' } });
  const { states } = await verify(sink.port, { user: 'anna', password: 'wrong' });
  expect(states.slice(-3)).toEqual(['tls skipped', 'auth failed', 'sender skipped']);
});

test('a closed port fails at the connection', async () => {
  const { states, problem } = await verify(await closedPort());
  expect(states.slice(0, 3)).toEqual(['dns ok', 'connect failed', 'greeting skipped']);
  expect(problem?.code).toBe('refused');
});

test('a server without STARTTLS fails at the encryption', async () => {
  const sink = await sinkFor();
  const { states } = await verify(sink.port, { security: 'starttls' });
  expect(states.slice(3)).toEqual(['ehlo ok', 'tls failed', 'auth skipped', 'sender skipped']);
});

test('a sender that would end the command is not said', async () => {
  const sink = await sinkFor();
  const server = serverAt(sink.port);
  const from = 'a@b.example>\r\nRCPT TO:<victim@example.org';
  const { problem } = await verifySmtp(server, from, { now: () => new Date() });
  expect(problem?.code).toBe('sender-refused');
  expect(sink.commands.join()).not.toContain('victim');
});
