import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { expect, onTestFinished, test } from 'vitest';

import { openSmtp } from '../../../../src/main/mail/smtp/connection.ts';
import type { SmtpServer } from '../../../../src/main/mail/smtp/connection.ts';
import { prescribe } from '../../../../src/main/mail/doctor/fixes.ts';
import { explainSmtpError } from '../../../../src/main/mail/smtp/explain.ts';
import type { TranscriptLine } from '../../../../src/main/mail/smtp/transcript.ts';
import { serverAt, useSmtpSinks } from '../../../support/smtp-attempt.ts';

const sinkFor = useSmtpSinks();

const REFRESH = 'refresh-canary-81';
const ACCESS = 'access-canary-82';

/** A provider that trades the right refresh token. */
async function startProvider() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push(body);
      const isRight = new URLSearchParams(body).get('refresh_token') === REFRESH;
      response.writeHead(isRight ? 200 : 400, { 'content-type': 'application/json' });
      const refused = { error: 'invalid_grant', error_description: 'The token was withdrawn.' };
      response.end(JSON.stringify(isRight ? { access_token: ACCESS, expires_in: 3_600 } : refused));
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  onTestFinished(() => void server.close());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token` };
}

function withToken(port: number, tokenUrl: string, refreshToken: string): SmtpServer {
  const oauth2 = { tokenUrl, clientId: 'client', clientSecret: 'client-canary-83', refreshToken };
  return serverAt(port, { user: 'anna@shop.example', auth: 'xoauth2', oauth2 });
}

test('a refresh token is traded, and the access token logs in', async () => {
  const provider = await startProvider();
  const sink = await sinkFor({ extensions: ['AUTH XOAUTH2'] });
  const transcript: TranscriptLine[] = [];
  const server = withToken(sink.port, provider.url, REFRESH);
  const session = await openSmtp(server, { onTranscript: (line) => transcript.push(line) });
  await session.close();
  expect(Object.fromEntries(new URLSearchParams(provider.asked[0]))).toMatchObject({
    grant_type: 'refresh_token',
    refresh_token: REFRESH,
    client_id: 'client',
  });
  const login = sink.commands.find((command) => command.startsWith('AUTH XOAUTH2')) ?? '';
  const said = Buffer.from(login.split(' ')[2] ?? '', 'base64').toString();
  expect(said).toBe(`user=anna@shop.example\u0001auth=Bearer ${ACCESS}\u0001\u0001`);
  const shown = JSON.stringify(transcript);
  expect(shown).not.toMatch(/canary/);
  expect(shown).not.toContain(login.split(' ')[2]);
});

test('a refresh token that was withdrawn is told apart from a refused login', async () => {
  const provider = await startProvider();
  const sink = await sinkFor({ extensions: ['AUTH XOAUTH2'] });
  const server = withToken(sink.port, provider.url, 'another');
  const error: unknown = await openSmtp(server, {}).catch((reason: unknown) => reason);
  expect(explainSmtpError(error, server)).toMatchObject({
    kind: 'configuration',
    code: 'token-refused',
  });
  expect(String(error)).not.toMatch(/canary/);
  expect(sink.commands.some((command) => command.startsWith('AUTH'))).toBe(false);
});

test('an access token that the server refuses is no refused password', async () => {
  const provider = await startProvider();
  const sink = await sinkFor({
    extensions: ['AUTH XOAUTH2'],
    scripts: { AUTH: '535 5.7.3 Authentication unsuccessful' },
  });
  const server = withToken(sink.port, provider.url, REFRESH);
  const error: unknown = await openSmtp(server, {}).catch((reason: unknown) => reason);
  const problem = explainSmtpError(error, server);
  expect(problem).toMatchObject({ kind: 'configuration', code: 'token-login-refused' });
  expect(problem.title + problem.advice).not.toMatch(/password/);
  const senderField = 'fromAddress';
  const shown = await prescribe(
    { problem, error, server, senderField },
    new AbortController().signal,
  );
  expect(shown).toMatchObject({ field: 'refreshToken', fixes: [] });
});

test('without a refresh token nothing is asked of anybody', async () => {
  const sink = await sinkFor({ extensions: ['AUTH XOAUTH2'] });
  const server = serverAt(sink.port, { user: 'anna', auth: 'xoauth2', oauth2: null });
  const error: unknown = await openSmtp(server, {}).catch((reason: unknown) => reason);
  expect(explainSmtpError(error, server).code).toBe('token-missing');
});
